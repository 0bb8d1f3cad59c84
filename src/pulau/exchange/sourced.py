"""Entries that the dated data of `regulations/` have in common: days, yes or no, and where something stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol, TypeVar

from pulau.core.deadlines.calendar import Source
from pulau.core.regulation.source import Cursor

_MARKS: Final = ("C", "I", "R")


class Dated(Protocol):
    """An entry that holds from a day on, until a newer one begins."""

    @property
    def since(self) -> date:
        """Return its first day."""


D = TypeVar("D", bound=Dated)


def holding_on(day: date, entries: Iterable[D], what: str) -> D:
    """Return the newest entry that has begun on a day. Raises LookupError before the first; `what` is for that."""
    begun = [entry for entry in entries if entry.since <= day]
    if not begun:
        raise LookupError(f"no {what} holds on {day}")
    return max(begun, key=lambda entry: entry.since)


def read_source(entry: Cursor) -> Source:
    """Read where something stands: its text, its day if there is one, and with a mark also why. Raises BadInput."""
    entry.only("text", "dated", "mark", "note")
    dated, mark, note = entry.get("dated"), entry.get("mark"), entry.get("note")
    if mark is not None:
        read_word(mark, _MARKS)
        if note is None:
            raise entry.refuse("pack-mark-without-note", mark=mark.text())
    return Source(
        entry["text"].text(),
        read_day(dated) if dated else None,
        mark.text() if mark else "",
        note.text() if note else "",
    )


def read_day(entry: Cursor) -> date:
    """Read a day. Raises BadInput."""
    return day_of(entry.text(), entry)


def day_of(written: str, entry: Cursor) -> date:
    """Return the day that is written as the name of an entry. Raises BadInput."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise entry.refuse("pack-wrong-kind", expected="date") from None


def read_flag(entry: Cursor) -> bool:
    """Read yes or no. Raises BadInput."""
    return read_word(entry, ("yes", "no")) == "yes"


def read_word(entry: Cursor, known: Iterable[str]) -> str:
    """Read one of the words that are known. Raises BadInput."""
    known = tuple(known)
    if entry.text() not in known:
        raise entry.refuse("pack-unknown-word", word=entry.text(), known=", ".join(known))
    return entry.text()
