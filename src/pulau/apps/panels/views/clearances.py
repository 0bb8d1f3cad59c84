"""Clearance with other bodies (`/penilaian/<unit>/<year>/klarifikasi`): asked, due, answered, with their letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.evidence.contract import Received, give, receive
from pulau.apps.panels.forms import AnswerForm, AskForm
from pulau.apps.panels.models import Answer, Clearance, ClearanceBody
from pulau.apps.panels.policies import ASK_CLEARANCE, READ_CLEARANCES, RECORD_CLEARANCE
from pulau.apps.panels.refusals import ClearanceNotFound
from pulau.apps.panels.selectors import clearances_of, get_clearance, is_overdue
from pulau.apps.panels.services.clearances import ask_clearance, record_answer
from pulau.apps.panels.views.answers import REFUSED, UNPROCESSABLE, status_for, told
from pulau.apps.panels.wishes import AnswerWish
from pulau.core.shared.problems import BadInput
from pulau.exchange.files.kinds import KINDS
from pulau.exchange.messages import reasons
from pulau.exchange.panel import panel_law
from pulau.foundation.calendar import today_of
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.uploads.holding import hold
from pulau.foundation.uploads.keeping import UploadNotFound
from pulau.foundation.uploads.reading import Finished, UploadRefused, received

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpResponseBase

    from pulau.apps.assessments.contract import CaseFrame

_OCTETS: Final = "application/octet-stream"
_KINDS: Final = {Answer.CLEAR: "met", Answer.NOTE: "clarify", Answer.OBJECTION: "short", Answer.NONE: "outside"}


@dataclass(frozen=True, slots=True)
class ClearanceView:
    """A body as the page shows it; `row` is None where it was not asked yet."""

    body: str
    name: str
    row: Clearance | None
    kind: str
    words: str
    records: bool


@requires(may(READ_CLEARANCES))
@never_cache
@require_safe
def clearances(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what each body was asked and answered, and what is due. Raises CaseNotFound (404)."""
    frame = _reading(request, unit, year)
    case, actor = frame.case, frame.actor
    rows = clearances_of(case.tenant_id, case.pk)
    today = today_of(actor, timezone.now())
    records = allowed(actor, RECORD_CLEARANCE, unit_id=case.unit_id, state=case.stage)
    context: dict[str, Any] = {
        **frame.context,
        "views": [_view(body, rows.get(body), today, records=records) for body in panel_law().bodies],
        "source": panel_law().bodies_source,
        "asks": _asks(frame) and len(rows) < len(panel_law().bodies),
    }
    return render(request, "panels/clearances.html", context)


@requires(may(ASK_CLEARANCE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Ask a body. 404 once all were asked, or outside the stages in which that is done."""
    frame = _reading(request, unit, year)
    case = frame.case
    asked = clearances_of(case.tenant_id, case.pk)
    bodies = [(body, ClearanceBody(body).label) for body in panel_law().bodies if body not in asked]
    if not bodies or not _asks(frame):
        raise Http404(unit)
    wanted = request.GET.get("lembaga", "")
    form = AskForm(bodies, request.POST if request.method == "POST" else None, initial={"lembaga": wanted})
    back = reverse("panels:clearances", args=[unit, year])
    status = UNPROCESSABLE
    if form.is_valid():
        typed = form.cleaned_data
        try:
            ask_clearance(
                actor=frame.actor, case_id=case.pk, body=typed["lembaga"], question=typed["pertanyaan"],
                now=timezone.now(),
            )  # fmt: skip
        except REFUSED as problem:
            status = status_for(problem)
            for field, words in told(frame.actor, problem):
                form.add_error(field if field in form.fields else "pertanyaan", words)
        else:
            messages.success(request, _("Permintaan tercatat; waktunya mulai dihitung."))
            return HttpResponseRedirect(back, status=303)
    return _form(request, frame, form, _("Minta klarifikasi"), back, status)


@requires(may(RECORD_CLEARANCE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, unit: str, year: int, body: str) -> HttpResponse:
    """Record what a body answered, with its letter. 404 for bodies that were not asked, or answered already."""
    frame = _reading(request, unit, year)
    case = frame.case
    row = get_clearance(case, body)
    if row.answer not in {"", Answer.NONE} or not _records(frame):
        raise ClearanceNotFound(body)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    back = reverse("panels:clearances", args=[unit, year])
    status, file_error, files = UNPROCESSABLE, "", []
    if request.method == "POST":
        try:
            files = received(request, frame.actor, "surat")
            if form.is_valid():
                _record(frame, body, form.cleaned_data, files)
                messages.success(request, _("Jawaban lembaga tercatat."))
                return HttpResponseRedirect(back, status=303)
        except (UploadRefused, UploadNotFound) as problem:
            file_error = str(problem) or _("Berkas belum terunggah seluruhnya. Mohon pilih lagi.")
        except _FileUnfit as problem:
            file_error = problem.words
        except REFUSED as problem:
            status = status_for(problem)
            for field, words in told(frame.actor, problem):
                form.add_error(field if field in form.fields else "jawaban", words)
    kept = hold(frame.actor, files, now=timezone.now()) if files and not file_error else []
    title = _("Jawaban %(body)s") % {"body": row.get_body_display()}
    more = {"question": row.question, "file": True, "file_error": file_error, "kept": kept}
    return _form(request, frame, form, title, back, status, **more)


@requires(may(READ_CLEARANCES))
@never_cache
@require_safe
def letter(request: HttpRequest, unit: str, year: int, body: str) -> HttpResponseBase:
    """Give out the letter of a body as it came. Raises ClearanceNotFound (404)."""
    frame = _reading(request, unit, year)
    row = get_clearance(frame.case, body)
    if not row.document_digest:
        raise ClearanceNotFound(body)
    kind = KINDS.get(row.document_type)
    try:
        return give(request, row.document_digest, name=row.document_name, media=kind.media if kind else _OCTETS)
    except (BlobMissing, BlobDamaged) as problem:
        raise ClearanceNotFound(body) from problem


class _FileUnfit(Exception):  # noqa: N818 - a fact: the letter's file was refused, `words` say why
    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def _record(frame: CaseFrame, body: str, typed: Mapping[str, Any], files: Sequence[Finished]) -> None:
    """Record what was typed, with the letter where one came. Raises REFUSED, and _FileUnfit."""
    wish = AnswerWish(typed["jawaban"], typed["tanggal"], typed["isi"], _letter(files))
    record_answer(actor=frame.actor, case_id=frame.case.pk, body=body, wish=wish, now=timezone.now())


def _letter(files: Sequence[Finished]) -> Received | None:
    """Receive the letter before any transaction; None where none came. Raises _FileUnfit."""
    if not files:
        return None
    try:
        return receive(files[0])
    except BadInput as problem:
        language = spoken_language()
        raise _FileUnfit(" ".join(reasons(problem, language))) from problem


def _reading(request: HttpRequest, unit: str, year: int) -> CaseFrame:
    frame = case_frame(request, unit, year)
    require(frame.actor, READ_CLEARANCES, unit_id=frame.case.unit_id, state=frame.case.stage)
    return frame


def _asks(frame: CaseFrame) -> bool:
    return allowed(frame.actor, ASK_CLEARANCE, unit_id=frame.case.unit_id, state=frame.case.stage)


def _records(frame: CaseFrame) -> bool:
    return allowed(frame.actor, RECORD_CLEARANCE, unit_id=frame.case.unit_id, state=frame.case.stage)


def _view(body: str, row: Clearance | None, today: Any, *, records: bool) -> ClearanceView:  # noqa: ANN401 - a day
    name = str(ClearanceBody(body).label)
    if row is None:
        return ClearanceView(body, name, None, "unanswered", _("Belum diminta"), records=False)
    if row.answer:
        late = row.answer == Answer.NONE
        kind, words = _KINDS[Answer(row.answer)], str(row.get_answer_display())
        return ClearanceView(body, name, row, kind, words, records=records and late)
    if is_overdue(row, today):
        return ClearanceView(body, name, row, "outside", _("Lewat waktunya tanpa jawaban"), records=records)
    return ClearanceView(body, name, row, "waiting", _("Menunggu jawaban"), records=records)


def _form(
    request: HttpRequest, frame: CaseFrame, form: Any, title: str, back: str, status: int, **more: Any  # noqa: ANN401 - a form, and what the page shows
) -> HttpResponse:  # fmt: skip
    errors = summary_of(form)
    if more.get("file_error"):
        errors.append(("surat", more["file_error"]))
    context = {
        **frame.context,
        "title": title,
        "fields": field_views(form),
        "errors": errors,
        "back": back,
        **more,
    }
    return render(request, "panels/form.html", context, status=status if errors else 200)
