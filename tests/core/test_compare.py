from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given

from pulau.core.scoring.answers import Answers, take_answers
from pulau.core.scoring.compare import Change, Comparison, GateChange, ItemChange, compare
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Evaluation, Unanswered
from pulau.exchange.packs import load_pack
from tests.core.packs import ALL_BEST, changed, load, without
from tests.core.sheets import small_answers

PACK = load()


def scored(raw: Mapping[str, object], *, skip: bool = False, prior_title: str | None = None) -> Evaluation:
    reading = Unanswered.SKIP if skip else Unanswered.ZERO
    return evaluate(PACK, take_answers(PACK, raw), unanswered=reading, prior_title=prior_title)


def figure(comparison: Comparison, path: str) -> Change:
    return next(change for change in comparison.figures if change.path == path)


def test_every_figure_stands_beside_the_other_with_its_difference() -> None:
    comparison = compare(scored({"P1.a": "Ya", "H1.a": "4"}), scored({"P1.a": "Ya", "H1.a": "2", "R1.c": "Ya"}))
    assert [(c.path, c.before, c.after, c.difference) for c in comparison.figures] == [
        ("total", 35, 35, 0),
        ("enabler", 15, 25, 10),
        ("result", 20, 10, -10),
        ("areas.1", 15, 25, 10),
        ("sub_areas.P1", 15, 15, 0),
        ("sub_areas.R1", 0, 10, 10),
        ("sub_areas.H1", 20, 10, -10),
    ]


def test_only_items_that_differ_are_listed() -> None:
    comparison = compare(scored({"P1.a": "Ya", "P1.b": "B"}), scored({"P1.a": "Ya", "P1.b": "A", "R1.c": "Tidak"}))
    assert comparison.items == (
        ItemChange("P1.b", "B", "A", Change("items.P1.b", Fraction("10.05"), Fraction(15))),
        ItemChange("R1.c", None, "Tidak", Change("items.R1.c", Fraction(0), Fraction(0))),
    )


def test_an_answer_that_changes_no_points_is_still_a_change() -> None:
    before, after = ({"R1.b": {"lalu": 0, "kini": kini}} for kini in (3, 5))
    (change,) = compare(scored(before), scored(after)).items
    assert (change.item, change.points.difference) == ("R1.b", 0)


def test_the_same_answer_with_other_points_is_a_change() -> None:
    (change,) = compare(scored({"P1.a": "Ya"}), scored({"P1.a": "Ya"}, skip=True)).items
    assert change == ItemChange("P1.a", "Ya", "Ya", Change("items.P1.a", Fraction(15), Fraction(30)))


def test_gates_and_titles_are_set_side_by_side() -> None:
    comparison = compare(scored({**ALL_BEST, "H1.a": "3"}), scored(dict(ALL_BEST), prior_title="WBK"))
    assert comparison.gates == (
        GateChange("WBK", "total", met_before=True, met_after=True),
        GateChange("WBK", "area-1", met_before=True, met_after=True),
        GateChange("WBBM", "total", met_before=True, met_after=True),
        GateChange("WBBM", "survey", met_before=False, met_after=True),
        GateChange("WBBM", "prior-title", met_before=False, met_after=True),
    )
    assert comparison.titles == (
        GateChange("WBK", "", met_before=True, met_after=True),
        GateChange("WBBM", "", met_before=False, met_after=True),
    )


@given(answers=small_answers(PACK))
def test_a_worksheet_does_not_differ_from_itself(answers: Answers) -> None:
    result = evaluate(PACK, answers)
    comparison = compare(result, evaluate(PACK, answers))
    assert comparison.items == ()
    assert all(change.difference == 0 for change in comparison.figures)
    assert all(gate.met_before is gate.met_after for gate in (*comparison.gates, *comparison.titles))


def test_what_is_on_one_side_only_has_none_on_the_other() -> None:
    old = load(changed(("id: tiny", "id: old"), ("  P1:\n", "  P0:\n"), ("      P1.a:", "      P0.a:")), "old")
    before = evaluate(old, take_answers(old, {"P0.a": "Ya", "H1.a": "4"}))
    comparison = compare(before, scored({"P1.a": "Tidak", "H1.a": "4"}))
    assert figure(comparison, "sub_areas.P0") == Change("sub_areas.P0", Fraction(15), None)
    assert figure(comparison, "sub_areas.P1") == Change("sub_areas.P1", None, Fraction(0))
    assert figure(comparison, "sub_areas.P0").difference is None
    assert comparison.items == (
        ItemChange("P0.a", "Ya", None, Change("items.P0.a", Fraction(15), None)),
        ItemChange("P1.a", None, "Tidak", Change("items.P1.a", None, Fraction(0))),
    )


@pytest.mark.parametrize("turned", [False, True])
def test_a_gate_or_title_on_one_side_only_is_none_on_the_other(turned: bool) -> None:  # noqa: FBT001 - a column
    other = load(without("titles").replace("id: tiny", "id: other"), "other")
    bare = evaluate(other, take_answers(other, {}))
    pair = (bare, scored(dict(ALL_BEST))) if turned else (scored(dict(ALL_BEST)), bare)
    comparison = compare(*pair)
    wbk = (None, True) if turned else (True, None)
    assert GateChange("WBK", "", *wbk) in comparison.titles
    assert GateChange("WBK", "total", *wbk) in comparison.gates
    assert len(comparison.titles) == 2
    assert len(comparison.gates) == 5


def test_two_laws_can_be_compared() -> None:
    left, right = load_pack("permenpan-rb-52-2014"), load_pack("permenpan-rb-90-2021")
    comparison = compare(evaluate(left, take_answers(left, {})), evaluate(right, take_answers(right, {})))
    paths = [change.path for change in comparison.figures]
    assert len(paths) == len(set(paths))
    assert figure(comparison, "sub_areas.R1.i").before is None
    assert GateChange("WBK", "enabler", met_before=None, met_after=False) in comparison.gates
