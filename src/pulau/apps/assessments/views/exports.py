"""All answers and scores of a year as files (`/meja/unduh`): sent at once, or made by a job with its progress."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.assessments.desks.export_job import write
from pulau.apps.assessments.desks.exporting import TABLES, cases_of_year, chunks_of, rows_of
from pulau.apps.assessments.desks.frame import desk_tabs
from pulau.apps.assessments.models import Export, ExportState
from pulau.apps.assessments.policies import EXPORT
from pulau.apps.assessments.selectors import cases_for
from pulau.apps.assessments.services.exporting import AT_ONCE, ExportRefused, ExportWish, ask_export
from pulau.exchange.data_tables import csv_table
from pulau.foundation import storage
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase

    from pulau.core.shared.actor import Actor
    from pulau.exchange.data_tables import Row
    from pulau.foundation.tenancy.scope import ScopedQuerySet

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
KEPT_IN_MEMORY: Final = 4 * 1024 * 1024
"""How many bytes of a file are kept in memory before it goes to one of its own on the disk."""


@requires(may(EXPORT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponseBase:
    """Offer the tables of each year; a press sends one, or has it made where it is long."""
    actor = required_actor(request)
    if request.method != "POST":
        return _page(request, actor)
    year = request.POST.get("tahun", "")
    known = year.isascii() and year.isdecimal() and len(year) == len("2026")
    wish = ExportWish(int(year) if known else 0, request.POST.get("tabel", ""), request.POST.get("jenis", ""))
    try:
        row = ask_export(actor=actor, wish=wish, now=timezone.now())
    except ExportRefused:
        return _page(request, actor, gettext("Pilih tahun yang mempunyai penilaian, tabel, dan jenis berkasnya."))
    if row.state == ExportState.DONE:
        return _at_once(actor, row)
    messages.success(request, gettext("Berkas sedang dibuat. Anda dapat meninggalkan halaman ini dan kembali nanti."))
    return HttpResponseRedirect(reverse("assessments:exports"), status=303)


@requires(may(EXPORT))
@never_cache
@require_safe
def export_file(request: HttpRequest, key: UUID) -> FileResponse:
    """Send a file that the reader asked for, once it is made. Raises Http404."""
    row = _own(required_actor(request)).filter(pk=key, state=ExportState.DONE).first()
    if row is None or not row.digest:
        raise Http404(key)
    content = storage.open_blob(row.digest)
    return FileResponse(content, as_attachment=True, filename=_name(row), content_type=TYPES[row.kind])


def _page(request: HttpRequest, actor: Actor, problem: str = "") -> HttpResponseBase:
    years = list(cases_for(actor).order_by("-year").values_list("year", flat=True).distinct())
    tables = {
        "penilaian": gettext("Penilaian: unit, tahap, tenggat"),
        "angka": gettext("Nilai dan syarat: penilaian mandiri, TPI, TPN"),
        "jawaban": gettext("Jawaban: mandiri, tiap penilai, dan yang berlaku"),
        "langkah": gettext("Langkah: setiap peristiwa dengan alasannya"),
    }
    context = {
        **paged(request, _own(actor)),
        "desk_tabs": desk_tabs(request, actor),
        "years": [(str(year), str(year)) for year in years],
        "tables": [{"value": table, "text": words} for table, words in tables.items()],
        "kinds": [{"value": kind, "text": kind.upper() if kind != "parquet" else "Parquet"} for kind in AT_ONCE],
        "year": request.POST.get("tahun", ""),
        "table": request.POST.get("tabel", "jawaban"),
        "kind": request.POST.get("jenis", "xlsx"),
        "errors": [("tahun", problem)] if problem else [],
        "making": _own(actor).filter(state__in=(ExportState.WAITING, ExportState.RUNNING)).exists(),
    }
    return render(request, "assessments/desk/exports.html", context, status=422 if problem else 200)


def _own(actor: Actor) -> ScopedQuerySet[Export]:
    return Export.objects.for_actor(actor).filter(by_id=actor.user_id)


def _at_once(actor: Actor, row: Export) -> HttpResponseBase:
    ids = list(cases_of_year(actor, row.year).values_list("pk", flat=True))
    if row.kind == "csv":
        disposition = {"Content-Disposition": f'attachment; filename="{_name(row)}"'}
        lines = csv_table(TABLES[row.table].columns, _rows(actor, row, ids))
        return StreamingHttpResponse(lines, content_type=TYPES["csv"], headers=disposition)
    stream = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 - the response closes it
    write(row, _rows(actor, row, ids), stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=_name(row), content_type=TYPES[row.kind])


def _rows(actor: Actor, row: Export, ids: list[UUID]) -> Iterator[Row]:
    for chunk in chunks_of(ids):
        yield from rows_of(actor, row.table, chunk)


def _name(row: Export) -> str:
    return f"{row.table}-{row.year}.{row.kind}"
