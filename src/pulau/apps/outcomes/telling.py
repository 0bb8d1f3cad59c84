"""Telling the people around a unit what came of it, and the TPI what is due of its title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.contract import Case
from pulau.apps.outcomes.models import TitleHeld
from pulau.apps.outcomes.notices import DECIDED, DUE, FOUND, GIVEN, LATE, REVOKED
from pulau.apps.outcomes.selectors import newest_cases, report_days, standing_titles
from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.core.workflow.keeping import report_due
from pulau.exchange.keeping import report_law
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import LONGEST_PARAM, News, notify
from pulau.foundation.registry.due_things import Before, DueSource, DueThing

if TYPE_CHECKING:
    from uuid import UUID

    from django.db import models

    from pulau.apps.outcomes.models import Objection, Trigger
    from pulau.foundation.registry.notice_kinds import NoticeKind

_HEADS: Final = (Role.AGENCY_HEAD, Role.AGENCY_ADMINISTRATOR, Role.UNIT_HEAD)
STAGES: Final = (60, 30, 7)


def tell_given(case: Case, held: TitleHeld, now: datetime) -> None:
    """Tell the unit's head and those above that it was given a title."""
    _tell(case, held, GIVEN, {"unit": held.name, "title": held.title}, "outcome", _HEADS, now)


def tell_revoked(case: Case, held: TitleHeld, now: datetime) -> None:
    """Tell them that a title was revoked."""
    _tell(case, held, REVOKED, {"unit": held.name, "title": held.title}, "monitoring", _HEADS, now)


def tell_decided(case: Case, objection: Objection, now: datetime) -> None:
    """Tell them that an objection was decided."""
    _tell(case, objection, DECIDED, {"unit": case.unit_name, "year": str(case.year)}, "outcome", _HEADS, now)


def tell_found(case: Case, trigger: Trigger, now: datetime) -> None:
    """Tell the TPI's leaders that something is to be clarified."""
    _tell(case, trigger, FOUND, {"unit": case.unit_name}, "monitoring", (Role.TPI_LEADER,), now)


def _tell(
    case: Case, row: models.Model, kind: NoticeKind, params: dict[str, str], page: str, roles: tuple[Role, ...],
    now: datetime,
) -> None:  # fmt: skip
    system = Actor.system(case.tenant_id)
    users = _holders(system, roles, case.unit_id, today_of(system, now))
    url = reverse(f"outcomes:{page}", args=[case.unit_code, case.year])
    shown = {key: text[:LONGEST_PARAM] for key, text in params.items()}
    news = News(kind.code, row, url, shown, f"{kind.code}:{row.pk}")
    notify(tenant_id=case.tenant_id, users=users, news=news, now=now)


def _holders(system: Actor, roles: tuple[Role, ...], unit_id: UUID | None, day: date) -> set[UUID]:
    return {user for user, _role, unit in holders_on(system, roles, day) if unit is None or unit == unit_id}


def _due(actor: Actor, today: date, last: date) -> Iterator[DueThing]:
    """Yield the reports that are due on titles that stand, for the TPI's leaders."""
    standing, months = standing_titles(actor, today), report_law(today).months
    reported = report_days(actor.tenant_id, [held.pk for held in standing])
    cases = newest_cases(actor.tenant_id, [held.unit_id for held in standing if held.unit_id])
    leaders = tuple(_holders(actor, (Role.TPI_LEADER,), None, today))
    for held in standing:
        due = report_due(held.since, reported.get(held.pk, ()), months)
        case = cases.get(held.unit_id) if held.unit_id else None
        if due > last or case is None:
            continue
        url = reverse("outcomes:monitoring", args=[case.unit_code, case.year])
        yield DueThing(f"{held.pk}:{due}", due, leaders, url, {"unit": held.name[:LONGEST_PARAM], "due": str(due)})


DUE_REPORTS: Final = DueSource("outcomes.report", DUE.code, _due, LATE.code, stages=STAGES, before=Before.CALENDAR_DAYS)
