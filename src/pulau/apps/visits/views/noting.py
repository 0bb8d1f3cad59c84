"""The checklist on a phone (`…/lapangan/<visit>/catat`): lines as they arrive, and the script that keeps the page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.visits.models import LateFinding, Seen
from pulau.apps.visits.pages import checklist_view, on_team, records, titles_of, visit_context
from pulau.apps.visits.policies import RECORD
from pulau.apps.visits.refusals import LineMoved, VisitNotFound, VisitRefused
from pulau.apps.visits.selectors import findings_of, get_visit_for, lines_now, photos_of
from pulau.apps.visits.services.noting import decide_late, note_line
from pulau.apps.visits.views.common import CONFLICT, UNPROCESSABLE, key_and_time, now_of, see, whole
from pulau.apps.visits.wishes import LineWish
from pulau.apps.visits.wording import sentence, words_of
from pulau.foundation.live.outbox import received
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.apps.assessments.contract import CaseFrame
    from pulau.apps.visits.models import Visit
    from pulau.apps.visits.services.noting import Noted

WITH_PLACE: Final = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
"""The policy of this one page: it may ask the phone where it is."""
WORKER: Final = "pulau/field-worker.js"


@requires(may(RECORD))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, unit: str, year: int, visit: UUID) -> HttpResponse:
    """Show the checklist to the visit's team; POST records a line. Raises CaseNotFound, VisitNotFound (404).

    A script is answered with the key that it sent; a line that came after the visit was closed is kept as late.
    """
    frame = case_frame(request, unit, year)
    row = get_visit_for(frame.actor, frame.case, visit)
    if not on_team(frame.actor, frame.case, row):
        raise PermissionDenied(RECORD.code)
    if request.method != "POST":
        return _page(request, frame, row, {})
    now = now_of()
    key, sent, typed_at = key_and_time(request, now)
    line = request.POST.get("baris", "")
    wish = LineWish(
        key,
        line,
        request.POST.get("terlihat", ""),
        request.POST.get("catatan", ""),
        whole(request.POST.get("versi", "")),
        typed_at,
    )
    try:
        with transaction.atomic():
            noted = note_line(actor=frame.actor, visit_id=row.pk, wish=wish, now=now)
    except VisitRefused as problem:
        told = {"refused": line, "typed": wish, "problem": words_of(problem)}
        return _page(request, frame, row, told, UNPROCESSABLE)
    return received(sent) or _told(request, noted, reverse("visits:note", args=[unit, year, row.pk]), line)


@requires(may(RECORD))
@never_cache
@require_POST
def late(request: HttpRequest, unit: str, year: int, visit: UUID, late: UUID) -> HttpResponse:
    """Take a late line over, or leave it. Raises CaseNotFound, VisitNotFound (404), PermissionDenied."""
    frame = case_frame(request, unit, year)
    row = get_visit_for(frame.actor, frame.case, visit)
    if not LateFinding.objects.for_tenant(row.tenant_id).filter(pk=late, visit_id=row.pk).exists():
        raise VisitNotFound(late)
    take, known = request.POST.get("putusan") == "ambil", whole(request.POST.get("versi", ""))
    try:
        with transaction.atomic():
            decide_late(actor=frame.actor, late_id=late, take=take, known=known, now=now_of())
    except LineMoved:
        return _late_page(request, frame, row, sentence("line-moved"), CONFLICT)
    except VisitRefused as problem:
        return _late_page(request, frame, row, words_of(problem), UNPROCESSABLE)
    messages.success(request, _("Baris susulan diambil alih.") if take else _("Baris susulan dibiarkan."))
    return see(reverse("visits:visit", args=[unit, year, row.pk]) + "#susulan")


@requires(may(RECORD))
@never_cache
@require_safe
def worker(request: HttpRequest, unit: str, year: int, visit: UUID) -> HttpResponse:
    """Give the script that keeps the checklist's page on the phone; it reaches this one visit. Raises 404."""
    frame = case_frame(request, unit, year)
    if not on_team(frame.actor, frame.case, get_visit_for(frame.actor, frame.case, visit)):
        raise PermissionDenied(RECORD.code)
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@cache
def _script() -> bytes:
    found = finders.find(WORKER)
    if not isinstance(found, str):
        raise VisitNotFound(WORKER)
    return Path(found).read_bytes()


def _page(request: HttpRequest, frame: CaseFrame, row: Visit, told: dict[str, Any], status: int = 200) -> HttpResponse:
    case = frame.case
    now = lines_now(findings_of(row))
    context = {
        **frame.context,
        "visit": row,
        "areas": checklist_view(case, row, now, titles_of(case)),
        "disputed": sum(1 for line in now.values() if line.beside),
        "filled": len(now),
        "choices": Seen.choices,
        "photos": list(photos_of(row)),
        "in_time": records(frame.actor, case, row),
        "leads": row.leader_id == frame.actor.user_id,
        **told,
    }
    response = render(request, "visits/note.html", context, status=status)
    response.headers["Permissions-Policy"] = WITH_PLACE
    return response


def _late_page(request: HttpRequest, frame: CaseFrame, row: Visit, problem: str, status: int) -> HttpResponse:
    context = {**frame.context, **visit_context(frame.actor, frame.case, row), "late_error": problem}
    return render(request, "visits/visit.html", context, status=status)


def _told(request: HttpRequest, noted: Noted, url: str, line: str) -> HttpResponse:
    if noted.late:
        messages.info(request, _("Kunjungan sudah ditutup: catatan Anda masuk daftar susulan untuk ketua tim."))
    elif noted.disputed:
        messages.warning(request, _("Tersimpan. Orang lain mencatat baris ini juga: keduanya disimpan, mohon dilihat."))
    else:
        messages.success(request, _("Tersimpan."))
    return see(f"{url}#b-{line}")
