"""Telling people that they judge a case, or no longer; and those who assign whom an interest bars."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse

from pulau.apps.assessments.case_news import BARRED, LONGEST_NAME, SEATED, UNSEATED, case_params
from pulau.apps.assessments.selectors import assignments_of
from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.core.workflow.levels import BODY_OF, AssessorLevel, Body
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Assignment, Case
    from pulau.foundation.registry.notice_kinds import NoticeKind

_OVER: Final = {
    Body.TPI: (Role.TPI_LEADER, Role.TPI_CONTROLLER),
    Body.PRELIMINARY: (Role.TPI_LEADER, Role.AGENCY_ADMINISTRATOR),
}


def tell_assigned(actor: Actor, case: Case, row: Assignment, now: datetime) -> None:
    """Tell the assessor, unless they assigned themselves."""
    if row.user_id != actor.user_id:
        _tell(case, row, SEATED, [row.user_id], now)


def tell_ended(actor: Actor, case: Case, row: Assignment, now: datetime) -> None:
    """Tell who judged, unless they ended it themselves."""
    if row.user_id != actor.user_id:
        _tell(case, row, UNSEATED, [row.user_id], now)


def tell_barred(case: Case, row: Assignment, now: datetime) -> int:
    """Tell those who assign that an assessor has an interest, once an assignment; returns how many were told."""
    people = set(overseers_of(case, BODY_OF[AssessorLevel(row.level)], now)) | ({row.given_by_id} - {None})
    told = [user for user in people if user is not None and user != row.user_id]
    return _tell(case, row, BARRED, told, now, key=f"{BARRED.code}:{row.pk}")


def overseers_of(case: Case, body: Body, now: datetime) -> list[UUID]:
    """Return who looks after a body's team: by role, at the TPN whoever else judges the case."""
    system = Actor.system(case.tenant_id)
    if body is Body.TPN:
        rows = assignments_of(case).filter(level__in=[level for level, its in BODY_OF.items() if its is Body.TPN])
        return list(rows.values_list("user_id", flat=True))
    return [user for user, _role, _unit in holders_on(system, _OVER[body], today_of(system, now))]


def _tell(case: Case, row: Assignment, kind: NoticeKind, users: list[UUID], now: datetime, key: str = "") -> int:
    name = "assessments:case" if kind is UNSEATED else "assessments:team"
    url = reverse(name, args=[case.unit_code, case.year])
    params = {**case_params(case), "level": row.level, "name": row.user.get_full_name()[:LONGEST_NAME]}
    return notify(tenant_id=case.tenant_id, users=users, news=News(kind.code, row, url, params, key), now=now)
