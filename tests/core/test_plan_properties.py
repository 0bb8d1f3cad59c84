"""What holds for every plan; on small packs nothing cheaper is found by trying everything."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given

from pulau.core.planning.plan import Plan, plan
from pulau.core.regulation.model import Choice, Scale, Share
from pulau.core.scoring.answers import Answers, take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Evaluation, GateResult
from pulau.exchange.packs import load_pack
from tests.core import reference
from tests.core.sheets import FEW, FULL, sheet
from tests.core.small_packs import Case, cases, least_effort

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.answers import Answer, Counts


def planned(case: Case) -> Plan:
    return plan(evaluate(case.pack, case.answers), "WBK", effort=case.effort, pinned=case.pinned)


@given(cases())
def test_on_a_small_pack_nothing_cheaper_is_found_by_trying_everything(case: Case) -> None:
    found, least = planned(case), least_effort(case)
    assert found.reachable is (least is not None)
    if least is not None:
        assert found.effort == least


@FEW
@given(cases())
def test_a_plan_for_a_small_pack_keeps_every_promise(case: Case) -> None:
    found = planned(case)
    check(found, evaluate(case.pack, case.answers))
    for item in case.pinned:
        assert found.outcome.answers.values.get(item) == case.answers.values.get(item)
    assert found.pinned == tuple(item for item in case.pack.items if item in case.pinned)


@FEW
@given(cases())
def test_a_plan_is_the_same_each_time(case: Case) -> None:
    first, second = planned(case), planned(case)
    assert first.steps == second.steps
    assert first.outcome.answers == second.outcome.answers


@FEW
@given(cases())
def test_from_where_a_plan_leads_there_is_nothing_left_to_do(case: Case) -> None:
    found = planned(case)
    if found.reachable:
        again = plan(found.outcome, "WBK", effort=case.effort, pinned=case.pinned)
        assert (again.reachable, again.steps, again.effort) == (True, (), 0)


@pytest.mark.parametrize("pack", [load_pack(pack_id) for pack_id in FULL], ids=lambda pack: pack.id)
@pytest.mark.parametrize("title", ["WBK", "WBBM"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_plan_under_the_law_keeps_every_promise(pack: Pack, title: str, seed: int) -> None:
    start = evaluate(pack, sheet(pack, seed))
    check(plan(start, title), start)


def check(found: Plan, start: Evaluation) -> None:
    """The outcome passes exactly, nothing is worse anywhere, and what is told adds up."""
    pack, title = start.pack, start.pack.titles[found.title]
    points = reference.score(pack, found.outcome.answers.values).points
    assert reference.passes(pack, points, title) is found.reachable
    assert found.effort == sum(step.effort for step in found.steps)
    assert found.outcome.total.points - start.total.points == sum(step.gain for step in found.steps)
    assert [step.item for step in found.steps] == [item for item in pack.items if item in {s.item for s in found.steps}]
    for step in found.steps:
        assert step.effort >= 1
        assert (step.before, step.after) == (start.items[step.item].answer, found.outcome.items[step.item].answer)
    moved = {step.item for step in found.steps}
    for item in pack.items:
        before, after = start.answers.values.get(item), found.outcome.answers.values.get(item)
        if item not in moved:
            assert before == after
        else:
            assert after is not None
            allowed(pack, item, before, after)
        assert found.outcome.items[item].points >= start.items[item].points
        assert found.best.items[item].points >= found.outcome.items[item].points
    blocking(found, start)


def blocking(found: Plan, start: Evaluation) -> None:
    """What cannot be reached is named: the gates that stay short when all that may move is at its best."""
    short = [gate for gate in found.best.titles[found.title].missed if isinstance(gate, GateResult)]
    assert list(found.blocked_by) == short
    assert found.reachable is (not short)
    if short:
        assert (found.steps, found.effort) == ((), 0)
        assert found.outcome.answers == start.answers


def allowed(pack: Pack, item: str, before: Answer | None, after: Answer) -> None:
    """Only what may move has moved, and only for the better."""
    kind = pack.items[item].answer
    if isinstance(kind, Choice):
        assert kind.values[cast("str", after)] > (kind.values[str(before)] if before is not None else 0)
    elif isinstance(kind, Scale):
        start = before if isinstance(before, Fraction) else Fraction(0)
        assert start < cast("Fraction", after) <= kind.maximum
    else:
        assert before is not None
        old, new = cast("Counts", before), cast("Counts", after)
        moving = kind.done if isinstance(kind, Share) else kind.now
        assert {key: count for key, count in old.items() if key != moving} == {
            k: c for k, c in new.items() if k != moving
        }
        if isinstance(kind, Share):
            assert old[moving] < new[moving] <= sum(new[key] for key in kind.due)
        else:
            assert 0 <= new[moving] < old[moving]


def test_counts_without_a_common_divisor_are_planned_too() -> None:
    pack = load_pack("permenpan-rb-90-2021")
    raw: dict[str, object] = {}
    primes = iter((997, 1009, 1013, 1019, 1021, 1031, 1033, 1039))
    for item in pack.items.values():
        kind = item.answer
        if isinstance(kind, Choice):
            raw[item.id] = list(kind.values)[1] if len(kind.values) > 2 else "Ya"
        elif isinstance(kind, Scale):
            raw[item.id] = "3.105"
        else:
            prime = next(primes)
            due, moving = (kind.due[0], kind.done) if isinstance(kind, Share) else (kind.before, kind.now)
            raw[item.id] = {**dict.fromkeys(kind.inputs, 0), due: prime, moving: prime // 3}
    start = evaluate(pack, take_answers(pack, raw))
    found = plan(start, "WBBM")
    assert found.reachable
    check(found, start)


def test_unanswered_items_count_0_for_the_planner_whatever_was_chosen() -> None:
    pack = load_pack("permenpan-rb-52-2014")
    empty = Answers(pack.id, {})
    assert plan(evaluate(pack, empty), "WBK").steps
