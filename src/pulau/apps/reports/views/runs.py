"""The reports of all units of a year: how far they are, making them at once, its progress, and the ZIP."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.reports.models import Kind, RunState
from pulau.apps.reports.policies import MANY
from pulau.apps.reports.refusals import NothingToMake, RunGoesOn
from pulau.apps.reports.run_selectors import RunNotFound, counts_of_year, get_run_for, runs_of, skipped_units
from pulau.apps.reports.services.runs import MOVING, NO_REPORT, NOBODY, start_run
from pulau.core.shared.actor import Actor
from pulau.foundation import storage
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

CONFLICT: Final = 409
FIRST_YEAR: Final = 2021
_WHY: Final[dict[str, str | Promise]] = {
    NOBODY: gettext_lazy("Ketua atau pengendali teknis belum ditunjuk."),
    MOVING: gettext_lazy("Data sedang diubah. Susun lagi nanti."),
    NO_REPORT: gettext_lazy("Tahapnya sudah lewat tanpa laporan."),
}


@requires(may(MANY))
@never_cache
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """Show how far the reports of a year are, and the runs that made them."""
    actor = required_actor(request)
    return _page(request, actor, _year(request.GET.get("tahun", ""), actor), "")


@requires(may(MANY))
@never_cache
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin to make the reports of all units of a year."""
    actor = required_actor(request)
    year = _year(request.POST.get("tahun", ""), actor)
    try:
        run = start_run(actor=actor, year=year, now=timezone.now())
    except RunGoesOn:
        return _page(request, actor, year, _("Laporan tahun ini sedang disusun. Tunggu sampai selesai."), CONFLICT)
    except NothingToMake:
        return _page(request, actor, year, _("Belum ada unit yang sampai pada tahap laporan tahun ini."), CONFLICT)
    messages.success(request, _("Penyusunan dimulai."))
    return HttpResponseRedirect(reverse("reports:run", args=[run.pk]), status=303)


@requires(may(MANY))
@never_cache
@require_safe
def run(request: HttpRequest, run: UUID) -> HttpResponse:
    """Show how far a run is; the page can be left and come back to."""
    found = get_run_for(required_actor(request), run)
    context = {
        "run": found,
        "percent": found.past * 100 // found.size,
        "polling": found.state == RunState.RUNNING,
        "skipped": [(name, _WHY.get(code, code)) for name, code in skipped_units(found)],
    }
    return render(request, "reports/run.html", context)


@requires(may(MANY))
@never_cache
@require_safe
def archive(request: HttpRequest, run: UUID) -> HttpResponseBase:
    """Send the ZIP of a run, piece by piece. Raises RunNotFound (404) where there is none (any more)."""
    found = get_run_for(required_actor(request), run)
    if not found.archive:
        raise RunNotFound(run)
    name = f"lhe-{found.kind}-{found.year}.zip"
    return FileResponse(storage.open_blob(found.archive), as_attachment=True, filename=name)


def _page(request: HttpRequest, actor: Actor, year: int, error: str, status: int = 200) -> HttpResponse:
    this = today_of(actor, timezone.now()).year
    context = {
        "year": year,
        "years": range(this, FIRST_YEAR - 1, -1),
        "counts": counts_of_year(actor, year, Kind.TPI),
        "error": error,
        "summary": [("susun", error)] if error else [],
        **paged(request, runs_of(actor).filter(year=year)),
    }
    return render(request, "reports/runs.html", context, status=status)


def _year(text: str, actor: Actor) -> int:
    this = today_of(actor, timezone.now()).year
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == len("2026") else this
    return year if FIRST_YEAR <= year <= this else this
