"""Whose visit it is and when: which assignments make its team, at which stages it is held, and when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.contract import Level, assignments_of
from pulau.apps.visits.models import VisitKind
from pulau.apps.visits.policies import TPI_STAGES
from pulau.core.workflow.assessment import DESK, FIELD, FIT, PRELIMINARY, PROPOSED, SCREENING, WITH_TPI

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from pulau.apps.assessments.contract import Assignment, Case
    from pulau.apps.visits.models import Visit

STAGES: Final[Mapping[str, frozenset[str]]] = {VisitKind.FIELD: frozenset({FIELD}), VisitKind.TPI: TPI_STAGES}
"""At which stages of the case a visit of a kind is planned and held."""
LEVELS: Final[Mapping[str, tuple[str, ...]]] = {
    VisitKind.FIELD: (Level.TPN_FIELD,),
    VisitKind.TPI: (Level.TPI_MEMBER, Level.TPI_LEADER, Level.TPI_CONTROLLER),
}
"""Which assignments a team is made of."""
_BEFORE_TPI_ENDS: Final = WITH_TPI | {PRELIMINARY}
_NOT_OVER: Final[Mapping[str, frozenset[str]]] = {
    VisitKind.TPI: frozenset(_BEFORE_TPI_ENDS),
    VisitKind.FIELD: frozenset(_BEFORE_TPI_ENDS | {FIT, PROPOSED, SCREENING, DESK, FIELD}),
}


def kind_at(stage: str) -> str | None:
    """Return which kind of visit is held at a stage of a case, or None."""
    return next((kind for kind, stages in STAGES.items() if stage in stages), None)


def is_over(kind: str, stage: str) -> bool:
    """Whether the stage of a kind of visit is over: from then on the unit reads what was found."""
    return stage not in _NOT_OVER[kind]


def assigned_to(case: Case, kind: str) -> list[Assignment]:
    """Return who is assigned to a case now and may be of the team of a kind of visit, each once, with the person."""
    found: dict[UUID, Assignment] = {}
    for row in assignments_of(case).filter(level__in=LEVELS[kind]):
        found.setdefault(row.user_id, row)
    return list(found.values())


def is_assigned(case: Case, kind: str, person: UUID | None) -> bool:
    """Whether somebody is assigned now; the system never is."""
    return person is not None and assignments_of(case).filter(level__in=LEVELS[kind], user_id=person).exists()


def in_time(case: Case, visit: Visit, person: UUID | None) -> bool:
    """Whether what somebody records now counts at once: the visit is open, its stage lasts, they are assigned."""
    return visit.open and case.stage in STAGES[visit.kind] and is_assigned(case, visit.kind, person)
