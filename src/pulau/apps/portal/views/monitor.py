"""The monitor of companions (`/pantau`): units by region, kind, body and words, what rings; also as CSV and feed.

Its address with its choices is a bookmark: the same wish always has the same one.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pulau.apps.portal.addresses import with_query
from pulau.apps.portal.monitor.alarms import alarm_counts, alarms, differences_of, first_of_each, log_alarms
from pulau.apps.portal.monitor.counts import sums_of
from pulau.apps.portal.monitor.feeding import FEED, PAGE, alarm_feed
from pulau.apps.portal.monitor.table import COLUMNS, table_rows
from pulau.apps.portal.monitor.wishes import agency_name, wish_words
from pulau.apps.portal.narrowing import ASKS, Wish, units_wished
from pulau.apps.portal.searching.found import invented_told
from pulau.apps.portal.showing.choosing import kind_choices, province_choices, regency_choices
from pulau.apps.portal.showing.frame import Feed, framed
from pulau.apps.portal.showing.monitored import KINDS, STATUSES, monitor_line, sums_sentence
from pulau.apps.portal.showing.words import score_text
from pulau.apps.publication.contract import agencies, in_region
from pulau.exchange.alarm_limits import alarm_limits_on
from pulau.exchange.data_tables import csv_table
from pulau.exchange.feeds.atom import MEDIA_TYPE, atom
from pulau.exchange.silence import silence_on
from pulau.foundation.accounts.origin import address_of, source_of
from pulau.foundation.api.rates import Rates
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.lists import paged
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.http import HttpRequest

    from pulau.apps.portal.monitor.alarms import Alarm, AlarmKind, Difference
    from pulau.apps.portal.showing.frame import Frame
    from pulau.apps.publication.contract import PublishedUnit

KEPT_SECONDS: Final = 120
FEED_SECONDS: Final = 300
A_PAGE: Final = 30
ALARMS: Final = 8
"""Of each kind on the page."""
BODIES: Final = 80
TABLES_A_MINUTE: Final = 6
CSV: Final = "text/csv; charset=utf-8"
TABLE: Final = "/pantau/data.csv"
FOLLOW: Final = "/pantau/langganan"
rates: Final = Rates()


@public
@kept_ready(seconds=KEPT_SECONDS, asks=(*ASKS, "halaman"))
def monitor(request: HttpRequest) -> HttpResponse:
    """Show the units of a wish with their sums and alarms; those that are silent first."""
    wish, today = _wish(request), timezone.localdate()
    rows, more = units_wished(wish, today)
    pages = paged(request, rows.order_by("-silent", "name", "slug"), A_PAGE, **wish.asked)
    sums = sums_of(rows)
    found = [*log_alarms(timezone.now()), *alarms(rows, today, ALARMS)]
    context = {
        **pages,
        **_choices(wish),
        "frame": _frame(wish),
        "wish": wish,
        "units": wish_words(wish),
        "more": more,
        "sums": sums,
        "sentence": sums_sentence(sums.units, sums.declared, sums.silent),
        "ringing": _ringing(found, alarm_counts(rows, today)),
        "lines": _lines(pages["page"].object_list, today),
        "limits": alarm_limits_on(today),
        "silence": silence_on(today),
        "feed": with_query(FEED, **wish.asked),
        "table": with_query(TABLE, **wish.asked),
        "follow": with_query(FOLLOW, **wish.asked),
    }
    return render_public(request, "portal/monitor.html", context, canonical=with_query(PAGE, **wish.asked))


@public
@require_safe
def table(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Give every unit of a wish as CSV, so many times a minute; it is made while it is sent."""
    wait = rates.wait(source_of(address_of(request)), TABLES_A_MINUTE, time.monotonic())
    if wait:
        words = _("Terlalu sering. Coba lagi dalam %(seconds)s detik.") % {"seconds": wait}
        headers = {"Retry-After": str(wait)}
        return HttpResponse(words, status=429, content_type="text/plain; charset=utf-8", headers=headers)
    today = timezone.localdate()
    rows, _more = units_wished(_wish(request), today)
    lines = csv_table(COLUMNS, table_rows(rows.order_by("name", "slug", "pk"), today))
    name = f"pantauan-{today}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(lines, content_type=CSV, headers=headers)


@public
@kept_ready(seconds=FEED_SECONDS, asks=ASKS)
def feed(request: HttpRequest) -> HttpResponse:
    """Give what rings about the units of a wish as Atom."""
    wish, now = _wish(request), timezone.now()
    rows, _more = units_wished(wish, timezone.localdate(now))
    answer = HttpResponse(atom(alarm_feed(rows, wish, now, spoken_language())), content_type=MEDIA_TYPE)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _wish(request: HttpRequest) -> Wish:
    return Wish.read(lambda name: request.GET.get(name, ""))


def _choices(wish: Wish) -> dict[str, Any]:
    """Return what the form offers: bodies of a place only, since a country of them fits no list."""
    chosen = [(wish.agency, agency_name(wish.agency, unknown=wish.agency))] if wish.agency else []
    told = agencies().filter(in_region(wish.place)).values_list("slug", "name")[:BODIES] if wish.place else []
    return {
        "provinces": province_choices(invented=invented_told(), asked=wish.place),
        "regencies": regency_choices(wish.place),
        "kinds": kind_choices(),
        "bodies": [*chosen, *(one for one in told if one[0] != wish.agency)],
    }


def _frame(wish: Wish) -> Frame:
    title = _("Pantau zona integritas")
    summary = _("Kantor mana yang mencanangkan, mana yang diam sesudahnya, dan apa yang perlu ditanyakan.")
    feeds = [Feed(with_query(FEED, **wish.asked), title)]
    return framed(title, summary, [(_("Pantau"), PAGE)], feeds=feeds)


def _ringing(found: Sequence[Alarm], counts: Mapping[AlarmKind, int]) -> list[dict[str, Any]]:
    shown = [(kind, first, counts.get(kind, number)) for kind, first, number in first_of_each(found, ALARMS)]
    return [
        {"words": KINDS[kind], "status": STATUSES[kind], "first": first, "count": count, "left": count - len(first)}
        for kind, first, count in shown
    ]


def _lines(page: Sequence[PublishedUnit], today: date) -> list[dict[str, Any]]:
    shown = list(page)
    differing = differences_of([row.pk for row in shown], today)
    return [{"unit": monitor_line(row, today), "difference": _difference(differing.get(row.pk))} for row in shown]


def _difference(found: Difference | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "points": score_text(abs(found.points)),
        "words": _("TPI %(internal)s, TPN %(national)s (%(year)s)")
        % {"internal": score_text(found.internal), "national": score_text(found.national), "year": found.year},
        "large": found.large,
    }
