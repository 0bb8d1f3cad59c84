"""Good practices (`/praktik`, `/praktik/<code>`): what one unit did that worked, by area, and how many follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pulau.apps.portal.addresses import practice_path, with_query
from pulau.apps.portal.selectors import practice_rows
from pulau.apps.portal.showing.frame import LONGEST_SUMMARY, framed
from pulau.apps.portal.showing.practice import area_names, practice_shown
from pulau.apps.portal.views.missing import not_found
from pulau.exchange.typed_words import typed_words
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

KEPT_SECONDS: Final = 120
A_PAGE: Final = 20
PATH: Final = "/praktik"


@public
@kept_ready(seconds=KEPT_SECONDS, asks=("cari", "area", "halaman"))
def practice_list(request: HttpRequest) -> HttpResponse:
    """Show practices, those that most follow first; of an area, or with words in title, unit or body."""
    typed, names = asked_for(request), area_names()
    area = request.GET.get("area", "")
    area = area if area in names else ""
    wanted = _holding(typed)
    rows = practice_rows().filter(wanted, **({"area": area} if area else {}))
    pages = paged(request, rows.order_by("-followers", "-day", "title", "id"), A_PAGE, cari=typed, area=area)
    title = _("Praktik baik")
    summary = _("Yang sudah dikerjakan sebuah unit dan terbukti berhasil, supaya unit lain dapat menirunya.")
    context = {
        **pages,
        "frame": framed(title, summary, [(title, PATH)]),
        "typed": typed,
        "area": area,
        "areas": _areas(wanted, typed, names),
        "everything": with_query(PATH, cari=typed),
        "shown": [practice_shown(row) for row in pages["page"]],
    }
    return render_public(request, "portal/practice_list.html", context)


@public
@kept_ready(seconds=KEPT_SECONDS)
def practice(request: HttpRequest, code: str) -> HttpResponse:
    """Show a practice whole."""
    row = practice_rows().filter(code=code).first()
    if row is None:
        words = _("Mungkin sudah ditarik oleh unitnya, atau nomornya salah ketik.")
        return not_found(request, _("Praktik baik ini tidak ditemukan"), words, [(_("Semua praktik baik"), PATH)])
    shown = practice_shown(row)
    summary = Truncator(shown.outcome or shown.problem).chars(LONGEST_SUMMARY)
    steps = [(_("Praktik baik"), PATH), (row.title, practice_path(row.code))]
    context = {
        "frame": framed(row.title, summary, steps),
        "shown": shown,
        "area_href": with_query(PATH, area=row.area),
    }
    return render_public(request, "portal/practice.html", context)


def _holding(typed: str) -> Q:
    wanted = Q()
    for word in typed_words(typed):
        wanted &= Q(title__icontains=word) | Q(unit__name__icontains=word) | Q(agency__name__icontains=word)
    return wanted


def _areas(wanted: Q, typed: str, names: dict[str, str]) -> Sequence[tuple[str, str, int, str]]:
    """Return code, name, count and address of every area: one query."""
    rows = practice_rows().select_related(None).filter(wanted).order_by().values("area")
    counted = dict(rows.annotate(n=Count("pk")).values_list("area", "n"))
    return [(code, name, counted.get(code, 0), with_query(PATH, cari=typed, area=code)) for code, name in names.items()]
