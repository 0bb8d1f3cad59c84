"""Plan the least effort from an evaluation to a title, confirmed by exact scoring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.core.planning.effort import EffortTable, effort_of
from pulau.core.planning.moves import Ladder, climbed, ladders, steps_between, top_answer
from pulau.core.planning.program import SECONDS, Need, propose
from pulau.core.regulation.measures import measure_weight
from pulau.core.regulation.model import Part, Unit
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import GateResult
from pulau.core.shared.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pulau.core.regulation.model import Pack, SubArea
    from pulau.core.scoring.answers import Answer
    from pulau.core.scoring.model import AnyGateResult, Evaluation

_TRIES: Final = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One improvement of a plan: an item from one answer to another, its effort and the points it gains."""

    item: str
    before: Answer | None
    after: Answer
    effort: int
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Plan:
    """The way to a title.

    `reachable` tells whether the steps lead there; if not, `blocked_by` has the gates that stay short even when
    everything that may move is at its best (`best` is that evaluation). `outcome` is the evaluation after the steps.
    `assumptions` has `prior-title` where the title asks for one that was not stated.
    """

    title: str
    reachable: bool
    steps: tuple[Step, ...]
    effort: int
    outcome: Evaluation
    best: Evaluation
    blocked_by: tuple[GateResult, ...]
    assumptions: tuple[str, ...]
    pinned: tuple[str, ...]


def plan(
    evaluation: Evaluation,
    title: str,
    *,
    effort: Mapping[str, object] | None = None,
    pinned: Collection[str] = (),
    seconds: float = SECONDS,
) -> Plan:
    """Find the least-effort improvements that meet every gate of `title`.

    `effort` gives a user's own effort per step (see `effort_of`); `pinned` items stay as they are. Unanswered items
    count 0 here, as the law has it. A prior title is an assumption, stated. Raises BadInput for unknown titles,
    items, efforts, and where no plan is found in `seconds` of the solver.
    """
    pack = evaluation.pack
    _refuse_unknown(pack, title, pinned)
    efforts = effort_of(pack, effort)
    start = evaluate(pack, evaluation.answers, prior_title=evaluation.prior_title)
    open_ladders = ladders(pack, start.answers, efforts, pinned)
    best = _scored(start, {ladder.item: top_answer(ladder) for ladder in open_ladders})
    blocked = _short(best, title)
    outcome = _cheapest(start, title, open_ladders, seconds) if _short(start, title) and not blocked else start
    steps = _steps(start, outcome, efforts)
    return Plan(
        title=title,
        reachable=not blocked,
        steps=steps,
        effort=sum(step.effort for step in steps),
        outcome=outcome,
        best=best,
        blocked_by=blocked,
        assumptions=_assumptions(start, title),
        pinned=tuple(item for item in pack.items if item in pinned),
    )


def _refuse_unknown(pack: Pack, title: str, pinned: Collection[str]) -> None:
    problems = [Problem.of("unknown-item", item, regulation=pack.id) for item in pinned if item not in pack.items]
    if not pack.titles:
        problems.append(Problem.of("no-titles", pack.id))
    elif title not in pack.titles:
        problems.append(Problem.of("unknown-title", "title", value=title, known=", ".join(pack.titles)))
    if problems:
        raise BadInput(problems)


def _cheapest(start: Evaluation, title: str, open_ladders: Sequence[Ladder], seconds: float) -> Evaluation:
    """Let HiGHS propose until exact scoring confirms.

    Rows are whole numbers, so the first proposal stands unless counts are huge; then a missed row is raised by what is
    missing and asked again.
    """
    needs = _needs(start, title)
    for _ in range(_TRIES):
        proposal = propose(open_ladders, [need for need in needs.values() if need.points > 0], seconds=seconds)
        if proposal is None:
            break
        outcome = _scored(start, proposal)
        missed = _short(outcome, title)
        if not missed:
            return outcome
        for gate in missed:
            need = needs[gate.gate]
            needs[gate.gate] = replace(need, points=need.points + _in_points(start.pack, gate, gate.shortfall))
    raise BadInput.because("no-plan-found", title)


def _needs(start: Evaluation, title: str) -> dict[str, Need]:
    needs = {}
    for result in start.titles[title].gates:
        if isinstance(result, GateResult):
            points = _in_points(start.pack, result, result.required - result.actual)
            needs[result.gate] = Need(_items_of(start.pack, result.measure), points)
    return needs


def _in_points(pack: Pack, gate: GateResult, value: Fraction) -> Fraction:
    """Turn percent of a figure's weight into points."""
    return value if gate.unit is Unit.POINTS else value * measure_weight(pack, gate.measure) / 100


def _items_of(pack: Pack, measure: str) -> frozenset[str]:
    """List the items that count towards a measure."""
    head, _, rest = measure.partition(".")
    if head == "items":
        return frozenset({rest})
    return frozenset(item for s in pack.sub_areas.values() if _within(s, head, rest) for item in s.items)


def _within(sub_area: SubArea, head: str, rest: str) -> bool:
    match head:
        case "enabler" | "result":
            return (sub_area.part is Part.RESULT) == (head == "result")
        case "areas":
            return sub_area.area == rest
        case "sub_areas":
            return sub_area.id == rest
        case _:
            return True


def _short(evaluation: Evaluation, title: str) -> tuple[GateResult, ...]:
    missed = evaluation.titles[title].missed
    return tuple(gate for gate in missed if isinstance(gate, GateResult))


def _scored(start: Evaluation, raised: Mapping[str, Answer]) -> Evaluation:
    return evaluate(start.pack, climbed(start.answers, raised), prior_title=start.prior_title)


def _steps(start: Evaluation, outcome: Evaluation, efforts: EffortTable) -> tuple[Step, ...]:
    steps = []
    for item in start.pack.items.values():
        before, after = start.items[item.id], outcome.items[item.id]
        if after.answer is not None and before.answer != after.answer:
            steps.append(
                Step(
                    item=item.id,
                    before=before.answer,
                    after=after.answer,
                    effort=steps_between(item, before.answer, after.answer) * efforts.of_step(item),
                    gain=after.points - before.points,
                )
            )
    return tuple(steps)


def _assumptions(start: Evaluation, title: str) -> tuple[str, ...]:
    missed: tuple[AnyGateResult, ...] = start.titles[title].missed
    return tuple(gate.gate for gate in missed if not isinstance(gate, GateResult))
