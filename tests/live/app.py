"""A topic for tests and figures: rows of a bare table, which any process may write by SQL."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.db import connection
from django.http import Http404

from pulau.foundation.registry.topics import Event, Topic, topics

TABLE = "live_probe"
KEY = "ujicoba"


class LiveProbeConfig(AppConfig):
    """Adds the topic."""

    name = "tests.live"
    label = "live_probe"

    def ready(self) -> None:
        """Add it."""
        topics.add(Topic("uji", latest))


def latest(key: str, after: int) -> Sequence[Event]:
    """Return the rows after a number."""
    if key != KEY:
        raise Http404
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, at FROM {TABLE} WHERE number > %s ORDER BY number LIMIT 500", [after])  # noqa: S608
        return [Event(number, "tanda-tangan", {"at": at}) for number, at in cursor.fetchall()]
