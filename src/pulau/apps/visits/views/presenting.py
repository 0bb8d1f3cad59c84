"""Calling the unit to present (`…/lapangan/paparan`), and recording what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.assessments.contract import StageMoved, case_frame
from pulau.apps.visits.forms import CallForm, HeldForm, ReasonForm, tell
from pulau.apps.visits.models import Presentation, PresentationState
from pulau.apps.visits.policies import PRESENT
from pulau.apps.visits.refusals import VisitNotFound, VisitRefused
from pulau.apps.visits.selectors import presentations_of
from pulau.apps.visits.services.presenting import call_presentation, cancel_presentation, hold_presentation
from pulau.apps.visits.views.common import CONFLICT, form_page, now_of, see
from pulau.apps.visits.wishes import HeldWish, PresentationWish
from pulau.apps.visits.wording import words_of
from pulau.foundation.tenancy.deciding import may, require
from pulau.foundation.tenancy.place import zone_of
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.assessments.contract import CaseFrame


@requires(may(PRESENT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Call the unit to present; GET shows the form. Raises CaseNotFound (404), PermissionDenied."""
    frame = case_frame(request, unit, year)
    require(frame.actor, PRESENT, unit_id=frame.case.unit_id, state=frame.case.stage)
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, frame, form, _calling(unit, year))
    said = form.cleaned_data
    begins = said["kapan"].replace(tzinfo=zone_of(frame.actor))
    wish = PresentationWish(begins, said["tempat"], said["permintaan"])
    try:
        call_presentation(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=now_of())
    except VisitRefused as problem:
        tell(form, problem, words_of(problem))
        return form_page(request, frame, form, _calling(unit, year))
    except StageMoved:
        return _moved(request, frame, form, _calling(unit, year))
    messages.success(request, _("Paparan diminta; tim unit diberi tahu."))
    return see(reverse("visits:field", args=[unit, year]))


@requires(may(PRESENT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, unit: str, year: int, presentation: UUID) -> HttpResponse:
    """Record that a presentation was held, or cancel it. Raises CaseNotFound, VisitNotFound (404), PermissionDenied."""
    frame = case_frame(request, unit, year)
    row = presentations_of(frame.case).filter(pk=presentation).first()
    if row is None:
        raise VisitNotFound(presentation)
    require(frame.actor, PRESENT, unit_id=frame.case.unit_id, state=frame.case.stage)
    cancels = "batal" in request.POST or "batal" in request.GET
    kind = ReasonForm if cancels else HeldForm
    form = kind(request.POST if request.method == "POST" else None)
    told = _recording(unit, year, row, cancels=cancels)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, frame, form, told)
    try:
        with transaction.atomic():
            _write(frame, row, form.cleaned_data, cancels=cancels)
    except VisitRefused as problem:
        tell(form, problem, words_of(problem))
        return form_page(request, frame, form, told)
    messages.success(request, _("Paparan dibatalkan.") if cancels else _("Paparan dicatat."))
    return see(reverse("visits:field", args=[unit, year]))


def _write(frame: CaseFrame, row: Presentation, said: dict[str, Any], *, cancels: bool) -> None:
    if cancels:
        cancel_presentation(actor=frame.actor, presentation_id=row.pk, reason=said["alasan"], now=now_of())
        return
    wish = HeldWish(said["hari"], said["hadir"], said["catatan"])
    hold_presentation(actor=frame.actor, presentation_id=row.pk, wish=wish, now=now_of())


def _calling(unit: str, year: int) -> dict[str, Any]:
    return {
        "title": _("Minta unit memaparkan"),
        "lead": _("Unit diberi tahu hari, jam, dan tempatnya. Evaluasi dokumen selesai sesudah paparan dicatat."),
        "button": _("Minta paparan"),
        "back": reverse("visits:field", args=[unit, year]),
    }


def _recording(unit: str, year: int, row: Presentation, *, cancels: bool) -> dict[str, Any]:
    return {
        "title": _("Batalkan paparan") if cancels else _("Catat paparan"),
        "button": _("Batalkan paparan") if cancels else _("Simpan"),
        "back": reverse("visits:field", args=[unit, year]),
        "presentation": row,
        "hidden": {"batal": "1"} if cancels else {},
        "other": "" if cancels or row.state != PresentationState.CALLED else "?batal=1",
    }


def _moved(request: HttpRequest, frame: CaseFrame, form: forms.Form, told: dict[str, Any]) -> HttpResponse:
    form.add_error(None, _("Penilaian ini sudah berpindah tahap. Yang Anda tulis masih di bawah."))
    return form_page(request, frame, form, told, status=CONFLICT)
