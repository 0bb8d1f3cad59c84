from __future__ import annotations

from collections.abc import Mapping

import pytest

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Caution, Unanswered
from pulau.exchange.packs import load_pack
from tests.core.packs import ALL_BEST, TINY, changed, load
from tests.core.sheets import all_best

PACK = load()
OPEN = (
    TINY
    + """\
open_points:
  other: {setting: none, id: "Lain.", en: "Other.", citation: "Bab III"}
  area-minimum: {setting: together, id: "Bersama.", en: "Together.", citation: "Bab III"}
"""
)
HALF_EMPTY = {**ALL_BEST, "R1.a": {"kepala": 1, "staf": 0, "sudah": 0}, "R1.b": {"lalu": 1, "kini": 1}}


def warned(raw: Mapping[str, object], text: str = TINY, reading: Unanswered = Unanswered.ZERO) -> tuple[Caution, ...]:
    pack = load(text)
    return evaluate(pack, take_answers(pack, raw), unanswered=reading).warnings


def without_area_minimum() -> str:
    """Return the law with only the other point open."""
    return OPEN[: OPEN.index("  area-minimum:")]


def test_a_full_worksheet_of_a_settled_law_has_no_warning() -> None:
    assert warned(ALL_BEST) == ()


@pytest.mark.parametrize("reading", [Unanswered.ZERO, Unanswered.SKIP])
def test_every_unanswered_item_is_named_in_the_order_of_the_law(reading: Unanswered) -> None:
    raw = {key: value for key, value in ALL_BEST.items() if key not in {"H1.b", "P1.a", "R1.a"}}
    assert warned(raw, reading=reading) == tuple(Caution("unanswered", item) for item in ("P1.a", "R1.a", "H1.b"))


@pytest.mark.parametrize(
    ("item", "counts", "value"),
    [
        ("R1.a", {"kepala": 0, "staf": 0, "sudah": 0}, "1"),
        ("R1.a", {"kepala": 0, "staf": 0, "sudah": 3}, "1"),
        ("R1.b", {"lalu": 0, "kini": 0}, "1"),
        ("R1.b", {"lalu": 0, "kini": 2}, "0"),
    ],
)
def test_a_denominator_of_0_says_what_it_counts(item: str, counts: dict[str, int], value: str) -> None:
    assert warned({**ALL_BEST, item: counts}) == (Caution("zero-denominator", item, (("value", value),)),)


def test_more_done_than_due_says_both_counts() -> None:
    raw = {**ALL_BEST, "R1.a": {"kepala": 1, "staf": 2, "sudah": 4}}
    assert warned(raw) == (Caution("capped-ratio", "R1.a", (("done", "4"), ("due", "3"))),)


@pytest.mark.parametrize(
    ("item", "counts"),
    [
        ("R1.a", {"kepala": 1, "staf": 2, "sudah": 3}),
        ("R1.b", {"lalu": 1, "kini": 0}),
        ("R1.b", {"lalu": 1, "kini": 5}),
    ],
)
def test_an_ordinary_ratio_has_no_warning(item: str, counts: dict[str, int]) -> None:
    assert warned({**ALL_BEST, item: counts}) == ()


def test_an_unverified_pack_is_named_first() -> None:
    first, *rest = warned({}, changed(("status: in-force", "status: unverified")))
    assert first == Caution("unverified-pack", None, (("regulation", "Peraturan Contoh 1/2020"),))
    assert {caution.code for caution in rest} == {"unanswered"}
    old = load_pack("permenpan-rb-10-2019")
    assert evaluate(old, take_answers(old, all_best(old))).warnings[0].code == "unverified-pack"


def test_a_revoked_pack_is_no_unverified_one() -> None:
    assert warned(ALL_BEST, changed(("status: in-force", "status: revoked"))) == ()


# ---------------------------------------------------------------- the area minimum, read together or apart


def test_a_title_that_hangs_on_reading_the_halves_together_is_pointed_out() -> None:
    # fulfilment 100 %, reform 33 %: together 66 %, which is enough; apart it is not
    assert warned(HALF_EMPTY, OPEN) == (
        Caution("open-point", None, (("point", "area-minimum"), ("area", "1"), ("title", "WBK"))),
    )


def test_nothing_is_said_where_the_law_is_not_open() -> None:
    assert warned(HALF_EMPTY) == ()
    assert warned(HALF_EMPTY, without_area_minimum()) == ()


def test_nothing_is_said_where_both_readings_agree() -> None:
    assert warned(ALL_BEST, OPEN) == ()
    # 60 % in each half: just enough, however it is read
    text = changed(
        ("minimum: 60,", "minimum: 33.5,"),
        ("{measure: total, minimum: 75,", "{measure: total, minimum: 10,"),
        text=OPEN,
    )
    raw = {**ALL_BEST, "P1.a": "Tidak", "P1.b": "B"}
    assert warned(raw, text) == ()
    assert warned({**raw, "P1.b": "C"}, text) != ()


@pytest.mark.parametrize(
    ("changes", "minimum"),
    [
        # reform 33 1/3 %, fulfilment 100 %, together 66 2/3 %
        ({"R1.a": {"kepala": 1, "staf": 0, "sudah": 0}, "R1.b": {"lalu": 1, "kini": 1}}, "33.4"),
        # reform 50 %, fulfilment 100 %, together 75 %: just enough
        ({"R1.a": {"kepala": 1, "staf": 0, "sudah": 0}, "R1.b": {"lalu": 2, "kini": 1}}, "75"),
        # fulfilment 50 %, reform 100 %
        ({"P1.a": "Tidak"}, "50.1"),
    ],
)
def test_the_lower_half_is_measured_exactly(changes: dict[str, object], minimum: str) -> None:
    text = changed(
        ("minimum: 60,", f"minimum: {minimum},"),
        ("{measure: total, minimum: 75,", "{measure: total, minimum: 10,"),
        text=OPEN,
    )
    assert [caution.code for caution in warned({**ALL_BEST, **changes}, text)][:1] == ["open-point"]


def test_nothing_is_said_of_a_title_that_is_missed_anyway() -> None:
    assert warned({**HALF_EMPTY, "H1.a": "0"}, OPEN) == ()


def test_nothing_is_said_where_areas_have_no_halves() -> None:
    text = changed(
        ('"1": {fulfilment: 30, reform: 30,', '"1": {fulfilment: 60,'),
        ("part: reform", "part: fulfilment"),
        text=OPEN,
    )
    assert warned(HALF_EMPTY, text) == ()


def test_only_minimums_of_areas_in_percent_are_open() -> None:
    text = changed(("unit: percent, minimum: 60", "minimum: 36"), text=OPEN)
    assert warned(HALF_EMPTY, text) == ()
    text = changed(("{measure: areas.1, unit: percent", "{measure: enabler, unit: percent"), text=OPEN)
    assert warned(HALF_EMPTY, text) == ()


def test_the_law_in_force_leaves_the_area_minimum_open() -> None:
    pack = load_pack("permenpan-rb-90-2021")
    raw = all_best(pack) | {i: "D" for s in pack.sub_areas.values() if s.area == "2" and s.part == "reform"
                            for i in s.items if "D" in getattr(pack.items[i].answer, "values", {})}  # fmt: skip
    raw |= {"R2.ii.a": "C", "R2.ii.b": "C", "R2.iii.b": "E", "R2.iii.c": "A", "R2.iii.a": "B"}
    result = evaluate(pack, take_answers(pack, raw))
    open_points = [caution for caution in result.warnings if caution.code == "open-point"]
    assert result.titles["WBK"].met
    assert open_points == [Caution("open-point", None, (("point", "area-minimum"), ("area", "2"), ("title", "WBK")))]
