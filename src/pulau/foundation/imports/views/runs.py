"""The list of imports with the form for a file (`/impor`), and one import with what it would do, does or did."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence
from pulau.exchange.table_reading import read_table
from pulau.foundation.imports.models import RunState
from pulau.foundation.imports.pages import is_quiet, percent, row_views, tabs_of, time_left
from pulau.foundation.imports.selectors import (
    counts_of,
    get_importer_for,
    get_run_for,
    importers_for,
    keeps_a_list,
    rows_of,
    runs_for,
)
from pulau.foundation.imports.services import Upload, upload_list
from pulau.foundation.registry.importers import Outcome
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.imports.models import ImportRun
    from pulau.foundation.registry.importers import Importer

PAGE: Final = 50
UNPROCESSABLE: Final = 422
STEPS: Final = {
    RunState.CHECKING.value: 2,
    RunState.READY.value: 2,
    RunState.RUNNING.value: 3,
    RunState.DONE.value: 4,
    RunState.STOPPED.value: 4,
}
MANY_MISSING: Final = 4
"""One of so many: from there on a person is warned of ending what a file does not name."""


@requires(keeps_a_list)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the imports, and take in a file; one that cannot be read is told, and nothing is kept of it."""
    actor = required_actor(request)
    chosen = request.POST.get("jenis", "")
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        made, errors = _uploaded(request, actor, chosen)
        if made is not None:
            return HttpResponseRedirect(reverse("imports:columns", args=[made.pk]), status=303)
    earlier = paged(request, runs_for(actor), PAGE)
    lists = importers_for(actor)
    labels = {importer.code: importer.label for importer in lists}
    context = {
        "lists": lists,
        "options": [{"value": each.code, "text": each.label, "help": each.about} for each in lists],
        "chosen": chosen or (lists[0].code if len(lists) == 1 else ""),
        **earlier,
        "rows": [(run, labels[run.kind]) for run in earlier["page"].object_list],
        "errors": errors,
        "field_errors": dict(errors),
    }
    return render(request, "imports/index.html", context, status=UNPROCESSABLE if errors else 200)


def _uploaded(request: HttpRequest, actor: Actor, kind: str) -> tuple[ImportRun | None, list[tuple[str, str]]]:
    """Take in the file of a form; return the import, or None and what is wrong by field."""
    errors: list[tuple[str, str]] = []
    if kind not in {importer.code for importer in importers_for(actor)}:
        errors.append(("jenis", _("Pilih daftar yang akan diisi.")))
    file = request.FILES.get("berkas")
    if file is None:
        return None, [*errors, ("berkas", _("Pilih berkas CSV atau Excel (.xlsx)."))]
    name = (file.name or "").replace("\x00", "")
    data = file.read()
    try:
        table = read_table(data, name)
    except BadInput as bad:
        language = "en" if get_language() == "en" else "id"
        told = " ".join(sentence(problem.code, problem.params, language) for problem in bad.problems)
        return None, [*errors, ("berkas", told)]
    if errors:
        return None, errors
    upload = Upload(name, hashlib.sha256(data).hexdigest(), table)
    return upload_list(actor=actor, kind=kind, upload=upload, now=timezone.now()), []


@requires(keeps_a_list)
@never_cache
@require_safe
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show an import where it is: its columns to be settled, its check, its preview, its writing, its result."""
    actor = required_actor(request)
    found = get_run_for(actor, run_id)
    importer = get_importer_for(actor, found.kind)
    if found.state == RunState.COLUMNS:
        return HttpResponseRedirect(reverse("imports:columns", args=[found.pk]), status=302)
    now = timezone.now()
    quiet = is_quiet(found, now)
    polling = found.state in {RunState.CHECKING, RunState.RUNNING}
    context: dict[str, Any] = {"run": found, "list": importer, "quiet": quiet, "polling": polling}
    context["step"] = STEPS[found.state]
    if found.state == RunState.CHECKING:
        return render(request, "imports/checking.html", context)
    if found.state == RunState.RUNNING:
        context |= {"percent": percent(found), "left": time_left(found, now)}
        return render(request, "imports/running.html", context)
    context |= _rows(request, importer, found)
    return render(request, "imports/preview.html" if found.state == RunState.READY else "imports/result.html", context)


def _rows(request: HttpRequest, importer: Importer, found: ImportRun) -> dict[str, Any]:
    counts = counts_of(found)
    tabs = tabs_of(counts, request.GET.get("tampil", ""), planned=found.state == RunState.READY)
    shown = next((tab for tab in tabs if tab.shown), None)
    rows = rows_of(found).filter(outcome=shown.outcome if shown else "").order_by("number", "position")
    listed = paged(request, rows, PAGE, tampil=shown.outcome if shown else "")
    return {
        **listed,
        "counts": counts,
        "tabs": tabs,
        "shown": shown,
        "rows": row_views(importer, found, listed["page"].object_list, get_language() or "id"),
        "changing": counts[Outcome.ADDED] + counts[Outcome.CHANGED],
        "missing": counts[Outcome.MISSING],
        "problems": counts[Outcome.REFUSED] + counts[Outcome.BROKEN],
        "may_end": bool(counts[Outcome.MISSING]) and not counts[Outcome.REFUSED] and not found.corrections,
        "many_missing": counts[Outcome.MISSING] * MANY_MISSING > found.rows + counts[Outcome.MISSING],
        "key_heading": importer.column("name").heading(get_language() or "id"),
    }
