from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from pulau.core.regulation.model import Choice, Share
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.explain import Explanation, Term, explain, paths_below
from pulau.core.scoring.model import Evaluation, GateResult, Unanswered
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_pack
from tests.core.packs import ALL_BEST, load
from tests.core.sheets import FEW, SCORED, SEEDS, sheet

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack

PACK = load()
LAW = "Peraturan Contoh 1/2020"


def scored(raw: dict[str, object], *, skip: bool = False, prior_title: str | None = None) -> Evaluation:
    reading = Unanswered.SKIP if skip else Unanswered.ZERO
    return evaluate(PACK, take_answers(PACK, raw), unanswered=reading, prior_title=prior_title)


def explained(path: str, *, skip: bool = False, prior_title: str | None = None, **raw: object) -> Explanation:
    answers = {key.replace("_", "."): value for key, value in raw.items()}
    return explain(scored(answers, skip=skip, prior_title=prior_title), path)


# -------------------------------------------------------------------------------------------------- each operation


@pytest.mark.parametrize(
    ("path", "value", "weight", "terms", "clause"),
    [
        ("total", "71.7", 100, [("enabler", "35.05"), ("result", "36.65")], "Lampiran I"),
        ("enabler", "35.05", 60, [("areas.1", "35.05")], "Lampiran I"),
        ("result", "36.65", 40, [("sub_areas.H1", "36.65")], "Lampiran I"),
        ("areas.1", "35.05", 60, [("areas.1.fulfilment", "25.05"), ("areas.1.reform", "10")], "Lampiran I"),
        ("areas.1.fulfilment", "25.05", 30, [("sub_areas.P1", "25.05")], "Lampiran I"),
        ("areas.1.reform", "10", 30, [("sub_areas.R1", "10")], "Lampiran I"),
        (
            "sub_areas.H1",
            "36.65",
            40,
            [("items.H1.a", "19.35"), ("items.H1.b", "9.3"), ("items.H1.c", "8")],
            "Lampiran II, B.I",
        ),
    ],
)
def test_a_sum_names_its_parts_and_its_clause(
    path: str, value: str, weight: int, terms: list[tuple[str, str]], clause: str
) -> None:
    found = explained(path, P1_a="Ya", P1_b="B", R1_c="Ya", H1_a="3.87", H1_b="77.5", H1_c="A")
    assert found.path == path
    assert found.operation == "sum"
    assert (found.value, found.weight) == (Fraction(value), weight)
    assert found.terms == tuple(Term(part, Fraction(points)) for part, points in terms)
    assert found.citation.text == f"{LAW}, {clause}"
    assert found.notes == ()


def test_a_sub_area_of_the_enabler_is_a_mean_of_values() -> None:
    found = explained("sub_areas.P1", P1_a="Ya", P1_b="C")
    assert found.operation == "mean"
    assert (found.value, found.weight) == (Fraction("19.95"), 30)
    assert found.terms == (Term("items.P1.a", Fraction(1)), Term("items.P1.b", Fraction("0.33")))
    assert (found.notes, found.citation.text) == ((), f"{LAW}, Lampiran II, A.I.1")


def test_a_mean_says_what_blanks_did_to_it() -> None:
    counted = explained("sub_areas.P1", P1_a="Ya")
    assert counted.terms == (Term("items.P1.a", Fraction(1)), Term("items.P1.b", Fraction(0)))
    assert (counted.notes, counted.value) == (("unanswered-zero",), 15)
    left_out = explained("sub_areas.P1", P1_a="Ya", skip=True)
    assert left_out.terms == (Term("items.P1.a", Fraction(1)),)
    assert (left_out.notes, left_out.value) == (("unanswered-skipped",), 30)


def test_an_option_has_its_value() -> None:
    found = explained("items.P1.b", P1_b="B")
    assert (found.operation, found.answer, found.fraction) == ("option", "B", Fraction("0.67"))
    assert (found.value, found.weight, found.terms) == (Fraction("10.05"), 15, ())
    assert found.citation.text == f"{LAW}, Lampiran II"


def test_an_option_weighs_more_where_blanks_are_left_out() -> None:
    found = explained("items.P1.b", P1_b="B", skip=True)
    assert (found.value, found.weight) == (Fraction("20.1"), 30)


def test_an_index_is_taken_over_its_maximum() -> None:
    found = explained("items.H1.a", H1_a="3.6")
    assert found.operation == "scale"
    assert found.terms == (Term("value", Fraction("3.6")), Term("maximum", Fraction(4)))
    assert (found.value, found.weight, found.fraction, found.answer) == (18, 20, Fraction("0.9"), Fraction("3.6"))


@pytest.mark.parametrize(
    ("counts", "notes"),
    [
        ({"kepala": 1, "staf": 3, "sudah": 2}, ()),
        ({"kepala": 1, "staf": 3, "sudah": 4}, ()),
        ({"kepala": 1, "staf": 3, "sudah": 5}, ("clamped",)),
        ({"kepala": 0, "staf": 1, "sudah": 2}, ("clamped",)),
        ({"kepala": 0, "staf": 0, "sudah": 5}, ("zero-denominator",)),
    ],
)
def test_a_share_names_its_counts_done_first(counts: dict[str, int], notes: tuple[str, ...]) -> None:
    found = explained("items.R1.a", R1_a={"catatan": 8, **counts})
    assert found.operation == "share"
    assert found.terms == tuple(Term(key, Fraction(counts[key])) for key in ("sudah", "kepala", "staf"))
    assert found.notes == notes


@pytest.mark.parametrize(
    ("before", "now", "notes"),
    [
        (4, 3, ()),
        (4, 4, ()),
        (4, 5, ("clamped",)),
        (1, 2, ("clamped",)),
        (0, 5, ("zero-denominator",)),
        (0, 0, ("zero-denominator",)),
    ],
)
def test_a_decrease_names_last_year_and_this(before: int, now: int, notes: tuple[str, ...]) -> None:
    found = explained("items.R1.b", R1_b={"kini": now, "lalu": before})
    assert found.operation == "decrease"
    assert found.terms == (Term("lalu", Fraction(before)), Term("kini", Fraction(now)))
    assert found.notes == notes


@pytest.mark.parametrize(("skip", "weight"), [(False, 15), (True, 0)])
def test_an_unanswered_item_says_so(skip: bool, weight: int) -> None:  # noqa: FBT001 - a column
    found = explained("items.P1.b", P1_a="Ya", skip=skip)
    assert (found.operation, found.answer, found.fraction, found.terms) == ("unanswered", None, None, ())
    assert (found.value, found.weight) == (0, weight)
    assert found.notes == ("unanswered-skipped" if skip else "unanswered-zero",)
    assert found.citation.text == f"{LAW}, Lampiran II"


def test_a_gate_sets_what_is_beside_what_must_be() -> None:
    points = explained("titles.WBBM.survey", H1_a="3")
    assert (points.operation, points.value, points.weight) == ("gate", 15, 20)
    assert points.terms == (Term("items.H1.a", Fraction(15)), Term("required", Fraction(18)))
    percent = explained("titles.WBK.area-1", P1_a="Ya")
    assert (percent.operation, percent.value, percent.weight) == ("gate", 25, 60)
    assert percent.terms == (Term("areas.1", Fraction(25)), Term("required", Fraction(60)))
    assert (points.citation.text, percent.citation.text) == (f"{LAW}, Bab III, Tabel 8", f"{LAW}, Bab III, Tabel 7")


@pytest.mark.parametrize(("held", "value"), [(None, 0), ("WBK", 1), ("WBBM", 1)])
def test_a_prior_title_says_what_is_asked_and_what_was_stated(held: str | None, value: int) -> None:
    found = explained("titles.WBBM.prior-title", prior_title=held)
    assert (found.operation, found.value, found.weight, found.terms) == ("prior-title", value, 1, ())
    assert found.stated == ("WBK", held)
    assert found.citation.text == f"{LAW}, Bab III, Tabel 6"


def test_an_area_without_halves_is_the_sum_of_its_sub_areas() -> None:
    pack = load_pack("permenpan-rb-52-2014")
    result = evaluate(pack, take_answers(pack, {}))
    whole = explain(result, "areas.1")
    assert [term.path for term in whole.terms] == [
        f"sub_areas.{s.id}" for s in pack.sub_areas.values() if s.area == "1"
    ]
    assert whole.weight == 5
    assert explain(result, "areas.1.fulfilment").terms == whole.terms
    with pytest.raises(BadInput, match=r"unknown-path at areas\.1\.reform"):
        explain(result, "areas.1.reform")


# -------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    "path",
    [
        "",
        "totals",
        "total.",
        "total.x",
        "enabler.1",
        "areas",
        "areas.",
        "areas.9",
        "areas.1.",
        "areas.1.result",
        "areas.1.reform.x",
        "sub_areas.X",
        "sub_areas.",
        "items.X",
        "items",
        "titles",
        "titles.WBK",
        "titles.X.total",
        "titles.WBK.",
        "titles.WBK.x",
        "titles.WBK.total.x",
    ],
)
def test_a_path_that_names_no_figure_is_refused(path: str) -> None:
    with pytest.raises(BadInput) as caught:
        explained(path)
    assert caught.value.problems == (Problem.of("unknown-path", path, regulation="tiny"),)


# --------------------------------------------------------------------------------------------------------- ways down


def test_the_way_down_leads_from_the_total_to_the_counts() -> None:
    result = scored(dict(ALL_BEST))
    assert paths_below(result, "total") == ("enabler", "result")
    assert paths_below(result, "areas.1.reform") == ("sub_areas.R1",)
    assert paths_below(result, "sub_areas.R1") == ("items.R1.a", "items.R1.b", "items.R1.c")
    assert paths_below(result, "items.R1.a") == ()
    assert paths_below(result, "titles.WBK") == ("titles.WBK.total", "titles.WBK.area-1")
    assert paths_below(result, "titles.WBK.area-1") == ("areas.1",)
    assert paths_below(result, "titles.WBK.total") == ("total",)
    assert paths_below(result, "titles.WBBM.prior-title") == ()


def test_below_an_unknown_title_there_is_nothing() -> None:
    assert paths_below(scored({}), "titles.X") == ()
    with pytest.raises(BadInput):
        paths_below(scored({}), "areas.9")


# --------------------------------------------------------------------------------- every figure of every worksheet


def recomputed(pack: Pack, found: Explanation) -> Fraction:  # noqa: PLR0911 - one for each operation
    """Work a formula out again from nothing but its terms."""
    terms = [term.value for term in found.terms]
    item = pack.items.get(found.path.removeprefix("items."))
    match found.operation:
        case "sum":
            return sum(terms, Fraction(0))
        case "mean":
            return sum(terms, Fraction(0)) / len(terms) * found.weight if terms else Fraction(0)
        case "option":
            assert item is not None
            assert isinstance(item.answer, Choice)
            return item.answer.values[str(found.answer)] * found.weight
        case "scale":
            return terms[0] / terms[1] * found.weight
        case "share" | "decrease":
            assert item is not None
            return _ratio(item.answer, terms) * found.weight
        case "unanswered":
            return Fraction(0)
        case "gate":
            return terms[0]
        case _:
            assert found.stated is not None
            return Fraction(found.stated[1] is not None)


def _ratio(kind: object, terms: list[Fraction]) -> Fraction:
    if isinstance(kind, Share):
        done, due = terms[0], sum(terms[1:])
        return min(done / due, Fraction(1)) if due else kind.zero.value
    before, now = terms
    zero = kind.zero  # type: ignore[attr-defined]  # the other ratio
    return max((before - now) / before, Fraction(0)) if before else zero.value_if_now if now else zero.value


def every_path(result: Evaluation) -> list[str]:
    """Walk down from the total and from each title."""
    found: list[str] = []
    open_paths = ["total", *(f"titles.{title}" for title in result.titles)]
    while open_paths:
        path = open_paths.pop()
        below = paths_below(result, path)
        if path.count(".") != 1 or not path.startswith("titles."):
            found.append(path)
        open_paths.extend(below)
    return found


@pytest.mark.parametrize("pack", [PACK, *map(load_pack, SCORED)], ids=lambda pack: pack.id)
@pytest.mark.parametrize("reading", [Unanswered.ZERO, Unanswered.SKIP])
@FEW
@given(seed=SEEDS)
def test_every_formula_gives_its_figure_again(pack: Pack, reading: Unanswered, seed: int) -> None:
    result = evaluate(pack, sheet(pack, seed), unanswered=reading, prior_title="WBK" if pack.titles else None)
    items = {f"items.{item}" for item in result.items}
    left_out = {f"items.{item}" for item, own in result.items.items() if own.fraction is None}
    paths = set(every_path(result))
    assert items - paths == left_out
    for path in paths | items:
        found = explain(result, path)
        assert found.path == path
        assert found.citation.text
        assert recomputed(pack, found) == found.value
    assert explain(result, "total").value == result.total.points
    for title, verdict in result.titles.items():
        for gate in verdict.gates:
            if isinstance(gate, GateResult):
                assert explain(result, f"titles.{title}.{gate.gate}").value == gate.actual
