"""The agency's table (`/lke/tabel`): every unit with where it stands, and the same as a file."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import Final

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.agencies.contract import UnitKind, agency_of
from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.asking import oversees
from pulau.apps.worksheets.desk.frame import icons
from pulau.apps.worksheets.desk.table_export import file_head, file_rows
from pulau.apps.worksheets.desk.table_rows import area_names, headings, query, row_views, sort_choices, state_choices
from pulau.apps.worksheets.policies import administers
from pulau.apps.worksheets.tables import PAGE, all_rows, asked_of, counts_of, rows_of, units_for, years_of
from pulau.exchange.table_files import csv_lines, write_table
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.ui.templatetags.pulau import icon

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT_IN_MEMORY: Final = 4 * 1024 * 1024
"""How many bytes of a workbook are kept in memory before it goes to a file of its own, that nobody else sees."""


@requires(acts, oversees)
@never_cache
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Show the units of the agency with their figures of a year: filtered, sorted, a page at a time."""
    actor = actor_of(request)
    today = today_of(actor, timezone.now())
    years = years_of(actor, today)
    asked = asked_of(request.GET, years, today)
    pages = Paginator(units_for(actor, asked), PAGE)
    page = pages.get_page(request.GET.get("halaman"))
    may_open, language, asks = administers(actor), spoken_language(), query(asked)
    context = {
        "agency": agency_of(actor),
        "asked": asked,
        "narrowed": bool(asked.search or asked.kind or asked.state),
        "order": f"{'-' if asked.descending else ''}{asked.sort}",
        "years": [(str(year), str(year)) for year in years],
        "kinds": UnitKind.choices,
        "states": state_choices(),
        "orders": sort_choices(asked),
        "headings": headings(asked, language),
        "areas": area_names(language),
        "counts": counts_of(actor, asked),
        "page": page,
        "links": pages.get_elided_page_range(page.number),
        "query": f"{asks}&",
        "asks": asks,
        "rows": row_views(rows_of(actor, asked, list(page.object_list)), may_open=may_open),
        "may_open": may_open,
        "empty_icon": icon("empty"),
        **icons(),
    }
    return render(request, "worksheets/desk/table.html", context)


@requires(acts, oversees)
@never_cache
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Return the whole filtered table in its order as a file, `csv` or `xlsx`; it is read some units at a time."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    actor = actor_of(request)
    today = today_of(actor, timezone.now())
    asked = asked_of(request.GET, years_of(actor, today), today)
    head, rows = file_head(asked, spoken_language()), file_rows(asked, all_rows(actor, asked))
    name = f"tabel-{asked.year}.{kind}"
    if kind == "csv":
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(csv_lines(head, rows), content_type=CSV, headers=disposition)
    stream = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 - the response closes it
    write_table(head, rows, stream, name=str(asked.year))
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX)
