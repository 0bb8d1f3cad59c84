"""Coverage by place: map and table of provinces (`/wilayah`), and a province, regency or city (`/wilayah/<code>`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.opendata.contract import feed_of_place, place_path
from pulau.apps.portal.addresses import with_query
from pulau.apps.portal.selectors import (
    LIST_ASKS,
    ListWish,
    PlaceCount,
    body_rows,
    count_by_regency,
    growth_of_regency,
    units_listed,
)
from pulau.apps.portal.showing.frame import Feed, framed
from pulau.apps.portal.showing.growth import growth_of, sums_of_place
from pulau.apps.portal.showing.lines import agency_line, unit_line
from pulau.apps.portal.showing.maps import place_rows, title_map
from pulau.apps.portal.showing.places import is_place, place_name, place_steps
from pulau.apps.portal.views.missing import not_found
from pulau.apps.publication.contract import figures_by_place, figures_of, in_region
from pulau.exchange.regions import regencies_of, regions
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from pulau.apps.portal.showing.growth import Growth

KEPT_SECONDS: Final = 60
A_PAGE: Final = 20
BODIES: Final = "instansi"
_PATH: Final = "/wilayah"


@public
@kept_ready(seconds=KEPT_SECONDS, asks=("tahun",))
def coverage(request: HttpRequest) -> HttpResponse:
    """Show every province on the map and in a table, in the year that is asked for."""
    years = [row.year for row in figures_of()]
    asked = request.GET.get("tahun", "")
    if asked and asked not in map(str, years):
        words = _("Tidak ada angka untuk tahun itu.")
        links = [(str(year), with_query(_PATH, tahun=str(year))) for year in reversed(years)]
        return not_found(request, _("Tahun ini tidak ada"), words, links)
    year = int(asked) if asked else (years[-1] if years else timezone.localdate().year)
    figures = figures_by_place(year)
    title = _("Zona integritas menurut wilayah")
    summary = _("Unit yang mencanangkan zona dan yang berpredikat WBK atau WBBM di tiap provinsi pada %(year)s.")
    context = {
        "frame": framed(title, summary % {"year": year}, [(title, _PATH)]),
        "year": year,
        "years": [(one, with_query(_PATH, tahun=str(one)) if one != years[-1] else _PATH) for one in reversed(years)],
        "map": title_map(figures),
        "rows": place_rows(figures),
        "counted_at": next((row.counted_at for row in figures.values()), None),
    }
    own = with_query(_PATH, tahun="" if not years or year == years[-1] else str(year))
    return render_public(request, "portal/regions.html", context, canonical=own)


@public
@kept_ready(seconds=KEPT_SECONDS, asks=("isi", *LIST_ASKS))
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Show a place: its figures, how they grew, what lies in it, and its units or bodies page by page."""
    if not is_place(code):
        words = _("Kode wilayah ini tidak ada. Pilih provinsi dari peta.")
        return not_found(request, _("Wilayah ini tidak ditemukan"), words, [(_("Semua wilayah"), _PATH)])
    today = timezone.localdate()
    wish = ListWish.read(*(request.GET.get(name, "") for name in LIST_ASKS[:3]))
    bodies = request.GET.get("isi") == BODIES
    name = place_name(code)
    own = place_path(code)
    counted = count_by_regency(code, today)
    count = sum(counted.values(), PlaceCount())
    title = _("Zona integritas di %(place)s") % {"place": name}
    summary = _("Unit dan instansi di %(place)s: pencanangan, predikat WBK dan WBBM, dan yang diam sesudahnya.")
    context = {
        "frame": framed(
            title,
            summary % {"place": name},
            [(_("Wilayah"), _PATH), *place_steps("" if "." not in code else code, code.partition(".")[0])],
            feeds=[Feed(feed_of_place(code), title)],
        ),
        "name": name,
        "own": own,
        "count": count,
        "growth": _growth(code),
        "below": _below(code, counted),
        "bodies": bodies,
        "bodies_href": with_query(own, isi=BODIES),
        "wish": wish,
        "feed": feed_of_place(code),
        **(_bodies(request, code) if bodies else _units(request, code, wish, today, count)),
    }
    return render_public(request, "portal/region.html", context)


def _growth(code: str) -> Growth | None:
    sums = growth_of_regency(code) if "." in code else sums_of_place(figures_of(code))
    return growth_of(sums[-6:], gettext_lazy("Unit dicanangkan, WBK, dan WBBM per tahun"))


def _below(code: str, counted: Mapping[str, PlaceCount]) -> list[dict[str, Any]]:
    """Return the regencies and cities of a province with what is counted there; none of another place."""
    if code not in regions() or "." in code:
        return []
    return [
        {"name": region.name, "href": place_path(region.code), "count": counted.get(region.code)}
        for region in regencies_of(code)
    ]


def _units(request: HttpRequest, code: str, wish: ListWish, today: date, count: PlaceCount) -> dict[str, Any]:
    total = None if wish.narrows else count.units
    pages = paged(request, units_listed(in_region(code), wish, today), A_PAGE, total, **wish.asked)
    return {**pages, "lines": [unit_line(row) for row in pages["page"]]}


def _bodies(request: HttpRequest, code: str) -> dict[str, Any]:
    pages = paged(request, body_rows().filter(in_region(code)), A_PAGE, isi=BODIES)
    return {**pages, "lines": [agency_line(row) for row in pages["page"]]}
