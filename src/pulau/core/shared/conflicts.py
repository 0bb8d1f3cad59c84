"""Why somebody may not hold a duty beside another, or assess a unit: rules over plain facts.

Source: the rule that nobody judges where they have an interest (Permenpan RB 17/2024), read as: where they serve, have
served within two years, or have declared an interest; and the pairs of `roles.APART`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from pulau.core.shared.roles import APART, ASSESSING, SERVING

COOLING_YEARS: Final = 2
"""For how long after serving in a unit nobody assesses it."""


class Ground(StrEnum):
    """What stands against it."""

    SERVES = "serves"
    SERVED = "served"
    INTEREST = "interest"
    APART = "apart"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included; `until` None: with no end."""

    since: date
    until: date | None = None

    def meets(self, other: Span) -> bool:
        """Whether the two share a day."""
        return (other.until is None or self.since <= other.until) and (self.until is None or other.since <= self.until)

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.meets(Span(day, day))


@dataclass(frozen=True, slots=True)
class Bond:
    """What binds a person to a unit (None: to the whole body): service there, or a declared interest."""

    unit_id: UUID | None
    span: Span
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty, given or wished: the role, its unit (None: the whole body), its days.

    `part` is what it is limited to besides the unit: a change area, a region, the country.
    """

    role: str
    unit_id: UUID | None
    span: Span
    part: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A reason against it: the ground, the role or unit it comes from, and the day from which it is gone, if known."""

    ground: Ground
    role: str = ""
    unit_id: UUID | None = None
    free_from: date | None = None


def years_later(day: date, years: int) -> date:
    """Return the same day of a later year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def bars_to_assessing(unit_id: UUID, day: date, bonds: Iterable[Bond]) -> list[Conflict]:
    """Return what stands against assessing a unit on a day. A bond to the whole body counts for each of its units."""
    return [found for bond in bonds if (found := _bar(unit_id, Span(day, day), bond)) is not None]


def conflicts_of(wished: Duty, held: Iterable[Duty], bonds: Iterable[Bond]) -> list[Conflict]:
    """Return what stands against giving a person a duty.

    `held` are their other duties in the same body. An assessing role for the whole body conflicts with no bond to one
    unit: that unit is barred to the person when work is assigned.
    """
    found = [conflict for other in held if (conflict := _beside(wished, other) or _assesses(wished, other)) is not None]
    if wished.role in ASSESSING and wished.unit_id is not None:
        for bond in bonds:
            if (bar := _bar(wished.unit_id, wished.span, bond)) is not None:
                found.append(bar)  # noqa: PERF401 - the condition names what is appended
    return found


def _beside(wished: Duty, other: Duty) -> Conflict | None:
    if not wished.span.meets(other.span):
        return None
    if (wished.role, wished.unit_id, wished.part) == (other.role, other.unit_id, other.part):
        return Conflict(Ground.OVERLAP, other.role, other.unit_id, _day_after(other.span))
    if wished.role != other.role and frozenset({wished.role, other.role}) in APART:
        return Conflict(Ground.APART, other.role, other.unit_id, _day_after(other.span))
    return None


def _assesses(wished: Duty, other: Duty) -> Conflict | None:
    """Return the bar to assessing from its other side: who assesses a unit does not begin to serve there."""
    if wished.role not in SERVING or other.role not in ASSESSING or other.unit_id is None:
        return None
    if _bar(other.unit_id, other.span, Bond(wished.unit_id, wished.span)) is None:
        return None
    return Conflict(Ground.APART, other.role, other.unit_id, _day_after(other.span))


def _day_after(span: Span) -> date | None:
    return span.until + timedelta(days=1) if span.until is not None and span.until < date.max else None


def _bar(unit_id: UUID, span: Span, bond: Bond) -> Conflict | None:
    if bond.unit_id not in {None, unit_id}:
        return None
    if bond.declared:
        met = bond.span.meets(span)
        return Conflict(Ground.INTEREST, unit_id=bond.unit_id, free_from=_day_after(bond.span)) if met else None
    free = years_later(bond.span.until, COOLING_YEARS) if bond.span.until is not None else None
    if bond.span.meets(span):
        return Conflict(Ground.SERVES, unit_id=bond.unit_id, free_from=free)
    if free is not None and bond.span.since < span.since < free:
        return Conflict(Ground.SERVED, unit_id=bond.unit_id, free_from=free)
    return None
