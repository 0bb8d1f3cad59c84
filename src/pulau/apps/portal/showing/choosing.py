"""What forms of public pages offer to choose from: provinces, regencies and cities, kinds of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import UnitKind
from pulau.apps.portal.showing.places import WITHOUT_CODE, place_name
from pulau.exchange.regions import provinces, regencies_of, regions

if TYPE_CHECKING:
    from collections.abc import Sequence

Choices = list[tuple[str, str]]
"""Values and their words."""


def province_choices(*, invented: bool, asked: str = "") -> Choices:
    """Return the provinces and the two places without a code; the invented ones where something is told of them.

    A regency or city that is asked for stands first, so that the form says what holds.
    """
    chosen = [(asked, place_name(asked))] if asked in regions() and "." in asked else []
    told = [(one.code, one.name) for one in provinces() if invented or not one.invented or one.code == asked]
    return [*chosen, *told, *((code, str(name)) for code, name in WITHOUT_CODE.items())]


def regency_choices(place: str) -> Choices:
    """Return the regencies and cities of the province that a place lies in; none for a place without a code."""
    return [(one.code, one.name) for one in regencies_of(place[:2])] if place in regions() else []


def kind_choices() -> Choices:
    """Return the kinds of units, by their words."""
    return sorted(((kind.value, str(kind.label)) for kind in UnitKind), key=lambda choice: choice[1])


def narrowing_words(place: str, kind: str, agency: str, typed: str) -> Sequence[str]:
    """Say in a few words what a page is narrowed down to; the name of a body is given, not its short name."""
    kinds = dict(kind_choices())
    words = [kinds.get(kind, ""), place_name(place), agency, _("“%(typed)s”") % {"typed": typed} if typed else ""]
    return [word for word in words if word]
