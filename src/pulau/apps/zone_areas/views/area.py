"""One zone area in one year (`/kawasan/<code>`), and the same as a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.zone_areas.mapping import FIRST_YEAR
from pulau.apps.zone_areas.pages import AreaYear, area_context, aspect_views, member_views, read_area
from pulau.apps.zone_areas.policies import SEE, SEE_FIGURES
from pulau.apps.zone_areas.refusals import ZoneAreaNotFound
from pulau.apps.zone_areas.selectors import get_zone_area_for
from pulau.core.shared.numbers import hundredths
from pulau.exchange.regions import place_name
from pulau.exchange.table_files import Cell, Hundredths, csv_lines
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

CSV: Final = "text/csv; charset=utf-8"


@requires(may(SEE))
@never_cache
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """Show an area with its members; to whoever may see them its integration, its figures and its verdict."""
    actor = required_actor(request)
    row = get_zone_area_for(actor, code)
    now = timezone.now()
    year = asked_year(request.GET.get("tahun", ""), today_of(actor, now))
    context = area_context(actor, row, year, now)
    return render(request, "zone_areas/area.html", {**context, "place": place_name(row.region_code)})


@requires(may(SEE_FIGURES))
@never_cache
@require_safe
def export(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Return the members, aspects and verdicts of a year as CSV. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    row = get_zone_area_for(actor, code)
    today = today_of(actor, timezone.now())
    if not FIRST_YEAR <= year <= today.year:
        raise ZoneAreaNotFound(year)
    read = read_area(row, year, today, figures=True)
    head = [_("Bagian"), _("Nama"), _("Instansi"), _("Keadaan"), _("Nilai"), _("Dari"), _("Keterangan")]
    name = f"kawasan-{row.code}-{year}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("".join(csv_lines(head, _rows(read))), content_type=CSV, headers=disposition)


def asked_year(text: str, today: date) -> int:
    """Return the year that an address asks for, or this one."""
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == len("2026") else today.year
    return year if FIRST_YEAR <= year <= today.year else today.year


def _rows(read: AreaYear) -> Iterator[list[Cell]]:
    judged = read.judged()
    for view in member_views(read):
        cells = ", ".join(f"{cell.title} {cell.met}/{cell.count}" for cell in view.titles)
        row = view.row
        total, most = _figure(view.total), Hundredths(10_000) if view.total is not None else None
        yield [_("unit"), row.unit_name, row.agency_name, str(row.get_state_display()), total, most, cells]
    for aspect in aspect_views(read, judged):
        points, weight = _figure(aspect.points), _figure(aspect.weight)
        yield [_("aspek"), f"{aspect.number}. {aspect.question}", "", aspect.option, points, weight, aspect.text]
    score = judged.integration
    yield [_("integrasi"), "", "", "", _figure(score.points), _figure(score.weight), judged.digest]
    for verdict in judged.verdicts.values():
        state = _("Memenuhi syarat") if verdict.met else _("Belum memenuhi syarat")
        units = f"{verdict.units_met}/{verdict.units}"
        yield [_("putusan"), verdict.title, "", state, None, _figure(verdict.integration.required), units]


def _figure(value: Fraction | None) -> Hundredths | None:
    return None if value is None else Hundredths(hundredths(value.numerator, value.denominator))
