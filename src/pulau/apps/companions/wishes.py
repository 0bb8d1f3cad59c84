"""What is asked for in companions' rooms: plain values between the pages and the services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to let in, how far (`RoomScope`), from when until when (both days included), and what for."""

    user_id: UUID
    scope: str
    since: date
    until: date | None
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody says in a room: see `models.RoomEntry`. `answers` is the number of the entry that is answered.

    `key` is the form's: the second arrival of the same form says nothing.
    """

    kind: str
    text: str
    item: str = ""
    to: str = ""
    step: int | None = None
    answers: int | None = None
    key: str = ""
