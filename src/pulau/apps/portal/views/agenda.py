"""The calendar (`/agenda`): declarations and ceremonies that come, go on, were called off, or were held lately."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.portal.addresses import with_query
from pulau.apps.portal.searching.found import invented_told
from pulau.apps.portal.showing.agenda import by_month, month_year, occasions
from pulau.apps.portal.showing.choosing import province_choices
from pulau.apps.portal.showing.frame import framed
from pulau.apps.portal.showing.places import is_place, place_name
from pulau.apps.publication.contract import ceremonies, in_region
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.publication.contract import PublishedEvent

KEPT_SECONDS: Final = 60
PATH: Final = "/agenda"
CALENDAR: Final = "/umpan/agenda.ics"
LATELY: Final = timedelta(days=60)
MOST_LATELY: Final = 20
MOST_COMING: Final = 60
A_PAGE: Final = 30
YEARS: Final = range(2000, 2100)
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@public
@kept_ready(seconds=KEPT_SECONDS, asks=("wilayah", "bulan", "halaman"))
def agenda(request: HttpRequest) -> HttpResponse:
    """Show what comes and what was lately; with `?bulan=2026-11` all of a month."""
    place = request.GET.get("wilayah", "")
    place, month = place if is_place(place) else "", _month(request.GET.get("bulan", ""))
    today = timezone.localdate()
    title = _("Agenda pencanangan")
    if place:
        title = _("Agenda pencanangan di %(place)s") % {"place": place_name(place)}
    summary = _("Acara pencanangan zona integritas: yang akan datang, yang berlangsung, yang batal, dan yang lewat.")
    context = {
        "frame": framed(title, summary, [(_("Agenda"), PATH)]),
        "place": place,
        "provinces": province_choices(invented=invented_told(), asked=place),
        "calendar": CALENDAR,
        "month": month_year(month) if month else "",
        "month_value": f"{month:%Y-%m}" if month else "",
        "overview": with_query(PATH, wilayah=place),
        **_ways(month or today.replace(day=1), place),
        **(_of_month(request, month, place) if month else _around(today, place)),
    }
    return render_public(request, "portal/agenda.html", context)


def _month(text: str) -> date | None:
    found = _MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found and int(found[1]) in YEARS else None


def _rows(since: date, place: str) -> QuerySet[PublishedEvent]:
    rows = ceremonies(since).defer("unit__facts", "agency__facts")
    return rows.filter(in_region(place)) if place else rows


def _around(today: date, place: str) -> dict[str, Any]:
    """Return what comes by month, earliest first, and what was lately, newest first: two queries."""
    now = timezone.now()
    coming = occasions(_rows(today, place)[:MOST_COMING], now)
    lately = _rows(today - LATELY, place).filter(day__lt=today).order_by("-day", "id")[:MOST_LATELY]
    return {"coming": by_month(coming), "lately": occasions(lately, now)}


def _of_month(request: HttpRequest, month: date, place: str) -> dict[str, Any]:
    rows = _rows(month, place).filter(day__lt=_after(month))
    pages = paged(request, rows, A_PAGE, wilayah=place, bulan=f"{month:%Y-%m}")
    return {**pages, "occasions": occasions(pages["page"], timezone.now())}


def _ways(month: date, place: str) -> dict[str, tuple[str, str]]:
    """Return the way to the month before, to this one, and to the next."""
    before, after = (month - timedelta(days=1)).replace(day=1), _after(month)
    found = {"before": before, "here": month, "after": after}
    return {
        name: (month_year(each), with_query(PATH, wilayah=place, bulan=f"{each:%Y-%m}")) for name, each in found.items()
    }


def _after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
