"""What a regulation asks of a declaration (pencanangan), each value with its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pulau.core.pledging.opening import OpeningRule


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands. `mark`: empty (read in the text), C, I or R as in the packs; `note` says why."""

    text: str
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeclaringLaw:
    """One regulation's rules: in force from day to day (`until` included; None: still).

    `units`: the head of a unit may declare for it too. `ceremony`: a public ceremony belongs to it. `witnesses` are
    codes of bodies that it names as witnesses. `sources` are by the name of what they are of.
    """

    code: str
    instrument: str
    since: date
    until: date | None
    opening: OpeningRule
    units: bool
    ceremony: bool
    witnesses: tuple[str, ...]
    sources: dict[str, Source]

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def law_on(laws: Iterable[DeclaringLaw], day: date) -> DeclaringLaw | None:
    """Return the regulation in force on a day, or None: before there was any."""
    return next((law for law in laws if law.holds_on(day)), None)
