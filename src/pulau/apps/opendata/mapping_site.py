"""Every public page for search engines, in parts of bounded size: pages and bodies first, then units."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from django.conf import settings

from pulau.apps.opendata.addresses import agency_path, place_path, spoken, unit_path, whole
from pulau.apps.publication.contract import CENTRE, UNKNOWN, agencies, units
from pulau.exchange.regions import provinces
from pulau.exchange.sitemaps import SitePage
from pulau.foundation.ui.middleware import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from datetime import date, datetime

UNITS_A_PART: Final = 10_000
PAGES: Final = (
    *("/", "/zona", "/wilayah", "/angka", "/data", "/agenda", "/praktik", "/pantau", "/apa-yang-terbuka"),
    *("/tentang", "/panduan", "/kabar", "/aksesibilitas", "/privasi", "/periksa", "/log"),
)
"""Pages that are always there."""


def parts() -> int:
    """Return how many parts there are: the first, and one for every so many units."""
    return 1 + -(-units().count() // UNITS_A_PART)


def index() -> Iterator[SitePage]:
    """Yield the parts. Of the time that they changed nothing is said: it would take a look at every row."""
    return (SitePage(whole(f"/sitemap-{number}.xml")) for number in range(1, parts() + 1))


def part(number: int) -> Iterator[SitePage] | None:
    """Yield the pages of a part, from 1; None for one that is none."""
    if not 1 <= number <= parts():
        return None
    return _first() if number == 1 else _units(number - 2)


def _first() -> Iterator[SitePage]:
    places = (place_path(code) for code in (*(region.code for region in provinces()), CENTRE, UNKNOWN))
    bodies = agencies().order_by("pk").values_list("slug", "published_at").iterator()
    return chain(
        (_page(path) for path in chain(PAGES, places)),
        (_page(agency_path(slug), changed) for slug, changed in bodies),
    )


def _units(number: int) -> Iterator[SitePage]:
    rows = units().order_by("pk").values_list("agency__slug", "slug", "published_at")
    start = number * UNITS_A_PART
    for agency, slug, changed in rows[start : start + UNITS_A_PART].iterator():
        yield _page(unit_path(agency, slug), changed)


def _page(path: str, changed: date | datetime | None = None) -> SitePage:
    languages = tuple((code, spoken(path, code)) for code, _name in settings.LANGUAGES)
    return SitePage(spoken(path, DEFAULT_LANGUAGE), changed, languages)
