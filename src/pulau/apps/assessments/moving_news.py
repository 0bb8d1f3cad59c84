"""Telling people that a case moved on, and reminding those whose turn it is of its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse

from pulau.apps.assessments.case_news import DUE, LATE, MOVED, case_params
from pulau.apps.assessments.models import Assignment, Case
from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.core.shared.permissions import Relation
from pulau.core.workflow.assessment import ASSESSMENT, CLARIFICATION, SUBMITTED, WITH_TPI
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.due_things import DueSource, DueThing
from pulau.foundation.registry.process_cases import CaseFollower, CaseMove

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNIT: Final = (Role.UNIT_HEAD, Role.ZONE_TEAM, Role.AREA_OWNER)
_OVER: Final = (Role.AGENCY_ADMINISTRATOR, Role.AGENCY_HEAD)
_TPI: Final = (Role.TPI_LEADER, Role.TPI_CONTROLLER)
_ROLES: Final = (*_UNIT, *_OVER, *_TPI)
Held = tuple[UUID, str, UUID | None]


def _moved(actor: Actor, move: CaseMove, now: datetime) -> None:
    """Tell the unit, its agency, the TPI while it is theirs, and whoever judges the case; not who did it."""
    if move.source == move.target:
        return
    case = Case.objects.for_tenant(actor.tenant_id).get(pk=move.case_id)
    system = Actor.system(case.tenant_id)
    held = holders_on(system, _ROLES, today_of(system, now))
    people = set(_audience(case, held, move)) | set(_judging([case])[case.pk])
    params = {**case_params(case), "event": move.event}
    url = reverse("assessments:case", args=[case.unit_code, case.year])
    news = News(MOVED.code, case, url, params, f"{MOVED.code}:{case.pk}:{move.number}")
    notify(tenant_id=case.tenant_id, users=people - {actor.user_id}, news=news, now=now)


def _audience(case: Case, held: Iterable[Held], move: CaseMove) -> Iterator[UUID]:
    tpi = move.source in WITH_TPI or move.target in WITH_TPI or ASSESSMENT.stages[move.target].final
    for user, role, unit in held:
        of_unit = role in _UNIT and unit == case.unit_id
        if of_unit or role in _OVER or (role in _TPI and tpi):
            yield user


def _judging(cases: Iterable[Case]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {case.pk: [] for case in cases}
    if not found:
        return found
    tenant = next(iter(cases)).tenant_id
    rows = Assignment.objects.for_tenant(tenant).filter(case_id__in=found, ended_at__isnull=True).order_by()
    for case_id, user in rows.values_list("case_id", "user_id"):
        found[case_id].append(user)
    return found


def _due(system: Actor, today: date, last: date) -> Iterator[DueThing]:
    rows = list(Case.objects.for_actor(system).filter(due_on__lte=last).order_by("due_on", "pk"))
    waiting = [case for case in rows if not ASSESSMENT.stages[case.stage].final]
    if not waiting:
        return
    held = holders_on(system, _ROLES, today)
    judging = _judging(waiting)
    for case in waiting:
        people = dict.fromkeys([*turn_of(case, held), *judging[case.pk]])
        url = reverse("assessments:case", args=[case.unit_code, case.year])
        if case.due_on is not None and people:
            yield DueThing(f"{case.pk}:{case.revision}", case.due_on, tuple(people), url, case_params(case))


def turn_of(case: Case, held: Iterable[Held]) -> list[UUID]:
    """Return whose turn it is at the case's stage: who may go one of its ways; while it clarifies, the unit too."""
    permits = [permit for way in ASSESSMENT.ways_from(case.stage) for permit in way.permits]
    body = {permit.role for permit in permits if permit.relation is Relation.AGENCY}
    unit = {permit.role for permit in permits if permit.relation is Relation.UNIT and case.stage != SUBMITTED}
    unit |= set(_UNIT) if case.stage == CLARIFICATION else set()
    return [user for user, role, where in held if role in body or (role in unit and where == case.unit_id)]


TELLING: Final = CaseFollower("assessments.telling", _moved)
DUE_CASES: Final = DueSource("assessments.case", DUE.code, _due, LATE.code, stages=(3, 1))
"""Whoever's turn it is hears of it 3 and 1 working days before, and when the day has passed in the body's own zone."""
