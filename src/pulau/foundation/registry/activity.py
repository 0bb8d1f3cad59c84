"""What counts as activity of a unit (not a ceremony): each app tells when it last saw somebody at work there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class ActivitySource:
    """One kind of activity. `latest(tenant_id, start, end)` gives by unit the last moment from `start` up to `end`.

    In a query or two, whatever the number of units. A ceremony is none: see `apps/declarations/activity.py`.
    """

    code: str
    latest: Callable[[UUID, datetime, datetime], Mapping[UUID, datetime]]


activity_sources: Hook[ActivitySource] = Hook("activity sources")
