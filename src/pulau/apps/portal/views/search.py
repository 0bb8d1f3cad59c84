"""The search (`/zona`): units by words, place, kind and title; bodies and places that fit; what to do without any.

`/zona/saran` gives a few things that fit while somebody types, as a fragment for the script of the search fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from pulau.apps.opendata.contract import agency_path, place_path
from pulau.apps.portal.addresses import SEARCH, with_query
from pulau.apps.portal.narrowing import ASKS, Wish
from pulau.apps.portal.searching.found import bodies_found, find, invented_told, places_found
from pulau.apps.portal.searching.nearest import nearest
from pulau.apps.portal.searching.suggesting import suggestions
from pulau.apps.portal.selectors import ORDERS
from pulau.apps.portal.showing.choosing import kind_choices, province_choices, regency_choices
from pulau.apps.portal.showing.frame import framed
from pulau.apps.portal.showing.lines import unit_line
from pulau.apps.portal.showing.places import place_name, where_beside
from pulau.apps.portal.showing.words import agency_kind, count_text
from pulau.apps.publication.contract import MOST_HITS
from pulau.exchange.regions import region_name
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.lists import asked_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.portal.searching.found import Found
    from pulau.apps.portal.showing.frame import Frame

KEPT_SECONDS: Final = 60
BROWSER_SECONDS: Final = 60
LIST_ASKS: Final = (*ASKS, "urut", "halaman")


@public
@kept_ready(seconds=KEPT_SECONDS, asks=LIST_ASKS)
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits; everything, by name, where nothing was asked for."""
    wish = Wish.read(lambda name: request.GET.get(name, ""))
    order = request.GET.get("urut", "")
    order = order if order in ORDERS else ""
    found, told = find(request, wish, order, timezone.localdate()), invented_told()
    context = {
        **found.pages,
        "frame": _frame(wish),
        "wish": wish,
        "order": order,
        "lines": [(unit_line(row), where_beside(row.agency.name, row.region_code, row.province)) for row in found.rows],
        "said": _said(found),
        "more": _("Lebih dari %(most)s unit cocok; yang paling cocok ditampilkan. Tambahkan kata atau pilih wilayah.")
        % {"most": count_text(MOST_HITS)}
        if found.more
        else "",
        "provinces": province_choices(invented=told, asked=wish.place),
        "province": wish.place[:2] if "." in wish.place else wish.place,
        "regencies": regency_choices(wish.place),
        "kinds": kind_choices(),
        "place": place_name(wish.place),
        **_beside(wish, found, told=told),
    }
    return render_public(request, "portal/search.html", context)


@public
@require_safe
@vary_on_cookie  # which holds the language
def suggest(request: HttpRequest) -> HttpResponse:
    """Give a few things that fit what was typed so far, as options of a list."""
    found = suggestions(asked_for(request), timezone.localdate())
    answer = render(request, "portal/suggestions.html", {"found": found})
    answer.headers["Cache-Control"] = f"public, max-age={BROWSER_SECONDS}"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _frame(wish: Wish) -> Frame:
    title = _("Cari zona integritas")
    if wish.typed:
        title = _("Hasil pencarian: %(typed)s") % {"typed": wish.typed}
    elif wish.place:
        title = _("Unit di %(place)s") % {"place": place_name(wish.place)}
    summary = _("Cari unit, instansi, atau wilayah, lalu lihat sampai di mana zona integritasnya dan apa buktinya.")
    return framed(title, summary, [(_("Cari"), SEARCH)])


def _said(found: Found) -> str:
    count = f"{count_text(found.count)}+" if found.more else count_text(found.count)
    return ngettext("%(count)s unit", "%(count)s unit", found.count) % {"count": count}


def _beside(wish: Wish, found: Found, *, told: bool) -> dict[str, Any]:
    """Return the bodies and places that fit the words, and what may have been meant where nothing does."""
    bodies = [(row.name, agency_kind(row.kind), agency_path(row.slug)) for row in bodies_found(wish.typed, wish.place)]
    places = [
        (one.name, "" if one.is_province else region_name(one.province), place_path(one.code))
        for one in places_found(wish.typed, lambda region: told or not region.invented)
    ]
    meant = nearest(wish.typed) if wish.typed and not (found.count or bodies or places) else ""
    return {
        "bodies": bodies,
        "places": places,
        "meant": meant,
        "meant_href": with_query(SEARCH, **{**wish.asked, "cari": meant}),
        "wider_href": with_query(SEARCH, cari=wish.typed) if wish.typed and len(wish.asked) > 1 else "",
    }
