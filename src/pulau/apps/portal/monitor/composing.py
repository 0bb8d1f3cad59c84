"""Once a day: what is new for each follower becomes a letter, in the transaction that notes it as told."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from pulau.apps.portal.models import Follower, Letter, ToldAlarm
from pulau.apps.portal.monitor.alarms import AlarmKind
from pulau.apps.portal.monitor.following import note_told, ringing_for
from pulau.apps.portal.monitor.wishes import wish_of
from pulau.foundation.notices.cadence import DIGEST_HOUR

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.portal.monitor.alarms import Alarm

MOST: Final = 50
"""Alarms that a letter spells out; of more it tells how many."""
_ENDS: Final = (f"{AlarmKind.LOG}:", f"{AlarmKind.SILENT}:")
"""Alarms of which it is told that they ring no more; the others end by themselves, or by what an alarm tells."""


def compose_letters(now: datetime) -> int:
    """Make today's letters, once it is time; returns how many. It may be begun again at any point."""
    here = timezone.localtime(now)
    if here.time() < DIGEST_HOUR:
        return 0
    today, ringing, made = here.date(), dict[tuple[str, str], list["Alarm"]](), 0
    due = Follower.objects.filter(confirmed_at__isnull=False).filter(Q(looked_on=None) | Q(looked_on__lt=today))
    for pk, language, digest in list(due.order_by("pk").values_list("pk", "language", "wish_digest")):
        if (digest, language) not in ringing:
            ringing[digest, language] = _ringing(pk, language, now, today)
        made += _compose(pk, ringing[digest, language], now, today)
    return made


def _ringing(follower_id: UUID, language: str, now: datetime, today: date) -> list[Alarm]:
    """Return what rings for a wish, in a language; followers of the same wish share it."""
    kept = Follower.objects.filter(pk=follower_id).values_list("wish", flat=True).first()
    with translation.override(language):
        if kept is None:
            return []
        return ringing_for(wish_of(kept), now, today)


@transaction.atomic
def _compose(follower_id: UUID, ringing: list[Alarm], now: datetime, today: date) -> int:
    """Note what is new as told, and make its letter; nothing where another worker did, or the follower has left."""
    row = Follower.objects.select_for_update().filter(pk=follower_id, confirmed_at__isnull=False).first()
    if row is None or (row.looked_on is not None and row.looked_on >= today):
        return 0
    row.looked_on = today
    row.save(update_fields=("looked_on",))
    told = dict(row.told.values_list("key", "name"))
    keys = {one.key for one in ringing}
    fresh = [one for one in ringing if one.key not in told]
    gone = [key for key in told if key not in keys]
    ended = [told[key] for key in gone if key.startswith(_ENDS) and not _again(key, keys)]
    ToldAlarm.objects.filter(follower=row, key__in=gone).delete()
    note_told(row, fresh)
    if not fresh and not ended:
        return 0
    Letter.objects.create(follower=row, key=f"kabar {today}", told=_content(fresh, ended), made_at=now, send_at=now)
    return 1


def _again(key: str, keys: set[str]) -> bool:
    """Whether the same thing rings anew under another key: its unit was active for a while in between."""
    same = key.rpartition(":")[0]
    return any(each.startswith(f"{same}:") for each in keys)


def _content(fresh: list[Alarm], ended: list[str]) -> dict[str, Any]:
    return {
        "fresh": [[one.name, one.words, one.href] for one in fresh[:MOST]],
        "more": max(0, len(fresh) - MOST),
        "ended": ended[:MOST],
    }
