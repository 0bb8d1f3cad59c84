"""The feed of a wish's alarms."""

from __future__ import annotations

from datetime import UTC, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.db.models import Max
from django.utils.translation import gettext as _

from pulau.apps.opendata.contract import tag, whole
from pulau.apps.portal.addresses import with_query
from pulau.apps.portal.monitor.alarms import alarms, log_alarms
from pulau.apps.portal.monitor.wishes import wish_digest, wish_words
from pulau.core.deadlines.zones import Zone
from pulau.exchange.feeds.model import Feed, FeedEntry
from pulau.foundation.standing.pages import in_language

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.apps.portal.monitor.alarms import Alarm
    from pulau.apps.portal.narrowing import Wish
    from pulau.apps.publication.contract import PublishedUnit

PAGE: Final = "/pantau"
FEED: Final = "/umpan/pantau.atom"
MOST: Final = 100
"""Entries of each kind."""
_BEGINNING: Final = datetime(2026, 1, 1, tzinfo=UTC)


def alarm_feed(rows: QuerySet[PublishedUnit], wish: Wish, now: datetime, language: str) -> Feed:
    """Make the feed of what rings about units; it changes when one of them is published anew."""
    today = now.astimezone(Zone.WIB.offset).date()
    found = [*log_alarms(now), *alarms(rows, today, MOST)]
    entries = tuple(sorted((_entry(one, language) for one in found), key=lambda each: (each.updated, each.id)))[::-1]
    published = rows.order_by().aggregate(at=Max("published_at"))["at"]
    return Feed(
        id=tag("monitor", wish_digest(wish)),
        title=_("Pantauan zona integritas: %(units)s") % {"units": wish_words(wish)},
        link=whole(in_language(with_query(PAGE, **wish.asked), language)),
        here=whole(in_language(with_query(FEED, **wish.asked), language)),
        updated=max(published or _BEGINNING, *(entry.updated for entry in entries), _BEGINNING),
        author="Pulau",
        language=language,
        entries=entries,
    )


def _entry(alarm: Alarm, language: str) -> FeedEntry:
    return FeedEntry(
        id=tag("alarm", sha256(alarm.key.encode()).hexdigest()[:32]),
        title=f"{alarm.name}: {alarm.words}",
        link=whole(in_language(alarm.href, language)),
        updated=datetime.combine(alarm.since, time(), Zone.WIB.offset),
        summary=alarm.words,
        terms=(alarm.kind.value,),
    )
