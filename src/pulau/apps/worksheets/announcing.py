"""Telling an agency's own systems what changed: a job queued with the change writes a delivery for each of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pulau.foundation.jobs.queue import enqueue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pulau.apps.worksheets.models import Worksheet

ANSWER_CHANGED = "answer.changed"
SCORE_CHANGED = "score.changed"
EVENTS = (ANSWER_CHANGED, SCORE_CHANGED)
TEST = "test"
"""The event that an administrator sends by hand, whatever events were chosen."""
SPREAD = "pulau.apps.worksheets.tasks.spread"
DELIVER = "pulau.apps.worksheets.tasks.deliver"


def announce(row: Worksheet, written: Mapping[str, int], now: datetime, *, rescored: bool) -> None:
    """Queue the telling of a change, in its transaction: one row, however many systems listen.

    `written` maps the items whose answer or note changed to their versions; `rescored`: some figure or gate changed.
    """
    events = [
        {"event": event, "key": f"{row.pk}:{row.revision}", "body": body}
        for event, body in _bodies(row, written, now, rescored=rescored)
    ]
    enqueue(SPREAD, tenant=str(row.tenant_id), events=events)


def _bodies(row: Worksheet, written: Mapping[str, int], now: datetime, *, rescored: bool) -> Iterator[tuple[str, str]]:
    if written:
        yield ANSWER_CHANGED, event_body(ANSWER_CHANGED, now, {**_place(row), "answers": dict(written)})
    if rescored:
        yield SCORE_CHANGED, event_body(SCORE_CHANGED, now, {**_place(row), "score": row.exact, "titles": row.titles})


def _place(row: Worksheet) -> dict[str, object]:
    return {
        "worksheet": {"id": str(row.pk), "unit": row.unit.code, "year": row.year, "revision": row.revision},
    }


def event_body(event: str, now: datetime, what: Mapping[str, object]) -> str:
    """Return the text that is sent, and signed, for an event."""
    at = now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"event": event, "at": at, **what}, separators=(",", ":"))
