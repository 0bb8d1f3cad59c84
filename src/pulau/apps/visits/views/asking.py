"""What people told: mystery shoppers, interviews (`…/lapangan/pembeli-misterius`, `…/wawancara`), the survey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.evidence.contract import give, receive
from pulau.apps.visits.forms import InterviewForm, ShopperForm, SurveyForm, tell
from pulau.apps.visits.models import VisitKind
from pulau.apps.visits.pages import area_names
from pulau.apps.visits.policies import ASK, READ_FIELD
from pulau.apps.visits.refusals import VisitNotFound, VisitRefused
from pulau.apps.visits.rooms import is_assigned
from pulau.apps.visits.selectors import interviews_of, shoppers_of, surveys_of
from pulau.apps.visits.services.recording import record_interview, record_shopper, record_survey
from pulau.apps.visits.views.common import UNPROCESSABLE, form_page, key_and_time, now_of, see
from pulau.apps.visits.wishes import InterviewWish, ShopperWish, SurveyWish
from pulau.apps.visits.wording import words_of
from pulau.core.shared.problems import BadInput
from pulau.exchange.field_checklist import respondents_on
from pulau.exchange.files.kinds import KINDS
from pulau.exchange.messages import reasons
from pulau.foundation.calendar import today_of
from pulau.foundation.live.outbox import received as received_key
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import summary_of
from pulau.foundation.ui.lists import paged
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.uploads.holding import hold
from pulau.foundation.uploads.keeping import UploadNotFound
from pulau.foundation.uploads.reading import Finished, UploadRefused, received

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from pulau.apps.assessments.contract import CaseFrame

_OCTETS: Final = "application/octet-stream"


@requires(may(READ_FIELD))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shoppers(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what mystery shoppers told to the ministry's assessors; POST records one. Raises CaseNotFound (404)."""
    frame = _reading(request, unit, year)
    form = ShopperForm(request.POST if request.method == "POST" else None)
    told = _told(request, frame, form, "visits/shoppers.html", _("Pembeli misterius"), shoppers_of(frame.case))

    def keep(said: dict[str, Any], key: UUID) -> None:
        now = now_of()
        signs = {"offered_faster": said["tawaran"], "receipt": said["tanda"], "informed": said["informasi"]}
        wish = ShopperWish(
            key=key,
            typed_at=key_and_time(request, now)[2],
            shopper=said["pembeli"],
            service=said["layanan"],
            day=said["hari"],
            waited_minutes=said["menunggu"],
            manner=said["sikap"],
            story=said["cerita"],
            asked_fee=said["diminta"],
            paid=said["dibayar"],
            signs={name: answer == "ya" for name, answer in signs.items()},
        )
        record_shopper(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=now)

    return _recorded(request, frame, form, told, keep, reverse("visits:shoppers", args=[unit, year]))


@requires(may(READ_FIELD))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interviews(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the interviews to the ministry's assessors; POST records one. Raises CaseNotFound (404)."""
    frame = _reading(request, unit, year)
    names = area_names(frame.case, today_of(frame.actor, now_of()))
    form = InterviewForm(list(names.items()), request.POST if request.method == "POST" else None)
    told = _told(request, frame, form, "visits/interviews.html", _("Wawancara"), interviews_of(frame.case))
    told |= {"names": names, "agreed": "setuju" in request.POST}

    def keep(said: dict[str, Any], key: UUID) -> None:
        now = now_of()
        wish = InterviewWish(
            key, key_and_time(request, now)[2], said["peran"], said["area"], said["ringkasan"],
            consented="setuju" in request.POST,
        )  # fmt: skip
        record_interview(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=now)

    return _recorded(request, frame, form, told, keep, reverse("visits:interviews", args=[unit, year]))


@requires(may(READ_FIELD))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the survey's versions; POST records its result with the report. Raises CaseNotFound (404)."""
    frame = _reading(request, unit, year)
    rule = respondents_on(today_of(frame.actor, now_of()))
    form = SurveyForm(rule.least, request.POST if request.method == "POST" else None)
    told = _told(request, frame, form, "visits/survey.html", _("Survei"), surveys_of(frame.case)) | {"rule": rule}
    if request.method != "POST":
        return form_page(request, frame, form, told)
    _asks(frame)
    files: list[Finished] = []
    try:
        files = received(request, frame.actor, "laporan")
        if form.is_valid() and files:
            _survey(frame, form.cleaned_data, files[0])
            messages.success(request, _("Hasil survei dicatat."))
            return see(reverse("visits:survey", args=[unit, year]))
        problem = "" if files else _("Pilih berkasnya.")
    except VisitRefused as refused:
        tell(form, refused, words_of(refused))
        problem = ""
    except UploadRefused as refused:
        problem = str(refused)
    except UploadNotFound:
        problem = _("Pilih lagi.")
    except BadInput as refused:
        problem = " ".join(reasons(refused, spoken_language()))
    kept = hold(frame.actor, files, now=now_of()) if not problem else []
    told |= {"file_error": problem, "kept": kept}
    if problem:
        told["errors"] = [*summary_of(form), ("laporan", problem)]
    return form_page(request, frame, form, told, status=UNPROCESSABLE)


@requires(may(READ_FIELD))
@never_cache
@require_safe
def report(request: HttpRequest, unit: str, year: int, version: int) -> HttpResponseBase:
    """Give out the report of a survey as it came. Raises CaseNotFound, VisitNotFound (404)."""
    frame = _reading(request, unit, year)
    row = surveys_of(frame.case).filter(version=version).first()
    if row is None:
        raise VisitNotFound(version)
    kind = KINDS.get(row.document_kind)
    try:
        return give(request, row.document, name=row.document_name, media=kind.media if kind else _OCTETS)
    except (BlobMissing, BlobDamaged) as problem:
        raise VisitNotFound(version) from problem


def _survey(frame: CaseFrame, said: dict[str, Any], file: Finished) -> None:
    wish = SurveyWish(
        runner=said["jenis"],
        runner_name=said["pelaksana"],
        first_day=said["mulai"],
        last_day=said["selesai"],
        respondents=said["responden"],
        corruption_perception=said["spak"],
        service_quality=said["spkp"],
    )
    report_file = receive(file)
    with transaction.atomic():
        record_survey(actor=frame.actor, case_id=frame.case.pk, wish=wish, file=report_file, now=now_of())


def _reading(request: HttpRequest, unit: str, year: int) -> CaseFrame:
    frame = case_frame(request, unit, year)
    require(frame.actor, READ_FIELD, unit_id=frame.case.unit_id, state=frame.case.stage)
    return frame


def _may_ask(frame: CaseFrame) -> bool:
    case = frame.case
    may_ask = allowed(frame.actor, ASK, unit_id=case.unit_id, state=case.stage)
    return may_ask and is_assigned(case, VisitKind.FIELD, frame.actor.user_id)


def _asks(frame: CaseFrame) -> None:
    if not _may_ask(frame):
        raise PermissionDenied(ASK.code)


def _told(
    request: HttpRequest, frame: CaseFrame, form: forms.Form, template: str, title: str, rows: Any  # noqa: ANN401
) -> dict[str, Any]:  # fmt: skip
    unit = frame.context["case_unit"]
    return {
        "template": template,
        "title": title,
        "back": reverse("visits:field", args=[unit, frame.case.year]),
        "asks": _may_ask(frame),
        "form_open": form.is_bound,
        **paged(request, rows),
    }


def _recorded(
    request: HttpRequest,
    frame: CaseFrame,
    form: forms.Form,
    told: dict[str, Any],
    keep: Callable[[dict[str, Any], UUID], None],
    url: str,
) -> HttpResponse:
    """Record what a form brought, once a key; what cannot be taken comes back as it was typed."""
    if request.method != "POST":
        return form_page(request, frame, form, told)
    _asks(frame)
    key, sent, _typed = key_and_time(request, now_of())
    if not form.is_valid():
        return form_page(request, frame, form, told)
    try:
        with transaction.atomic():
            keep(form.cleaned_data, key)
    except VisitRefused as problem:
        if problem.field == "setuju":
            told |= {"consent_error": words_of(problem), "errors": [("setuju", words_of(problem))]}
            return form_page(request, frame, form, told, status=UNPROCESSABLE)
        tell(form, problem, words_of(problem))
        return form_page(request, frame, form, told)
    if sent is None:
        messages.success(request, _("Tersimpan."))
    return received_key(sent) or see(url)
