"""A unit year by year: each year leads to the page as it was then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.opendata.contract import unit_path
from pulau.apps.portal.addresses import with_query
from pulau.apps.portal.showing.words import points, state_words, title_tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from pulau.apps.publication.contract import PublishedUnit, PublishedYear


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year: how far the unit came, what it held at its end, and its final score."""

    year: int
    href: str
    state: str
    title: str
    rings: str
    total: Decimal | None
    silent: bool
    current: bool


def yearly(unit: PublishedUnit, years: Sequence[PublishedYear], shown: int | None) -> list[YearLine]:
    """List the years of a unit, the newest first; `shown` is the one of this page."""
    own = unit_path(unit.agency.slug, unit.slug)
    newest = years[-1].year if years else None
    return [
        YearLine(
            year=row.year,
            href=own if row.year == newest else with_query(own, tahun=str(row.year)),
            state=state_words(row.state),
            title=row.title,
            rings=title_tag(row.title),
            total=points(row.total),
            silent=row.silent,
            current=row.year == shown,
        )
        for row in reversed(years)
    ]
