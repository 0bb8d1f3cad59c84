"""Where a unit stands, as its badge and its picture say it: today's truth, also of titles that were taken away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.exchange.regions import place_name
from pulau.exchange.sharing_picture import SharingPicture
from pulau.exchange.standings import Standing, State
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from pulau.apps.publication.contract import PublishedAgency, PublishedFigures, PublishedUnit

_TITLES = {"WBK": State.WBK, "WBBM": State.WBBM}


def standing_of(unit: PublishedUnit, today: date) -> Standing:
    """Return where a unit stands on a day.

    A title counts while it lasts. Without one, a revocation that no later title followed is told, then a declaration.
    """
    if unit.until is not None and unit.until < today:
        return Standing(State.CLOSED, unit.until)
    state = _TITLES.get(unit.title)
    if state is not None and unit.title_since is not None and (unit.title_until is None or unit.title_until >= today):
        return Standing(state, unit.title_since)
    revoked = _revoked_on(unit)
    if revoked is not None:
        return Standing(State.REVOKED, revoked)
    if unit.declared_on is not None and not unit.symbolic:
        return Standing(State.DECLARED, unit.declared_on)
    return Standing(State.NOT_DECLARED)


def unit_picture(unit: PublishedUnit, language: str, today: date) -> SharingPicture:
    """Return the picture of a unit's page."""
    place = place_name(unit.region_code) or unit.agency.name
    return SharingPicture(unit.name, language, place=place, standing=standing_of(unit, today), kicker=unit.agency.name)


def agency_picture(agency: PublishedAgency, language: str) -> SharingPicture:
    """Return the picture of a body's page: how many of its units declared, and how many hold a title."""
    values = {"declared": number(agency.declared, 0), "titled": number(agency.wbk + agency.wbbm, 0)}
    fact = ngettext(
        "%(declared)s unit mencanangkan, %(titled)s berpredikat",
        "%(declared)s unit mencanangkan, %(titled)s berpredikat",
        agency.declared,
    )
    return SharingPicture(agency.name, language, place=place_name(agency.region_code), fact=fact % values)


def country_picture(figures: PublishedFigures | None, language: str) -> SharingPicture:
    """Return the picture of every other page: the country's newest figures."""
    fact = ""
    if figures is not None:
        values = {"wbk": number(figures.wbk, 0), "wbbm": number(figures.wbbm, 0), "year": figures.year}
        fact = _("%(year)s: %(wbk)s WBK, %(wbbm)s WBBM") % values
    return SharingPicture(_("Zona Integritas Indonesia"), language, place="Pulau", fact=fact)


def _revoked_on(unit: PublishedUnit) -> date | None:
    titles = unit.facts.get("titles", ())
    last = max(titles, key=lambda told: told["since"], default=None)
    if last is None or not last["revoked_by"]:
        return None
    day = last["closed_on"] or last["revoked_day"]
    return date.fromisoformat(day) if day else None
