"""A few things that fit while somebody types: units first, then bodies and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from pulau.apps.opendata.contract import agency_path, place_path, unit_path
from pulau.apps.portal.searching.found import bodies_found, invented_told, places_found
from pulau.apps.portal.showing.places import where_of
from pulau.apps.portal.showing.words import agency_kind
from pulau.apps.publication.contract import Narrowed, find_units, units_in_order
from pulau.exchange.regions import region_name

if TYPE_CHECKING:
    from datetime import date

MOST: Final = 8
UNITS: Final = 6
LEAST_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that fits: its name, what it is, and its page."""

    name: str
    about: str
    href: str


def suggestions(typed: str, today: date) -> list[Suggestion]:
    """Return at most eight; none before two letters were typed. Four queries at most."""
    if len(typed.strip()) < LEAST_LETTERS:
        return []
    told = invented_told()
    others = [
        *(Suggestion(row.name, agency_kind(row.kind), agency_path(row.slug)) for row in bodies_found(typed)),
        *(
            Suggestion(
                region.name,
                _("Provinsi") if region.is_province else region_name(region.province),
                place_path(region.code),
            )
            for region in places_found(typed, lambda region: told or not region.invented)
        ),
    ]
    hits = find_units(typed, Narrowed(today=today)).ids
    # Places and bodies keep two of the eight, more where there are fewer units.
    units = units_in_order(hits[: max(UNITS, MOST - len(others))])
    first = [
        Suggestion(row.name, where_of(row.region_code, row.province), unit_path(row.agency.slug, row.slug))
        for row in units
    ]
    return [*first, *others][:MOST]
