"""Coverage of the actor's body (`/cakupan`): a year's figures, how they grew, the units; counted anew on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.agencies.contract import agency_of
from pulau.apps.declarations.coverage_rows import People, unit_file, unit_lines
from pulau.apps.declarations.growth import growth_of
from pulau.apps.declarations.policies import RECOUNT, SEE_COVERAGE
from pulau.apps.declarations.recounting import THIS_YEAR, is_waiting
from pulau.apps.declarations.selectors.coverage import (
    Asked,
    Order,
    active_units,
    coverage_years,
    quiet_for,
    unit_coverage,
)
from pulau.apps.declarations.services.counting import YearNotCounted, ask_recount
from pulau.apps.people.contract import actor_of
from pulau.core.pledging.coverage import is_few, percent_of
from pulau.exchange.table_files import csv_lines
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from pulau.apps.declarations.models import AgencyCoverage
    from pulau.core.shared.actor import Actor

CSV: Final = "text/csv; charset=utf-8"
CHUNK: Final = 500
_LONGEST_YEAR: Final = 4


@requires(may(SEE_COVERAGE))
@never_cache
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Show the body's coverage of a year as it was last counted, and its units, a page at a time."""
    actor = actor_of(request)
    years = coverage_years(actor)
    today = today_of(actor, timezone.now())
    asked = _asked(request, years, today.year)
    counted = next((row for row in years if row.year == asked.year), None)
    choices = sorted({row.year for row in years} | {today.year, today.year - 1}, reverse=True)
    context: dict[str, Any] = {
        "agency": agency_of(actor),
        "years": choices,
        "asked": asked,
        "counted": counted,
        "may_recount": allowed(actor, RECOUNT),
        "waits": is_waiting(actor.tenant_id, asked.year, *([THIS_YEAR] if asked.year == today.year else [])),
        "orders": order_choices(),
        "lines": [],
    }
    if counted is not None:
        context |= _figures(request, actor, asked, counted, years)
    return render(request, "declarations/coverage/body.html", context)


@requires(may(SEE_COVERAGE))
@never_cache
@require_safe
def coverage_file(request: HttpRequest) -> HttpResponseBase:
    """Return the units of a year, as searched and ordered, as a CSV file that is read some at a time."""
    actor = actor_of(request)
    years = coverage_years(actor)
    asked = _asked(request, years, today_of(actor, timezone.now()).year)
    counted = next((row for row in years if row.year == asked.year), None)
    if counted is None:
        raise Http404
    rows = unit_coverage(actor, asked, quiet_for(actor, counted)).iterator(CHUNK)
    return csv_file(f"cakupan-{asked.year}.csv", *unit_file(actor, asked.year, rows))


@requires(may(RECOUNT))
@never_cache
@require_POST
def recount(request: HttpRequest) -> HttpResponse:
    """Have a year counted anew, soon."""
    actor, year = actor_of(request), _year(request.POST.get("tahun", ""))
    try:
        ask_recount(actor=actor, year=year or 0, now=timezone.now())
    except YearNotCounted as problem:
        raise Http404 from problem
    messages.success(request, _("Cakupan sedang dihitung lagi. Muat ulang halaman ini sebentar lagi."))
    asks = urlencode({"tahun": year or ""})
    return HttpResponseRedirect(f"{reverse('declarations:coverage')}?{asks}", status=303)


def csv_file(name: str, head: list[str], rows: Any) -> StreamingHttpResponse:  # noqa: ANN401 - rows of cells
    """Return a table as a CSV file that is sent while it is read."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(head, rows), content_type=CSV, headers=disposition)


def order_choices() -> list[tuple[str, str]]:
    """Return the orders of the list of units, with their words."""
    return [
        (Order.UNDECLARED, _("Belum dicanangkan dahulu")),
        (Order.SILENT, _("Tanpa kegiatan dahulu")),
        (Order.PACTS, _("Pakta paling sedikit dahulu")),
        (Order.NAME, _("Nama")),
    ]


def _asked(request: HttpRequest, years: list[AgencyCoverage], this_year: int) -> Asked:
    """Return what the address asks for; without a year, the newest that was counted."""
    order = request.GET.get("urut", "")
    newest = years[-1].year if years else this_year
    return Asked(
        _year(request.GET.get("tahun", "")) or newest,
        asked_for(request),
        Order(order) if order in set(Order) else Order.UNDECLARED,
    )


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_YEAR else None


def _figures(
    request: HttpRequest, actor: Actor, asked: Asked, counted: AgencyCoverage, years: list[AgencyCoverage]
) -> dict[str, Any]:
    quiet = quiet_for(actor, counted)
    told = {"tahun": str(asked.year), "cari": asked.search, "urut": asked.order.value}
    shown = paged(request, unit_coverage(actor, asked, quiet), **told)
    past = [row for row in years if row.year <= counted.year]
    few = actor.visits and any(is_few(row.staff) for row in past)
    return {
        **shown,
        "lines": list(unit_lines(actor, shown["page"].object_list)),
        "asks": shown["query"].rstrip("&"),
        "people": People(counted.staff, counted.signed, few=actor.visits and is_few(counted.staff)),
        "declared_percent": percent_of(counted.declared, counted.units),
        "active": active_units(actor, asked.year, quiet),
        "quiet": quiet,
        "declared_growth": growth_of((row.year, row.declared, row.units) for row in past),
        "signed_growth": None if few else growth_of((row.year, row.signed, row.staff) for row in past),
    }
