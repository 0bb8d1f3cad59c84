"""Reading who judges a case: its seats as the rules see them, who could take one, what stands against who has one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count

from pulau.apps.assessments.models import Assignment, Case
from pulau.apps.assessments.selectors import assignments_of
from pulau.apps.people.contract import assessors_on, bars_among
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.assigning import ROLES_OF, STAGES_OF, Seat, bodies_at, other_seat, parts_of
from pulau.core.workflow.levels import BODY_OF, AssessorLevel, Body
from pulau.exchange.packs import load_pack
from pulau.foundation.calendar import today_of

if TYPE_CHECKING:
    from pulau.apps.people.contract import Assessor
    from pulau.core.shared.conflicts import Conflict


def seat_of(row: Assignment) -> Seat:
    """Return an assignment as the rules see it."""
    return Seat(AssessorLevel(row.level), row.user_id, frozenset(row.areas))


def seats_of(case: Case) -> list[Seat]:
    """Return who judges a case now."""
    return [seat_of(row) for row in assignments_of(case)]


def case_parts_of(case: Case) -> tuple[str, ...]:
    """Return what the work of a case's worksheet is parted into."""
    return parts_of(load_pack(case.regulation))


def candidates_for(case: Case, levels: Collection[AssessorLevel], now: datetime) -> list[Assessor]:
    """Return who holds a role that judges at one of the levels, with what bars each; a fixed number of queries."""
    system = Actor.system(case.tenant_id)
    roles = sorted({role for level in levels for role in ROLES_OF[level]})
    return assessors_on(system, roles, case.unit_id, today_of(system, now))


def holding_seats(case: Case, now: datetime) -> list[Seat]:
    """Return the seats whose people still hold a role that judges at their level."""
    seats = seats_of(case)
    levels = {seat.level for seat in seats}
    holding = {(found.user_id, found.role) for found in candidates_for(case, levels, now)} if levels else set()
    return [seat for seat in seats if any((seat.person, role) in holding for role in ROLES_OF[seat.level])]


def bars_of_seats(case: Case, seats: Collection[Seat], now: datetime) -> dict[UUID, list[Conflict]]:
    """Return by person what keeps those who judge from assessing the unit; only of whom something does."""
    system = Actor.system(case.tenant_id)
    bars = bars_among(system, {seat.person for seat in seats}, case.unit_id, today_of(system, now))
    return {person: found for person, found in bars.items() if found}


def judging_now(case: Case) -> list[Seat]:
    """Return the seats of the bodies that have the case before them at its stage."""
    bodies = frozenset(bodies_at(case.stage))
    return [seat for seat in seats_of(case) if BODY_OF[seat.level] in bodies]


def work_of(case: Case, body: Body) -> dict[str, int]:
    """Return by person (id as text) how many open cases of the judged body they judge at a level of `body`."""
    levels = [level.value for level, its in BODY_OF.items() if its is body]
    rows = Assignment.objects.for_tenant(case.tenant_id).filter(ended_at__isnull=True, level__in=levels)
    final = [code for code, stage in ASSESSMENT.stages.items() if stage.final]
    counted = rows.exclude(case__stage__in=final).order_by().values_list("user_id").annotate(n=Count("case_id"))
    return {str(user): count for user, count in counted}


def assigned_here(stage: str, level: AssessorLevel) -> bool:
    """Whether assessors of a level are assigned while a case stands at a stage."""
    return stage in STAGES_OF[BODY_OF[level]]


def by_person(case: Case, level: AssessorLevel, now: datetime) -> dict[UUID, Assessor]:
    """Return by person who holds a role that judges at a level, with what bars each."""
    return {found.user_id: found for found in candidates_for(case, [level], now)}


def able_of(case: Case, level: AssessorLevel, now: datetime) -> list[str]:
    """Return the ids of all who can be assigned to a level of a case now, in order: among whom a lot is drawn."""
    seats = seats_of(case)
    taken = {seat.person for seat in seats if seat.level is level}
    return sorted(
        str(user)
        for user, found in by_person(case, level, now).items()
        if not found.conflicts and user not in taken and other_seat(level, user, seats) is None
    )
