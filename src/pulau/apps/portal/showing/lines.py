"""Units and bodies as lines of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.opendata.contract import agency_path, unit_path
from pulau.apps.portal.showing.words import agency_kind, points, state_words, title_tag, unit_kind

if TYPE_CHECKING:
    from decimal import Decimal

    from pulau.apps.publication.contract import PublishedAgency, PublishedUnit


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit: its title or how far it came, and whether it is silent; `rings` is empty for none."""

    name: str
    href: str
    kind: str
    agency: str
    title: str
    rings: str
    state: str
    silent: bool
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """A body with its sums of today."""

    name: str
    href: str
    kind: str
    units: int
    declared: int
    wbk: int
    wbbm: int
    silent: int


def unit_line(row: PublishedUnit) -> UnitLine:
    """Make a line of a unit; its body was read with it."""
    return UnitLine(
        name=row.name,
        href=unit_path(row.agency.slug, row.slug),
        kind=unit_kind(row.kind),
        agency=row.agency.name,
        title=row.title,
        rings=title_tag(row.title) if row.title or row.declared_on else "",
        state=state_words(row.state),
        silent=row.silent,
        total=points(row.total),
    )


def agency_line(row: PublishedAgency) -> AgencyLine:
    """Make a line of a body."""
    return AgencyLine(
        row.name, agency_path(row.slug), agency_kind(row.kind), row.units, row.declared, row.wbk, row.wbbm, row.silent
    )
