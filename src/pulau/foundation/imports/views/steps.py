"""The steps of an import: settling its columns, starting, resuming, throwing away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pulau.foundation.imports.columns import mapping_flaws
from pulau.foundation.imports.models import RunState
from pulau.foundation.imports.pages import is_quiet
from pulau.foundation.imports.planning import check_run
from pulau.foundation.imports.selectors import get_importer_for, get_run_for, keeps_a_list, table_of
from pulau.foundation.imports.services import (
    AT_ONCE,
    EndingRefused,
    ImportMovedOn,
    discard_import,
    requeue_import,
    settle_columns,
    start_import,
)
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.shared.actor import Actor
    from pulau.foundation.imports.models import ImportRun
    from pulau.foundation.registry.importers import Importer

UNPROCESSABLE: Final = 422
SAMPLES: Final = 3
LOOKED_AT: Final = 20
LONGEST_SAMPLE: Final = 40
OPEN: Final = (RunState.COLUMNS, RunState.CHECKING, RunState.READY)


@requires(keeps_a_list)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Ask which column of the file is which, as guessed; then check the file."""
    actor = required_actor(request)
    found = get_run_for(actor, run_id)
    if found.state not in OPEN:
        return _to(found)
    importer = get_importer_for(actor, found.kind)
    if request.method != "POST":
        return _columns_page(request, importer, found, found.mapping, {})
    mapping = _typed(request, importer)
    flaws = mapping_flaws(importer, mapping, len(found.head))
    if flaws:
        return _columns_page(request, importer, found, mapping, flaws)
    return _settled(request, actor, found, mapping)


def _settled(request: HttpRequest, actor: Actor, found: ImportRun, mapping: dict[str, int]) -> HttpResponse:
    now = timezone.now()
    try:
        settle_columns(actor=actor, run_id=found.pk, mapping=mapping, now=now)
        if found.rows <= AT_ONCE:
            check_run(actor=actor, run_id=found.pk, now=now)
    except ImportMovedOn:
        messages.warning(request, _("Impor ini sudah dimulai; kolomnya tidak dapat diganti lagi."))
    return _to(found)


def _typed(request: HttpRequest, importer: Importer) -> dict[str, int]:
    typed = {column.key: request.POST.get(f"kolom-{column.key}", "") for column in importer.columns}
    return {key: int(text) for key, text in typed.items() if text.isascii() and text.isdigit() and len(text) < 4}  # noqa: PLR2004 - columns have three digits at most


def _columns_page(
    request: HttpRequest, importer: Importer, found: ImportRun, mapping: Mapping[str, int], flaws: Mapping[str, str]
) -> HttpResponse:
    language = get_language() or "id"
    told = {
        "missing": _("Pilih kolom untuk ini: harus ada."),
        "twice": _("Kolom yang sama dipilih dua kali."),
        "unknown": _("Pilih kolom dari daftar."),
    }
    samples = [cells for _number, cells in table_of(found)[:LOOKED_AT]]
    options = [(str(place), heading or _("Kolom %(n)s") % {"n": place + 1}) for place, heading in enumerate(found.head)]
    fields: list[dict[str, Any]] = [
        {
            "name": f"kolom-{column.key}",
            "label": column.heading(language),
            "required": column.required,
            "value": str(mapping.get(column.key, "")),
            "error": told[flaws[column.key]] if column.key in flaws else "",
            "samples": [] if column.sealed else _samples(samples, mapping.get(column.key)),
        }
        for column in importer.columns
    ]
    used = set(mapping.values())
    context = {
        "run": found,
        "list": importer,
        "step": 1,
        "fields": fields,
        "options": options,
        "unused": [] if flaws else [text for place, text in options if int(place) not in used],
        "errors": [(field["name"], f"{field['label']}: {field['error']}") for field in fields if field["error"]],
    }
    return render(request, "imports/columns.html", context, status=UNPROCESSABLE if flaws else 200)


def _samples(rows: list[list[str]], place: int | None) -> list[str]:
    found = dict.fromkeys(cells[place] for cells in rows if place is not None and place < len(cells) and cells[place])
    return [text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…" for text in list(found)[:SAMPLES]]


@requires(keeps_a_list)
@never_cache
@require_POST
def start(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Begin writing what the preview showed; ending what is missing only where it was chosen."""
    actor = required_actor(request)
    found = get_run_for(actor, run_id)
    ending = request.POST.get("akhiri") == "ya"
    try:
        start_import(actor=actor, run_id=found.pk, end_missing=ending, now=timezone.now())
    except ImportMovedOn:
        messages.warning(request, _("Impor ini tidak lagi menunggu untuk dimulai."))
    except EndingRefused:
        messages.warning(
            request, _("Yang tidak ada di berkas tidak dapat diakhiri selama ada baris yang ditolak atau diperbaiki.")
        )
    return _to(found)


@requires(keeps_a_list)
@never_cache
@require_POST
def resume(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Put an import into the queue again whose job was lost."""
    actor = required_actor(request)
    found = get_run_for(actor, run_id)
    now = timezone.now()
    if is_quiet(found, now):
        requeue_import(actor=actor, run_id=found.pk, now=now)
    return _to(found)


@requires(keeps_a_list)
@never_cache
@require_POST
def discard(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Throw away a file that was not written."""
    actor = required_actor(request)
    found = get_run_for(actor, run_id)
    try:
        discard_import(actor=actor, run_id=found.pk, now=timezone.now())
    except ImportMovedOn:
        messages.warning(request, _("Impor ini sudah dimulai dan tidak dapat dibuang lagi."))
        return _to(found)
    messages.success(request, _("Berkas %(name)s dibuang. Tidak ada yang berubah.") % {"name": found.file_name})
    return HttpResponseRedirect(reverse("imports:index"), status=303)


def _to(found: ImportRun) -> HttpResponse:
    return HttpResponseRedirect(reverse("imports:run", args=[found.pk]), status=303)
