"""The cascade of declarations: country, province, regency or city or vertical body, office, staff.

A declaration descends from one above it; a body's own declaration may call those below to declare in turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final
from uuid import UUID

from pulau.core.shared.regions import region_covers


class Level(IntEnum):
    """How high a declaration stands; a smaller number is higher."""

    COUNTRY = 1
    PROVINCE = 2
    REGENCY = 3
    """A regency or a city."""
    VERTICAL = 4
    """A body of the country in a region: a police resort, a court, a prosecutor's office."""
    OFFICE = 5
    """A work unit of a body."""
    STAFF = 6
    """An employee: their pact descends from their office's declaration."""


_LEVELS: Final[Mapping[str, Level]] = {
    "ministry": Level.COUNTRY,
    "body": Level.COUNTRY,
    "province": Level.PROVINCE,
    "regency": Level.REGENCY,
    "city": Level.REGENCY,
    "vertical": Level.VERTICAL,
}
DEEPEST: Final = 12
"""Declarations that a path may hold: three bodies above the offices, and the tree of offices."""


def level_of(kind: str, *, unit: bool) -> Level:
    """Return the level of a body of this kind (as agencies name it), or of a unit of it. Raises KeyError."""
    return Level.OFFICE if unit else _LEVELS[kind]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a declaration stands: its level, the body, the body's region, and for a unit the units from it upwards."""

    level: Level
    body: UUID
    region: str = ""
    units: tuple[UUID, ...] = ()

    @property
    def unit(self) -> UUID | None:
        """The unit itself, or None for the whole body."""
        return self.units[0] if self.units else None


def may_descend(child: Place, parent: Place) -> bool:
    """Whether a declaration at `child` may descend from one at `parent`.

    A unit's descends from its own body's, or from that of a unit above it. A body's from a higher body's: of the whole
    country, or of the province that its region lies in; a vertical body's also from that of its regency or city.
    """
    if child.level is Level.OFFICE:
        return child.body == parent.body and (parent.unit is None or parent.unit in child.units[1:])
    if parent.level >= child.level or parent.level not in {Level.COUNTRY, Level.PROVINCE, Level.REGENCY}:
        return False
    return parent.level is Level.COUNTRY or region_covers(parent.region, child.region)


class Call(IntEnum):
    """Whom a declaration calls to declare in turn."""

    NOBODY = 0
    UNITS = 1
    REGION = 2
    COUNTRY = 3


def calls_body(call: Call, caller: Place, body: Place) -> bool:
    """Whether a declaration calls another body: one of its region or of the country, that may descend from it."""
    if caller.body == body.body or caller.level is Level.OFFICE or body.level is Level.OFFICE:
        return False
    if call is Call.REGION and not region_covers(caller.region, body.region):
        return False
    return call in {Call.REGION, Call.COUNTRY} and may_descend(body, caller)


def may_call(call: Call, caller: Place) -> bool:
    """Whether a declaration at a place may call so: the country only from above all, a region only who governs one."""
    if call is Call.COUNTRY:
        return caller.level is Level.COUNTRY
    if call is Call.REGION:
        return caller.level in {Level.PROVINCE, Level.REGENCY} and bool(caller.region)
    return True
