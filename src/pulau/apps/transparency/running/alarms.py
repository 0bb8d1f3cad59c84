"""Alarms of the log: begun once, ended once, told to the operator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.apps.transparency.models import Alarm

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
        return Alarm.objects.create(code=code, about=about, facts=dict(facts), since=now)
    found.facts = dict(facts)
    found.save(update_fields=["facts"])
    return found


def hush(code: str, now: datetime, about: str | None = None) -> int:
    """End alarms of a kind (about one thing, or all). Returns how many."""
    rows = Alarm.objects.filter(code=code, ended_at=None)
    return (rows if about is None else rows.filter(about=about)).update(ended_at=now)
