"""The course of a ceremony, folded from its events: what is being read, whose turn it is, who signed, who saw it.

Whoever replays the events of a ceremony gets the same course, whether on the hall's screen, on a phone that was away
for a while, or in the record of proceedings years later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What happened; the payload of each kind is told beside it."""

    OPENED = "opened"  # {}
    LINE_READ = "line-read"  # line (from 1)
    TURN = "turn"  # person
    SIGNED = "signed"  # person
    REFUSED = "refused"  # person
    REPLACED = "replaced"  # person, by
    CONFIRMED = "confirmed"  # witness, of (number of the event that was seen)
    PACTS = "pacts"  # signed, staff, units [{name, signed, staff}]
    NOTE = "note"  # text
    HELD = "held"  # {}
    CLOSED = "closed"  # {}


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, as a plain value."""

    number: int
    kind: str
    payload: Mapping[str, object]
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """How many of a unit have signed their pact."""

    name: str
    signed: int
    staff: int


@dataclass(frozen=True, slots=True)
class Course:
    """Where a ceremony stands. People are named by their ids; `seen` gives the witnesses of an event by its number."""

    number: int = 0
    line: int = 0
    turn: str = ""
    signed: Mapping[str, Happening] = field(default_factory=dict)
    refused: Mapping[str, Happening] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[Happening, ...] = ()
    pacts: tuple[int, int] | None = None
    places: tuple[Place, ...] = ()
    opened: datetime | None = None
    held: datetime | None = None
    closed: datetime | None = None


class EventsOutOfOrder(ValueError):  # noqa: N818 - a fact, as every error of this project
    """Events do not follow one another by their numbers."""


def fold(happenings: Iterable[Happening], course: Course | None = None) -> Course:
    """Return where a ceremony stands after these events, from where it stood. Raises EventsOutOfOrder.

    Kinds that are not known (of a newer version) change nothing but the number.
    """
    course = course or Course()
    for happening in happenings:
        if happening.number <= course.number:
            raise EventsOutOfOrder(f"{happening.number} after {course.number}")
        course = replace(_after(course, happening), number=happening.number)
    return course


def whose_turn(course: Course, order: Sequence[str]) -> str:
    """Return who is to sign now: whom the turn was given, else the first in order who has not answered yet; or ""."""
    waiting = [person for person in order if person not in course.signed and person not in course.refused]
    if course.turn in waiting:
        return course.turn
    return waiting[0] if waiting else ""


def _after(course: Course, happening: Happening) -> Course:
    change = _CHANGES.get(happening.kind)
    return course if change is None else change(course, happening)


def _by_person(people: Mapping[str, Happening], happening: Happening) -> dict[str, Happening]:
    return {**people, _text(happening.payload, "person"): happening}


def _replaced(course: Course, told: Mapping[str, object]) -> dict[str, str]:
    return {**course.replaced, _text(told, "person"): _text(told, "by")}


def _pacts(course: Course, told: Mapping[str, object]) -> Course:
    counts = (_whole(told, "signed"), _whole(told, "staff"))
    return replace(course, pacts=counts, places=_places(told))


def _seen(course: Course, told: Mapping[str, object]) -> dict[int, tuple[str, ...]]:
    of, witness = _whole(told, "of"), _text(told, "witness")
    before = course.seen.get(of, ())
    return {**course.seen, of: before if witness in before else (*before, witness)}


def _places(told: Mapping[str, object]) -> tuple[Place, ...]:
    rows = told.get("units")
    if not isinstance(rows, list):
        return ()
    return tuple(Place(_text(row, "name"), _whole(row, "signed"), _whole(row, "staff")) for row in rows)


def _text(told: Mapping[str, object], key: str) -> str:
    value = told.get(key, "")
    return value if isinstance(value, str) else ""


def _whole(told: Mapping[str, object], key: str) -> int:
    value = told.get(key, 0)
    return value if isinstance(value, int) else 0


_CHANGES: Final[dict[str, Callable[[Course, Happening], Course]]] = {
    Kind.OPENED: lambda course, told: replace(course, opened=told.at),
    Kind.LINE_READ: lambda course, told: replace(course, line=_whole(told.payload, "line")),
    Kind.TURN: lambda course, told: replace(course, turn=_text(told.payload, "person")),
    Kind.SIGNED: lambda course, told: replace(course, signed=_by_person(course.signed, told)),
    Kind.REFUSED: lambda course, told: replace(course, refused=_by_person(course.refused, told)),
    Kind.REPLACED: lambda course, told: replace(course, replaced=_replaced(course, told.payload)),
    Kind.CONFIRMED: lambda course, told: replace(course, seen=_seen(course, told.payload)),
    Kind.PACTS: lambda course, told: _pacts(course, told.payload),
    Kind.NOTE: lambda course, told: replace(course, notes=(*course.notes, told)),
    Kind.HELD: lambda course, told: replace(course, held=told.at),
    Kind.CLOSED: lambda course, told: replace(course, closed=told.at),
}
