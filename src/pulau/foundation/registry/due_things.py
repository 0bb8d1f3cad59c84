"""Things with a due date, of which people are reminded: each app adds its own, and a job looks at them every day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class Before(StrEnum):
    """In what the days before a due date are counted."""

    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"


@dataclass(frozen=True, slots=True)
class DueThing:
    """One thing that is due on a day: its id, who is to be reminded, where it is settled, and the notice's words."""

    key: str
    due: date
    users: tuple[UUID, ...]
    url: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DueSource:
    """Where due things come from. `find` gets the system acting for a body, today there, and the last day it asks for.

    It returns what is due no later than that day and not settled yet; what is overdue too. One notice of `kind` comes
    at each of `stages` (days before the due date), and one of `late`, where it is given, when the day has passed.
    """

    code: str
    kind: str
    find: Callable[[Actor, date, date], Iterable[DueThing]]
    late: str = ""
    stages: tuple[int, ...] = (7, 3, 1)
    before: Before = Before.WORKING_DAYS


due_sources: Hook[DueSource] = Hook("due sources")
