"""Alarms of the log: begun once, ended once, told to the operator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.apps.transparency.models import Alarm
from pulau.foundation.jobs.queue import enqueue

if TYPE_CHECKING:
    from django.db.models import QuerySet

REFUSED: Final = "refused"
LAGGING: Final = "lagging"
SILENT: Final = "silent"
TILES: Final = "tiles"
JOURNAL: Final = "journal"
FACTS: Final = "facts"
STORE: Final = "store"
POLICY: Final = "policy"


def ringing() -> QuerySet[Alarm]:
    """Return the alarms that have not ended, oldest first."""
    return Alarm.objects.filter(ended_at=None).order_by("since", "pk")


@transaction.atomic
def ring(code: str, facts: Mapping[str, object], now: datetime, about: str = "") -> Alarm:
    """Begin an alarm; one that rings already learns the newer facts."""
    found = Alarm.objects.select_for_update().filter(code=code, about=about, ended_at=None).first()
    if found is None:
        begun = Alarm.objects.create(code=code, about=about, facts=dict(facts), since=now)
        _tell(begun.pk)
        return begun
    found.facts = dict(facts)
    found.save(update_fields=["facts"])
    return found


@transaction.atomic
def hush(code: str, now: datetime, about: str | None = None) -> int:
    """End alarms of a kind (about one thing, or all). Returns how many."""
    rows = Alarm.objects.filter(code=code, ended_at=None)
    ringing_now = list((rows if about is None else rows.filter(about=about)).values_list("pk", flat=True))
    if not ringing_now:
        return 0
    ended = Alarm.objects.filter(pk__in=ringing_now, ended_at=None).update(ended_at=now)
    for alarm_id in ringing_now:
        _tell(alarm_id)
    return ended


def _tell(alarm_id: int) -> None:
    enqueue("pulau.apps.transparency.tasks.tell_alarm", alarm_id=alarm_id)
