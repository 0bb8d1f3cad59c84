"""Which of the things that an item asks for are there: each is shown by at least one piece that counts on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

SOON: Final = timedelta(days=60)
"""A piece that ends within this is said to end soon."""


class Holding(StrEnum):
    """Whether a piece holds on a day: its days, both included."""

    HOLDS = "holds"
    ENDS_SOON = "ends-soon"
    ENDED = "ended"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece beside an item, as far as the rule asks: `asked` is the position, from 1, of what it shows.

    `preserved`: its bytes are kept here; `blocked`: something dangerous was found in them; `withdrawn`: its people took
    it back.
    """

    asked: int
    preserved: bool = True
    blocked: bool = False
    withdrawn: bool = False
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What an item asks for, and which positions of it are `there`."""

    count: int
    there: frozenset[int]

    @property
    def missing(self) -> tuple[int, ...]:
        """The positions of which nothing is there, in order."""
        return tuple(position for position in range(1, self.count + 1) if position not in self.there)


def holding(valid_from: date | None, valid_until: date | None, on: date) -> Holding:
    """Return whether something with these days holds on a day; no day means no such limit."""
    if valid_until is not None and valid_until < on:
        return Holding.ENDED
    if valid_from is not None and valid_from > on:
        return Holding.NOT_YET
    if valid_until is not None and valid_until - on <= SOON:
        return Holding.ENDS_SOON
    return Holding.HOLDS


def counts(piece: Shown, on: date) -> bool:
    """Whether a piece shows something on a day: it is kept here, nothing speaks against it, and it holds."""
    held = holding(piece.valid_from, piece.valid_until, on) in (Holding.HOLDS, Holding.ENDS_SOON)
    return held and piece.preserved and not piece.blocked and not piece.withdrawn


def asked_for(count: int, pieces: Iterable[Shown], on: date) -> Asked:
    """Return which of `count` positions are there on a day. What shows something else counts for none."""
    return Asked(count, frozenset(p.asked for p in pieces if 1 <= p.asked <= count and counts(p, on)))


def day_of(year: int, today: date) -> date:
    """Return the day on which the evidence of a year is judged: today, or the end of the year that is nearer."""
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))
