"""Questions of a case (`/penilaian/<unit>/<year>/tanya…`): the list, asking, one with its replies, and going on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.assessments.frame import case_frame
from pulau.apps.assessments.models import QuestionState, Reply
from pulau.apps.assessments.policies import ASK, REPLY, SEE
from pulau.apps.assessments.question_clock import answer_by
from pulau.apps.assessments.question_pages import item_options, item_words, may_of, question_views, seen_pieces
from pulau.apps.assessments.question_selectors import find_questions, get_question, standing_of
from pulau.apps.assessments.question_wishes import QuestionWish, ReplyWish
from pulau.apps.assessments.refusals import QuestionOver
from pulau.apps.assessments.services.asking import ask_on, ask_unit, end_question, reply_to
from pulau.apps.evidence.contract import EvidenceNotFound, EvidenceWithdrawn, give_version, picker, receive
from pulau.core.shared.ids import read_id
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.foundation.storage.faults import StoreUnavailable
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.uploads.keeping import UploadNotFound
from pulau.foundation.uploads.reading import UploadRefused, received

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulau.apps.assessments.frame import CaseFrame

SEE_OTHER, UNPROCESSABLE, CONFLICT, UNAVAILABLE = 303, 422, 409, 503
Errors = Sequence[tuple[str, str]]
_LONGEST_KEY: Final = 64
_REFUSED: Final = (
    *(BadInput, ValidationError, QuestionOver, EvidenceNotFound, EvidenceWithdrawn),
    *(UploadRefused, UploadNotFound, StoreUnavailable),
)


@requires(may(SEE))
@never_cache
@require_safe
def questions(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the questions of a case by state, one's own first. Raises CaseNotFound (404)."""
    frame = case_frame(request, unit, year)
    words, state = asked_for(request), request.GET.get("keadaan", "")
    state = state if state in QuestionState.values else ""
    rows = find_questions(frame.case, frame.actor, words=words, state=state)
    pages = paged(request, rows, cari=words, keadaan=state)
    context = {
        **frame.context,
        **pages,
        "questions": question_views(frame.actor, frame.case, list(pages["page"]), timezone.now()),
        "words": words,
        "state": state,
        "states": QuestionState.choices,
        "asks": standing_of(frame.actor, frame.case).asks,
    }
    return render(request, "assessments/questions.html", context)


@requires(may(ASK))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Ask the unit; GET shows the form. Raises CaseNotFound (404), PermissionDenied for who judges nothing now."""
    frame = case_frame(request, unit, year)
    if not standing_of(frame.actor, frame.case).asks:
        raise PermissionDenied(ASK.code)
    if request.method != "POST":
        item = request.GET.get("butir", "")
        return _ask_page(request, frame, {"item": item, "key": uuid4().hex})
    wish = QuestionWish(
        request.POST.get("pertanyaan", ""),
        request.POST.get("butir", ""),
        "minta_bukti" in request.POST,
        request.POST.get("kunci", "")[:_LONGEST_KEY],
    )
    try:
        made = ask_unit(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=timezone.now())
    except BadInput as problem:
        typed = {"item": wish.item, "text": wish.text, "wants_evidence": wish.wants_evidence, "key": wish.key}
        return _ask_page(request, frame, typed, _told(problem))
    messages.success(request, _("Pertanyaan terkirim; tim unit diberi tahu."))
    return _to(unit, year, made.number)


@requires(may(SEE))
@never_cache
@require_safe
def question(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Show a question with all that was said. Raises CaseNotFound or QuestionNotFound (404)."""
    return _page(request, case_frame(request, unit, year), number)


@requires(may(REPLY))
@never_cache
@require_POST
def reply(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Reply for the unit, with a text, a kept piece or a new file. What is refused comes back as it was typed."""
    frame = case_frame(request, unit, year)
    row = get_question(frame.case, number)
    if not may_of(frame.actor, frame.case, row)["replies"]:
        return _page(request, frame, number, _typed(request), _told(QuestionOver()), CONFLICT)

    def say() -> None:
        wish = _reply_wish(request, frame)
        reply_to(actor=frame.actor, case_id=frame.case.pk, number=number, wish=wish, now=timezone.now())

    return _said(request, frame, number, say, _("Jawaban terkirim kepada penilai."))


@requires(may(ASK))
@never_cache
@require_POST
def follow(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Ask on. Raises CaseNotFound or QuestionNotFound (404), PermissionDenied."""
    frame = case_frame(request, unit, year)
    text, key = request.POST.get("pertanyaan", ""), request.POST.get("kunci", "")[:_LONGEST_KEY]

    def say() -> None:
        ask_on(actor=frame.actor, case_id=frame.case.pk, number=number, text=text, key=key, now=timezone.now())

    return _said(request, frame, number, say, _("Pertanyaan lanjutan terkirim."))


@requires(may(ASK))
@never_cache
@require_POST
def end(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Close a question, or withdraw it. Raises CaseNotFound or QuestionNotFound (404), PermissionDenied."""
    frame = case_frame(request, unit, year)
    withdraw = request.POST.get("aksi") == "tarik"

    def say() -> None:
        end_question(actor=frame.actor, case_id=frame.case.pk, number=number, withdraw=withdraw, now=timezone.now())

    done = _("Pertanyaan ditarik.") if withdraw else _("Pertanyaan ditutup.")
    return _said(request, frame, number, say, done)


@requires(may(SEE))
@never_cache
@require_safe
def reply_evidence(request: HttpRequest, unit: str, year: int, number: int, position: int) -> HttpResponseBase:
    """Give out what a reply shows, in the version of its day, to who may see it. Raises Http404."""
    frame = case_frame(request, unit, year)
    row = get_question(frame.case, number)
    rows = Reply.objects.for_tenant(row.tenant_id).filter(question_id=row.pk, number=position)
    found = rows.select_related("evidence").first()
    if found is None or not found.evidence_version or not seen_pieces(frame.actor, frame.case, [found]):
        raise Http404
    return give_version(request, row.tenant_id, found.evidence_id, found.evidence_version)


def _reply_wish(request: HttpRequest, frame: CaseFrame) -> ReplyWish:
    """Read a reply; its file is looked at before any transaction. Raises what refuses the file."""
    sent = received(request, frame.actor, "berkas")
    if len(sent) > 1:
        raise ValidationError(_("Satu berkas tiap jawaban; kirim yang lain sebagai jawaban berikutnya."))
    return ReplyWish(
        request.POST.get("jawaban", ""),
        read_id(request.POST.get("bukti", "")),
        receive(sent[0]) if sent else None,
        request.POST.get("judul", ""),
        "rahasia" in request.POST,
        request.POST.get("kunci", "")[:_LONGEST_KEY],
    )


def _said(request: HttpRequest, frame: CaseFrame, number: int, say: Callable[[], None], done: str) -> HttpResponse:
    get_question(frame.case, number)
    try:
        say()
    except _REFUSED as problem:
        known = {QuestionOver: CONFLICT, StoreUnavailable: UNAVAILABLE}
        return _page(request, frame, number, _typed(request), _told(problem), known.get(type(problem), UNPROCESSABLE))
    messages.success(request, done)
    return _to(frame.case.unit_code, frame.case.year, number)


def _to(unit: str, year: int, number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("assessments:question", args=[unit, year, number]), status=SEE_OTHER)


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "") for name in ("jawaban", "pertanyaan", "judul", "kunci")}


def _told(problem: Exception) -> Errors:
    """Return what is wrong, at the field that is to be mended."""
    if isinstance(problem, BadInput):
        places = [each.place or "jawaban" for each in problem.problems]
        return [
            (place if place in {"pertanyaan", "butir", "jawaban"} else "berkas", text)
            for place, text in zip(places, reasons(problem, spoken_language()), strict=False)
        ]
    if isinstance(problem, ValidationError):
        return [("berkas", text) for text in problem.messages]
    if isinstance(problem, QuestionOver):
        over = _("Pertanyaan ini sudah selesai atau penilaiannya sudah berpindah tahap. Tulisan Anda masih di bawah.")
        return [("jawaban", over)]
    if isinstance(problem, StoreUnavailable):
        return [("berkas", _("Penyimpanan sedang terganggu. Mohon coba lagi sebentar lagi."))]
    if isinstance(problem, EvidenceWithdrawn | EvidenceNotFound):
        return [("berkas", _("Bukti itu sudah ditarik atau tidak ada. Pilih bukti lain."))]
    return [("berkas", str(problem) or _("Berkas yang diunggah sudah tidak ada. Mohon pilih berkasnya lagi."))]


def _ask_page(request: HttpRequest, frame: CaseFrame, typed: dict[str, Any], errors: Errors = ()) -> HttpResponse:
    known = dict(item_options(frame.case))
    item = typed["item"] if typed["item"] in known else ""
    context = {
        **frame.context,
        **typed,
        "item": item,
        "about": item_words(frame.case, item)[1] if item else "",
        "items": [("", _("Seluruh lembar kerja")), *known.items()],
        "due": answer_by(frame.actor, frame.case, timezone.now()),
        "errors": list(errors),
        "error": dict(errors),
    }
    return render(request, "assessments/question_new.html", context, status=UNPROCESSABLE if errors else 200)


def _page(
    request: HttpRequest,
    frame: CaseFrame,
    number: int,
    typed: dict[str, Any] | None = None,
    errors: Errors = (),
    status: int = 200,
) -> HttpResponse:
    row = get_question(frame.case, number)
    rights = may_of(frame.actor, frame.case, row)
    context = {
        **frame.context,
        **rights,
        "question": question_views(frame.actor, frame.case, [row], timezone.now(), told=True)[0],
        "picker": picker(request, frame.actor, many=False) if rights["replies"] else None,
        "typed": typed or {},
        "key": (typed or {}).get("kunci") or uuid4().hex,
        "errors": list(errors),
        "error": dict(errors),
    }
    return render(request, "assessments/question.html", context, status=status)
