from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from pulau.core.scoring.answers import Answers, take_answers
from pulau.core.scoring.batch import Summary, evaluate_many
from pulau.core.scoring.evaluate import evaluate, kernel_of
from pulau.core.scoring.figures import figures_of
from pulau.core.scoring.model import Unanswered
from pulau.exchange.packs import load_pack
from tests.core.packs import ALL_BEST, OVERLAY, TINY, load
from tests.core.sheets import small_answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pulau.core.scoring.answers import Answer

PACK = load()
MORE_GATES = """\
      plan: {measure: items.P1.b, unit: percent, minimum: 67, citation: x}
      reports: {measure: items.R1.a, minimum: 7.5, citation: x}
      violations: {measure: items.R1.b, unit: percent, minimum: 50, citation: x}
      survey: {measure: items.H1.a, unit: percent, minimum: 90, citation: x}
      findings: {measure: items.H1.b, minimum: 6, citation: x}
      performance: {measure: items.H1.c, minimum: 5.36, citation: x}
      service: {measure: sub_areas.H1, unit: percent, minimum: 50, citation: x}
"""
ON_ITEMS = load(OVERLAY + MORE_GATES, "court", tiny=TINY)


def summary_of(raw: Mapping[str, object], *, skip: bool = False, prior: str | None = None) -> Summary:
    (summary,) = evaluate_many(PACK, [(take_answers(PACK, raw).values, prior)], skip=skip)
    return summary


def test_figures_are_hundredths_rounded_half_up_by_their_path() -> None:
    printed = summary_of({"P1.a": "Ya", "P1.b": "B", "H1.a": "0.867"}).printed
    assert printed == {
        "sub_areas.P1": 2505,
        "sub_areas.R1": 0,
        "sub_areas.H1": 434,
        "areas.1.fulfilment": 2505,
        "areas.1.reform": 0,
        "areas.1": 2505,
        "enabler": 2505,
        "result": 434,
        "total": 2939,
        "areas.1.percent": 4175,
    }


def test_gates_and_titles_are_judged() -> None:
    best = summary_of(ALL_BEST, prior="WBK")
    assert best.gates == {
        "WBK.total": True,
        "WBK.area-1": True,
        "WBBM.total": True,
        "WBBM.survey": True,
        "WBBM.prior-title": True,
    }
    assert best.titles == {"WBK": True, "WBBM": True}
    assert summary_of(ALL_BEST).titles == {"WBK": True, "WBBM": False}
    assert summary_of({}).titles == {"WBK": False, "WBBM": False}


def test_a_blank_counts_0_unless_it_is_skipped() -> None:
    raw = {"P1.a": "Ya"}
    assert summary_of(raw).printed["total"] == 1500
    assert summary_of(raw, skip=True).printed["total"] == 3000
    (unless_asked,) = evaluate_many(PACK, [(take_answers(PACK, raw).values, None)])
    assert unless_asked.printed["total"] == 1500


def test_worksheets_are_scored_one_by_one_as_they_come() -> None:
    taken: list[int] = []

    def sheets() -> Iterator[tuple[Mapping[str, Answer], str | None]]:
        for number in range(5):
            taken.append(number)
            yield take_answers(PACK, ALL_BEST).values, None

    summaries = evaluate_many(PACK, sheets())
    assert taken == []
    assert next(summaries).printed["total"] == 10000
    assert taken == [0]


@pytest.mark.parametrize("reading", [Unanswered.ZERO, Unanswered.SKIP])
@given(answers=small_answers(ON_ITEMS))
def test_gates_on_single_items_are_judged_alike_on_both_paths(reading: Unanswered, answers: Answers) -> None:
    (summary,) = evaluate_many(ON_ITEMS, [(answers.values, None)], skip=reading is Unanswered.SKIP)
    verdict = evaluate(ON_ITEMS, answers, unanswered=reading).titles["WBK"]
    assert {name: met for name, met in summary.gates.items() if name.startswith("WBK.")} == {
        f"WBK.{gate.gate}": gate.met for gate in verdict.gates
    }


@pytest.mark.parametrize(
    ("raw", "gate"),
    [
        ({"P1.b": "B"}, "plan"),
        ({"R1.a": {"kepala": 2, "staf": 2, "sudah": 3}}, "reports"),
        ({"R1.b": {"lalu": 2, "kini": 1}}, "violations"),
        ({"H1.a": "3.6"}, "survey"),
        ({"H1.b": "50"}, "findings"),
        ({"H1.c": "B"}, "performance"),
    ],
)
def test_a_gate_on_an_item_is_met_from_its_minimum_on(raw: dict[str, object], gate: str) -> None:
    for answers, met in ((take_answers(ON_ITEMS, raw), True), (take_answers(ON_ITEMS, {}), False)):
        (summary,) = evaluate_many(ON_ITEMS, [(answers.values, None)])
        assert summary.gates[f"WBK.{gate}"] is met


def test_under_skip_a_gate_on_an_item_is_met_from_its_minimum_on_too() -> None:
    answers = take_answers(ON_ITEMS, {"P1.a": "Ya", "P1.b": "D"})
    (summary,) = evaluate_many(ON_ITEMS, [(answers.values, None)], skip=True)
    assert summary.gates["WBK.team"] is True
    (summary,) = evaluate_many(ON_ITEMS, [(take_answers(ON_ITEMS, {"P1.b": "A"}).values, None)], skip=True)
    assert summary.gates["WBK.team"] is False


def test_under_skip_an_item_alone_in_its_mean_carries_all_of_it() -> None:
    half = take_answers(ON_ITEMS, {"R1.a": {"kepala": 1, "staf": 1, "sudah": 1}}).values  # 15 points of 30, or 5 of 10
    alone, among_three = (next(evaluate_many(ON_ITEMS, [(half, None)], skip=skip)) for skip in (True, False))
    assert alone.gates["WBK.reports"] is True
    assert among_three.gates["WBK.reports"] is False


def test_sums_are_kept_in_whole_numbers_of_a_unit_that_fits_every_mean() -> None:
    kernel = kernel_of(PACK)
    assert all(isinstance(points, int) for table in kernel.tables for points in table.values())
    for table in kernel.tables:
        assert all(points % size == 0 for points in table.values() for size in (1, 2, 3))
    weights = [Fraction(max(table.values()), kernel.scale) for table in kernel.tables]
    assert weights == [15, 15, 10, 8]


def test_a_pack_is_made_ready_once() -> None:
    pack = load_pack("permenpan-rb-90-2021")
    assert kernel_of(pack) is kernel_of(pack)
    assert figures_of(pack) is figures_of(pack)
