"""Telling people which areas they answer for, and reminding them before the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.worksheets.duty_selectors import due_duties
from pulau.apps.worksheets.handing_news import AREA_DUE, AREA_GIVEN, AREA_LATE, place_params
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.due_things import DueSource, DueThing

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import AreaDuty, Worksheet
    from pulau.core.shared.actor import Actor


def tell_given(actor: Actor, row: Worksheet, duties: Iterable[AreaDuty], now: datetime) -> None:
    """Tell each person once which areas they answer for now; nobody is told of what they took on themselves."""
    by_person = sorted(duties, key=lambda duty: (duty.user_id, duty.area))
    for user_id, own in groupby(by_person, key=lambda duty: duty.user_id):
        if user_id == actor.user_id:
            continue
        held = list(own)
        due = held[0].due_on.isoformat() if held[0].due_on else ""
        params = {**place_params(row), "areas": _areas(duty.area for duty in held), "due": due}
        url = reverse("worksheets:area", args=[row.unit.code, row.year, held[0].area])
        news = News(AREA_GIVEN.code, ("worksheets.worksheet", str(row.pk)), url, params)
        notify(tenant_id=row.tenant_id, users=[user_id], news=news, now=now)


def _areas(codes: Iterable[str]) -> str:
    return ", ".join(codes)


def _due(actor: Actor, _today: date, last: date) -> Iterator[DueThing]:
    for duty in due_duties(actor, last):
        row = duty.worksheet
        if duty.due_on is not None:
            params = {**place_params(row), "areas": duty.area, "due": duty.due_on.isoformat()}
            url = reverse("worksheets:area", args=[row.unit.code, row.year, duty.area])
            yield DueThing(str(duty.pk), duty.due_on, (duty.user_id,), url, params)


DUE_AREAS: Final = DueSource("worksheets.area", AREA_DUE.code, _due, AREA_LATE.code, stages=(7, 1))
