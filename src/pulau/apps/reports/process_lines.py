"""What happened to a case and was asked, dissented and planned beside it, as a report tells it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.contract import QuestionState, questions_of, transitions_of
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import ASSESSMENT, NATIONAL, RECOMMENDED, TO_BE_COACHED, TPI_REPORT, WITH_TPI
from pulau.core.workflow.assigning import part_of
from pulau.core.workflow.levels import BODY_OF, AssessorLevel, Body
from pulau.exchange.reports.content import Asked, Dissent, Planned, ReportKind, Step
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import case_plans, dissents_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pulau.apps.assessments.contract import Case, Question, Transition
    from pulau.apps.reports.composing import Given
    from pulau.core.regulation.model import Pack

_ENDS: Final = {ReportKind.TPI: frozenset({TPI_REPORT}), ReportKind.TPN: frozenset({RECOMMENDED, TO_BE_COACHED})}
"""The stages at which the story of a report ends: what comes later does not change it."""
_WHOLE: Final = "Seluruh lembar kerja"
_RESULT: Final = "Komponen hasil"


def seen_steps(case: Case, given: Given) -> list[Transition]:
    """Return the events that a report tells of: up to the last that led to its stage; for monitoring, as given."""
    rows = list(transitions_of(case))
    if given.kind in _ENDS:
        ends = [row.number for row in rows if row.target in _ENDS[given.kind]]
        last = max(ends, default=0)
    else:
        last = case.revision if given.revision is None else given.revision
    return [row for row in rows if row.number <= last]


def step_lines(rows: Iterable[Transition]) -> tuple[Step, ...]:
    """Return the events in words."""
    return tuple(
        Step(row.on.isoformat(), ASSESSMENT.way(row.event, row.source).words("id"), row.reason) for row in rows
    )


def decision_of(rows: Sequence[Transition]) -> str:
    """Return where the last event led: `recommended` or `to-be-coached`; empty: neither."""
    target = rows[-1].target if rows else ""
    return target if target in _ENDS[ReportKind.TPN] else ""


def asked_lines(case: Case, body: Body, pack: Pack) -> tuple[Asked, ...]:
    """Return the questions of a body's assessors, counted by area, with their sum; none where nothing was asked."""
    rows = [row for row in questions_of(case) if BODY_OF[AssessorLevel(row.level)] is body]
    by_part: dict[str, list[Question]] = {}
    for row in rows:
        by_part.setdefault(_part(pack, row.item), []).append(row)
    order = (*(f"Area {area}" for area in pack.areas), _RESULT, _WHOLE)
    lines = tuple(_counted(part, by_part[part]) for part in order if part in by_part)
    return (*lines, _counted("Semua", rows)) if rows else ()


def dissent_lines(case: Case, body: Body) -> tuple[Dissent, ...]:
    """Return what companions hold against steps of a body's stages, earliest first."""
    stages = WITH_TPI if body is Body.TPI else NATIONAL
    system = Actor.system(case.tenant_id)
    return tuple(
        Dissent(one.by, one.kind, one.against, today_of(system, one.at).isoformat(), one.text)
        for one in dissents_of(case.tenant_id, case.pk)
        if one.stage in stages
    )


def plan_lines(case: Case) -> tuple[Planned, ...]:
    """Return the follow-up plan of a case, as whoever keeps plans tells it."""
    found = [line for source in case_plans for line in source.tell(case.tenant_id, case.pk)]
    return tuple(
        Planned(line.cause, line.action, line.owner, line.due_on.isoformat() if line.due_on else "") for line in found
    )


def _part(pack: Pack, item: str) -> str:
    if not item or item not in pack.items:
        return _WHOLE
    part = part_of(pack, item)
    return f"Area {part}" if part in pack.areas else _RESULT


def _counted(part: str, rows: Sequence[Question]) -> Asked:
    states = Counter(str(row.state) for row in rows)
    return Asked(
        area=part,
        asked=str(len(rows)),
        answered=str(states[QuestionState.ANSWERED] + states[QuestionState.CLOSED]),
        open=str(states[QuestionState.OPEN]),
        withdrawn=str(states[QuestionState.WITHDRAWN]),
        evidence=str(sum(row.wants_evidence for row in rows)),
    )
