"""What operators are told of the log: that an alarm began, once, and that it ended."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.urls import reverse

from pulau.apps.people.contract import operators_on
from pulau.apps.transparency.models import Alarm
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.words import alarm_words
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

GROUP: Final = NoticeGroup("log", "Log publik", "Public log")


def _what(kept: str) -> object:
    code, _, refused = kept.partition(":")
    return alarm_words(code, refused)


_SHOWN: Final = {"what": _what}
BEGAN: Final = NoticeKind(
    "transparency.alarm_began",
    GROUP.code,
    Words("Alarm log publik", "{what} {about}"),
    Words("An alarm of the public log", "{what} {about}"),
    obligatory=True,
    shown=_SHOWN,
)
ENDED: Final = NoticeKind(
    "transparency.alarm_ended",
    GROUP.code,
    Words("Alarm log publik berakhir", "Tidak lagi: {what} {about}"),
    Words("An alarm of the public log ended", "No longer: {what} {about}"),
    shown=_SHOWN,
)
KINDS: Final = (BEGAN, ENDED)


def tell_operators(alarm: Alarm, now: datetime) -> int:
    """Tell whoever operates the installation how an alarm stands, each once; returns how many were told."""
    kind = BEGAN if alarm.ended_at is None else ENDED
    what = f"{alarm.code}:{alarm.facts.get('code', '')}"
    params = {"what": what, "about": alarm.about if alarm.code == alarms.SILENT else ""}
    key = f"log-alarm:{alarm.pk}:{kind.code}"
    news = News(kind.code, alarm, reverse("people:health"), params, key, urgent=kind is BEGAN)
    told = 0
    for tenant_id in Tenant.objects.values_list("pk", flat=True):
        actor = Actor.system(tenant_id)
        with behind_wall(tenant_id), transaction.atomic():
            users = operators_on(actor, today_of(actor, now))
            told += notify(tenant_id=tenant_id, users=users, news=news, now=now) if users else 0
    return told
