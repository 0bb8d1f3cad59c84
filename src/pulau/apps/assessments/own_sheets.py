"""An assessor's own sheet in a case, whether it takes answers now, and whose judgements they may see beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.form_parts import items_of_assignment
from pulau.apps.assessments.judgement_selectors import own_judgements
from pulau.apps.assessments.judging_wishes import NotAssigned
from pulau.apps.assessments.models import Assignment, JudgementState
from pulau.core.shared import roles
from pulau.core.workflow.assessment import TPI_ROUND_2
from pulau.core.workflow.levels import AssessorLevel
from pulau.core.workflow.sight import JUDGED_AT, Own, Side, levels_seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.assessments.models import Case, Judgement
    from pulau.core.shared.actor import Actor

_ORDER: Final = tuple(AssessorLevel)
_TPI: Final = frozenset({roles.TPI_MEMBER, roles.TPI_LEADER, roles.TPI_CONTROLLER})
_TPN: Final = frozenset({roles.TPN_ASSESSOR, roles.TPN_PANEL})
_JUDGED: Final = frozenset(
    {roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD, roles.COMPANION}
)


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet of somebody's own: `judgement` is None until they judge the first item.

    `items` are those of the assignment, in the order of the law. `assigned`: the assignment has not ended. `sight` are
    the levels whose submitted judgements its assessor may see beside it.
    """

    case: Case
    level: AssessorLevel
    items: tuple[str, ...]
    judgement: Judgement | None
    assigned: bool
    sight: frozenset[AssessorLevel]

    @property
    def at_its_stage(self) -> bool:
        """Whether the level judges at the stage of the case."""
        return self.assigned and self.case.stage in JUDGED_AT[self.level]

    @property
    def submitted(self) -> bool:
        """Whether it is submitted now."""
        return self.judgement is not None and self.judgement.state == JudgementState.SUBMITTED

    @property
    def editable(self) -> bool:
        """Whether it takes answers now."""
        return self.at_its_stage and (self.judgement is None or self.judgement.state == JudgementState.OPEN)


def round_of(case: Case) -> int:
    """Return the round in which the levels of the TPI judge; for all others it is the first."""
    return 2 if case.stage == TPI_ROUND_2 else 1


def own_sheet(actor: Actor, case: Case) -> OwnSheet:
    """Return the actor's own sheet: that of the level which judges now, else the last one they had.

    Two queries. Raises NotAssigned (403) for whom nobody assigned.
    """
    if actor.user_id is None:
        raise NotAssigned("the system judges nothing")
    seats, rows = _seats(actor, case), own_judgements(case, actor.person)
    sight = _sight(actor, case, seats, rows)
    sheets = [_of_seat(case, seat, rows, sight) for seat in seats]
    sheets += [
        OwnSheet(case, AssessorLevel(row.level), _items(case, None), row, assigned=False, sight=sight)
        for row in rows
        if all(sheet.judgement is None or sheet.judgement.pk != row.pk for sheet in sheets)
    ]
    if not sheets:
        raise NotAssigned("nobody assigned you to this case")
    now = [sheet for sheet in sheets if sheet.at_its_stage]
    return next((sheet for sheet in now if not sheet.submitted), max(now or sheets, key=_rank))


def sight_of(actor: Actor, case: Case) -> frozenset[AssessorLevel]:
    """Return the levels whose submitted judgements the actor may see; their own sheet is theirs anyway. Two queries."""
    if actor.user_id is None:
        return levels_seen(side_of(actor), (), case.stage)
    return _sight(actor, case, _seats(actor, case), own_judgements(case, actor.person))


def side_of(actor: Actor) -> Side:
    """Return on which side of the table somebody sits: with the ministry or the inspectorate, else with the unit.

    Who belongs to the unit as well stays there: nobody sees a judgement early by a second duty.
    """
    held = {appointment.role for appointment in actor.appointments}
    if held & _JUDGED or not held & (_TPI | _TPN):
        return Side.UNIT
    return Side.TPN if held & _TPN else Side.TPI


def _rank(sheet: OwnSheet) -> tuple[bool, int]:
    return sheet.assigned, _ORDER.index(sheet.level)


def _seats(actor: Actor, case: Case) -> list[Assignment]:
    rows = Assignment.objects.for_tenant(case.tenant_id).filter(
        case_id=case.pk, user_id=actor.person, ended_at__isnull=True
    )
    return sorted(rows.order_by(), key=lambda row: _ORDER.index(AssessorLevel(row.level)))


def _sight(
    actor: Actor, case: Case, seats: Sequence[Assignment], rows: Sequence[Judgement]
) -> frozenset[AssessorLevel]:
    own = {AssessorLevel(seat.level): False for seat in seats}
    for row in rows:
        if row.state != JudgementState.ENDED:
            own[AssessorLevel(row.level)] = row.submitted_revision is not None
    sheets = tuple(Own(level, submitted) for level, submitted in own.items())
    return levels_seen(side_of(actor), sheets, case.stage)


def _of_seat(case: Case, seat: Assignment, rows: Sequence[Judgement], sight: frozenset[AssessorLevel]) -> OwnSheet:
    of_level = [row for row in rows if row.level == seat.level and row.state != JudgementState.ENDED]
    judgement = of_level[-1] if of_level else None
    return OwnSheet(case, AssessorLevel(seat.level), _items(case, seat), judgement, assigned=True, sight=sight)


def _items(case: Case, seat: Assignment | None) -> tuple[str, ...]:
    return items_of_assignment(case.regulation, tuple(seat.areas) if seat else ())
