"""Good practices as cards: what was done, what came of it, and how many follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.portal.addresses import unit_path
from pulau.apps.portal.showing.words import day_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.apps.publication.contract import PublishedPractice


@dataclass(frozen=True, slots=True)
class Practised:
    """A good practice."""

    title: str
    unit: str
    href: str
    day: str
    problem: str
    outcome: str
    followers: int


def practised(rows: Iterable[PublishedPractice]) -> list[Practised]:
    """Show practices; their units and bodies were read with them."""
    return [
        Practised(
            row.title,
            row.unit.name,
            unit_path(row.agency.slug, row.unit.slug),
            day_text(row.day),
            row.told.get("problem", ""),
            row.told.get("outcome", ""),
            row.followers,
        )
        for row in rows
    ]
