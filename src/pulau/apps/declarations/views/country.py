"""Coverage of the country (`/cakupan/negara`): by province and by body, from year to year. Counts only."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.declarations.coverage_rows import CountryLine, body_lines, country_file, people_of
from pulau.apps.declarations.growth import growth_of
from pulau.apps.declarations.policies import SEE_COVERAGE
from pulau.apps.declarations.selectors.country import (
    CENTRE,
    UNKNOWN,
    BodyLine,
    Sums,
    by_province,
    country_lines,
    country_years,
    province_name,
)
from pulau.apps.declarations.views.coverage import csv_file
from pulau.apps.people.contract import actor_of
from pulau.core.pledging.coverage import percent_of
from pulau.exchange.regions import regions
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from collections.abc import Iterable

PROVINCES: Final = "provinsi"
BODIES: Final = "instansi"
ORDERS: Final = ("nama", "pencanangan", "pakta", "diam")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page is asked for: a year, provinces or bodies, one province, part of a name, an order."""

    year: int
    view: str
    province: str
    search: str
    order: str

    def fits(self, line: BodyLine) -> bool:
        """Whether a body is among those asked for."""
        return (not self.province or line.province == self.province) and self.search.lower() in line.name.lower()


@requires(may(SEE_COVERAGE))
@never_cache
@require_safe
def country(request: HttpRequest) -> HttpResponse:
    """Show the coverage of all bodies in a year: their sums, the growth, and a list of provinces or of bodies."""
    actor = actor_of(request)
    years = country_years()
    wanted = _wanted(request, years)
    lines = country_lines(wanted.year)
    provinces = by_province(lines)
    sums = years.get(wanted.year, Sums())
    told = {"tahun": str(wanted.year), "lihat": wanted.view, "urut": wanted.order}
    if wanted.view == PROVINCES:
        rows = _province_lines(provinces)
    else:
        told |= {"provinsi": wanted.province, "cari": wanted.search}
        rows = body_lines(actor, filter(wanted.fits, lines), {code: _province(code) for code in provinces})
    shown = paged(request, ordered(rows, wanted.order), **told)
    past = {year: row for year, row in years.items() if year <= wanted.year}
    context: dict[str, Any] = {
        **shown,
        "wanted": wanted,
        "years": sorted(years, reverse=True),
        "sums": sums,
        "bodies": len(lines),
        "people": people_of(sums),
        "declared_percent": percent_of(sums.declared, sums.units),
        "provinces": [(code, _province(code)) for code in provinces],
        "orders": _order_choices(),
        "asks": urlencode({key: value for key, value in told.items() if value}),
        "declared_growth": growth_of((year, row.declared, row.units) for year, row in past.items()),
        "signed_growth": growth_of((year, row.signed, row.staff) for year, row in past.items()),
    }
    return render(request, "declarations/coverage/country.html", context)


@requires(may(SEE_COVERAGE))
@never_cache
@require_safe
def country_table(request: HttpRequest) -> HttpResponseBase:
    """Return all bodies that are asked for as a CSV file."""
    actor = actor_of(request)
    wanted = _wanted(request, years := country_years())
    if wanted.year not in years:
        raise Http404
    lines = country_lines(wanted.year)
    places = {line.province: _province(line.province) for line in lines}
    rows = ordered(body_lines(actor, filter(wanted.fits, lines), places), wanted.order)
    return csv_file(f"cakupan-negara-{wanted.year}.csv", *country_file(wanted.year, rows))


def ordered(lines: Iterable[CountryLine], order: str) -> list[CountryLine]:
    """Return lines in an order: as they come, or the lowest shares, or the most silent units first."""
    rows = list(lines)
    if order == "pencanangan":
        rows.sort(key=lambda line: _or_last(line.percent))
    elif order == "pakta":
        rows.sort(key=lambda line: _or_last(line.people.percent))
    elif order == "diam":
        rows.sort(key=lambda line: -(line.sums.silent if line.sums else 0))
    return rows


def _or_last(percent: Fraction | None) -> Fraction:
    return Fraction(101) if percent is None else percent


def _province(code: str) -> str:
    named = {CENTRE: _("Tingkat pusat"), UNKNOWN: _("Wilayah belum dicatat")}
    return named.get(code) or province_name(code)


def _province_lines(provinces: dict[str, Sums]) -> list[CountryLine]:
    return [CountryLine(code, _province(code), "", sums, people_of(sums)) for code, sums in provinces.items()]


def _order_choices() -> list[tuple[str, str]]:
    return [
        ("nama", _("Urutan baku")),
        ("pencanangan", _("Pencanangan paling sedikit dahulu")),
        ("pakta", _("Pakta paling sedikit dahulu")),
        ("diam", _("Unit tanpa kegiatan terbanyak dahulu")),
    ]


def _wanted(request: HttpRequest, years: dict[int, Sums]) -> Wanted:
    """Return what the address asks for; without a year that was counted, the newest one."""
    typed = {name: request.GET.get(name, "") for name in ("tahun", "lihat", "provinsi", "urut")}
    year = next((year for year in years if str(year) == typed["tahun"]), max(years, default=0))
    province = typed["provinsi"] if typed["provinsi"] in {CENTRE, UNKNOWN, *regions()} else ""
    search = asked_for(request)
    bodies = typed["lihat"] == BODIES or bool(province or search)
    order = typed["urut"] if typed["urut"] in ORDERS else ORDERS[0]
    return Wanted(year, BODIES if bodies else PROVINCES, province, search, order)
