"""The packs that come with Pulau, against the figures of the regulations themselves."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from pulau.core.regulation.model import Choice, Gate, Mark, PackStatus, Part, PriorTitle, Unit
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack

NEW, OLD, BETWEEN = (load_pack(f"permenpan-rb-{number}") for number in ("90-2021", "52-2014", "10-2019"))
OPTIONS = {
    ("Ya", "Tidak"): ("1", "0"),
    ("A", "B", "C"): ("1", "0.5", "0"),
    ("A", "B", "C", "D"): ("1", "0.67", "0.33", "0"),
    ("A", "B", "C", "D", "E"): ("1", "0.75", "0.5", "0.25", "0"),
}


def minimums(pack: Pack, title: str) -> dict[str, tuple[str, Unit, Fraction]]:
    gates = [gate for gate in pack.titles[title].gates if isinstance(gate, Gate)]
    return {gate.id: (gate.measure, gate.unit, gate.minimum) for gate in gates}


def points(measure: str, minimum: str) -> tuple[str, Unit, Fraction]:
    return measure, Unit.POINTS, Fraction(minimum)


@pytest.mark.parametrize(("pack", "enabler", "result"), [(NEW, 87 + 23, 3), (OLD, 81, 3), (BETWEEN, 87, 3)])
def test_every_item_of_the_law_is_there(pack: Pack, enabler: int, result: int) -> None:
    of_result = [i for i in pack.items.values() if pack.sub_areas[i.sub_area].part is Part.RESULT]
    assert (len(pack.items) - len(of_result), len(of_result)) == (enabler, result)
    assert sum(pack.sub_areas[i.sub_area].part is Part.REFORM for i in pack.items.values()) == (
        23 if pack is NEW else 0
    )


@pytest.mark.parametrize(
    ("pack", "weights"),
    [(NEW, [8, 7, 10, 10, 15, 10]), (BETWEEN, [8, 7, 10, 10, 15, 10]), (OLD, [5, 5, 15, 10, 15, 10])],
)
def test_the_six_areas_have_the_weights_of_the_law(pack: Pack, weights: list[int]) -> None:
    assert [area.weight for area in pack.areas.values()] == weights
    halves = [(area.fulfilment, area.reform) for area in pack.areas.values()]
    assert halves == [(Fraction(w, 2), Fraction(w, 2)) if pack is NEW else (w, None) for w in weights]


@pytest.mark.parametrize("pack", [NEW, OLD, BETWEEN], ids=lambda pack: pack.id)
def test_options_have_the_decimals_of_the_law(pack: Pack) -> None:
    for item in pack.items.values():
        if isinstance(item.answer, Choice):
            assert tuple(item.answer.values.values()) == tuple(map(Fraction, OPTIONS[tuple(item.answer.values)]))


@pytest.mark.parametrize(("title", "total", "enabler", "area"), [("WBK", "75", "40", "60"), ("WBBM", "85", "48", "75")])
def test_the_minimums_of_90_2021(title: str, total: str, enabler: str, area: str) -> None:
    result = {"WBK": ("18.25", "2.5", "14"), "WBBM": ("19.5", "3.75", "15.75")}[title]
    assert minimums(NEW, title) == {
        "total": points("total", total),
        "enabler": points("enabler", enabler),
        **{f"area-{n}": (f"areas.{n}", Unit.PERCENT, Fraction(area)) for n in range(1, 7)},
        "clean-accountable": points("sub_areas.H1", result[0]),
        "corruption-perception": points("items.H1.a", "15.75"),
        "performance": points("items.H1.b", result[1]),
        "excellent-service": points("sub_areas.H2", result[2]),
    }


@pytest.mark.parametrize(("title", "total"), [("WBK", "75"), ("WBBM", "85")])
def test_the_minimums_of_52_2014(title: str, total: str) -> None:
    service = {"excellent-service": points("sub_areas.H2", "16")} if title == "WBBM" else {}
    assert minimums(OLD, title) == {
        "total": points("total", total),
        "clean-accountable": points("sub_areas.H1", "18"),
        "corruption-perception": points("items.H1.1", "13.5"),
        "findings-followed-up": points("items.H1.2", "3.5"),
        **service,
    }


@pytest.mark.parametrize("pack", [NEW, OLD], ids=lambda pack: pack.id)
def test_wbbm_asks_for_wbk_first(pack: Pack) -> None:
    *_, last = pack.titles["WBBM"].gates
    assert isinstance(last, PriorTitle)
    assert (last.id, last.title) == ("prior-title", "WBK")
    assert not any(isinstance(gate, PriorTitle) for gate in pack.titles["WBK"].gates)


def test_10_2019_is_unverified_and_grants_no_title() -> None:
    assert BETWEEN.status is PackStatus.UNVERIFIED
    assert BETWEEN.titles == {}
    assert [s.weight for s in BETWEEN.sub_areas.values() if s.area == "1"] == [1, 2, 2, 3]
    doubled = {key: 2 * s.weight for key, s in NEW.sub_areas.items() if s.part is Part.FULFILMENT}
    assert {key: s.weight for key, s in BETWEEN.sub_areas.items() if s.part is Part.FULFILMENT} == doubled


RATIOS = [
    ("R1.i.a", {"jumlah_agen": 4, "jumlah_perubahan": 3}, "3/4"),
    ("R1.i.b", {"jumlah_perubahan": 4, "jumlah_terintegrasi": 1}, "1/4"),
    ("R3.iii.a", {"tahun_lalu": 5, "tahun_ini": 2, "disanksi": 2}, "3/5"),
    ("R4.i.a", {"jumlah_sasaran": 8, "tercapai": 7}, "7/8"),
    ("R5.ii.a", {"harus": 10, "proses": 3, "selesai": 6}, "6/10"),
    ("R5.iii.a", {"kepala": 1, "pejabat": 3, "lainnya": 6, "sudah": 9}, "9/10"),
    ("R5.iii.b", {"administrator": 2, "pengawas": 3, "fungsional_pelaksana": 15, "sudah": 19}, "19/20"),
    ("R6.i.b", {"terdaftar": 5, "dipermudah": 4}, "4/5"),
]
ZERO = {
    "R1.i.a": 0, "R1.i.b": 0, "R3.iii.a": 1, "R4.i.a": 0, "R5.ii.a": 1, "R5.iii.a": 1, "R5.iii.b": 1, "R6.i.b": 0,
}  # fmt: skip


@pytest.mark.parametrize(("item", "counts", "value"), RATIOS)
def test_a_ratio_of_90_2021_is_the_formula_of_the_law(item: str, counts: dict[str, int], value: str) -> None:
    assert evaluate(NEW, take_answers(NEW, {item: counts})).items[item].fraction == Fraction(value)


@pytest.mark.parametrize(("item", "value"), ZERO.items())
def test_nothing_over_nothing_counts_as_the_pack_says(item: str, value: int) -> None:
    kind = NEW.items[item].answer
    assert not isinstance(kind, Choice)
    counts = dict.fromkeys(getattr(kind, "inputs", ()), 0)
    result = evaluate(NEW, take_answers(NEW, {item: counts}))
    assert result.items[item].fraction == value
    assert [caution.code for caution in result.warnings if caution.item == item] == ["zero-denominator"]


def test_the_pack_has_a_rule_for_every_ratio_and_it_is_marked_as_ours() -> None:
    ratios = {item.id: item.answer for item in NEW.items.values() if hasattr(item.answer, "zero")}
    assert set(ratios) == set(ZERO)
    assert {kind.zero.citation.mark for kind in ratios.values() if hasattr(kind, "zero")} == {Mark.INFERRED}


@pytest.mark.parametrize(("before", "now", "value"), [(0, 0, 1), (0, 1, 0), (1, 0, 1), (1, 1, 0), (2, 5, 0)])
def test_discipline_counts_full_when_both_years_are_0_and_nothing_when_only_last_year_is(
    before: int, now: int, value: int
) -> None:
    counts = {"tahun_lalu": before, "tahun_ini": now, "disanksi": 0}
    assert evaluate(NEW, take_answers(NEW, {"R3.iii.a": counts})).items["R3.iii.a"].fraction == value


@pytest.mark.parametrize(
    ("item", "answer", "worth"),
    [("H1.a", "3.6", "15.75"), ("H2.a", "3.2", "14"), ("H1.b", "A", "5"), ("H1.b", "B", "3.75"), ("H1.b", "E", "0")],
)
def test_result_points_of_90_2021(item: str, answer: str, worth: str) -> None:
    assert evaluate(NEW, take_answers(NEW, {item: answer})).items[item].points == Fraction(worth)


@pytest.mark.parametrize(
    ("item", "answer", "worth"), [("H1.1", "3.6", "13.5"), ("H1.2", "70", "3.5"), ("H2.1", "3.2", "16")]
)
def test_result_points_of_52_2014(item: str, answer: str, worth: str) -> None:
    assert evaluate(OLD, take_answers(OLD, {item: answer})).items[item].points == Fraction(worth)


def test_5_2024_replaces_the_proposal_conditions_of_90_2021() -> None:
    first, second = NEW.proposal
    assert (first.instrument, first.since, first.until) == (
        "Permenpan RB 90/2021",
        date(2021, 12, 31),
        date(2024, 7, 14),
    )
    assert (second.instrument, second.since, second.until) == ("Permenpan RB 5/2024", date(2024, 7, 15), None)
    asked = {condition.id: dict(condition.minimum) for condition in second.conditions}
    assert asked["sakip"] == {"WBK": "B", "WBBM": "BB"}
    assert asked["rb-index"] == {"WBK/region": "CC", "WBK/ministry": "B", "WBBM/region": "B", "WBBM/ministry": "BB"}
    assert asked["internal-sakip"] == {"WBK": "B", "WBBM": "BB"}
    assert second.due == "05-31"
    assert len(second.eased_units) == 6
    assert {"area-minimum", "zero-denominator", "own-evaluation"} <= {point.id for point in NEW.open_points}


def test_5_2024_has_no_worksheet_of_its_own() -> None:
    amendment = load_pack("permenpan-rb-5-2024")
    assert not amendment.worksheet
    assert amendment.amends == NEW.id
    assert amendment.id in NEW.amended_by


def test_what_is_not_verified_says_why() -> None:
    for pack in (NEW, OLD, BETWEEN):
        cited = [item.citation for item in pack.items.values()]
        cited += [area.citation for area in pack.areas.values()]
        cited += [sub_area.citation for sub_area in pack.sub_areas.values()]
        cited += [gate.citation for title in pack.titles.values() for gate in title.gates]
        assert all(citation.text for citation in cited)
        assert all(citation.note for citation in cited if citation.mark is not Mark.VERIFIED)
