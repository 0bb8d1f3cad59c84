"""Telling assessors that a calibration set waits for their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.case_news import CALIBRATION
from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.assessments.models import CalibrationSet

_SCORERS: Final = (Role.TPI_MEMBER, Role.TPI_LEADER, Role.TPI_CONTROLLER)
"""Whom the action `assessments.calibrate` lets score."""


def tell_opened(row: CalibrationSet, now: datetime) -> None:
    """Tell everybody who is asked to score a set, each once however many duties they hold; not who made it."""
    system = Actor.system(row.tenant_id)
    people = {user for user, _role, _unit in holders_on(system, _SCORERS, today_of(system, now))}
    due = row.due_on.isoformat() if row.due_on else ""
    url = reverse("assessments:calibration", args=[row.pk])
    news = News(CALIBRATION.code, row, url, {"due": due}, f"{CALIBRATION.code}:{row.pk}")
    notify(tenant_id=row.tenant_id, users=people - {row.opened_by_id}, news=news, now=now)
