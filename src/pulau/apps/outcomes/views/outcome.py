"""What came of a case (`…/hasil`): title, certificate, objection, offence; and the deeds below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.assessments.contract import EVENT, SEE, CaseFrame, case_frame
from pulau.apps.evidence.contract import give
from pulau.apps.outcomes.forms import (
    CertificateForm,
    DecreeForm,
    ObjectionDecisionForm,
    OffenceForm,
    ReasonForm,
)
from pulau.apps.outcomes.models import LONGEST_TEXT
from pulau.apps.outcomes.pages import outcome_context
from pulau.apps.outcomes.policies import ACCEPT, CERTIFY
from pulau.apps.outcomes.selectors import file_of_case, title_of_case
from pulau.apps.outcomes.services.certifying import certify
from pulau.apps.outcomes.services.objections import accept_outcome, decide_objection, file_objection
from pulau.apps.outcomes.services.offences import void_by_offence
from pulau.apps.outcomes.services.titles import determine, determine_own
from pulau.apps.outcomes.views.common import Deed, asked_words, case_deed, on_case
from pulau.apps.outcomes.wishes import DecreeWish, OffenceWish
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import may, require
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from pulau.apps.evidence.contract import Received

OCTETS = "application/octet-stream"


@requires(may(SEE))
@never_cache
@require_safe
def outcome(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what came of a case. Raises CaseNotFound (404)."""
    frame = case_frame(request, unit, year)
    context = outcome_context(frame.actor, frame.case, unit, timezone.now())
    return render(request, "outcomes/outcome.html", {**frame.context, **context})


@requires(may(SEE))
@never_cache
@require_safe
def file(request: HttpRequest, unit: str, year: int, digest: str) -> HttpResponseBase:
    """Give out a document that a decree, an objection or an offence of the case names. Raises Http404."""
    frame = case_frame(request, unit, year)
    name = file_of_case(frame.case, digest)
    if not name:
        raise Http404
    try:
        return give(request, digest, name=name, media=OCTETS)
    except (BlobMissing, BlobDamaged) as problem:
        raise Http404 from problem


@requires(may(EVENT["determine"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Record the decree that gives the case its title."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "determine")) is not None:
        return elsewhere
    form = DecreeForm(request.POST or None)

    def act(typed: dict[str, Any], files: list[Received]) -> None:
        determine(actor=frame.actor, case_ids=[frame.case.pk], wish=decree_wish(typed, files), now=timezone.now())

    told = {"title": frame.case.title, "unit": frame.case.unit_name}
    deed = Deed(
        _("Catat keputusan penetapan"),
        _("Catat dan tetapkan"),
        _back(frame),
        _("Predikat %(title)s ditetapkan.") % told,
        lead=_("%(unit)s direkomendasikan untuk predikat %(title)s.") % told,
        files=_("Salinan keputusan"),
    )
    return on_case(request, frame, form, deed, act)


@requires(may(EVENT["determine_own"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grant_own(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Record the decree of the body's own head that gives the case its title."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "determine_own")) is not None:
        return elsewhere
    form = DecreeForm(request.POST or None)

    def act(typed: dict[str, Any], files: list[Received]) -> None:
        determine_own(actor=frame.actor, case_id=frame.case.pk, wish=decree_wish(typed, files), now=timezone.now())

    told = {"title": frame.case.title}
    deed = Deed(
        _("Tetapkan sendiri"),
        _("Catat dan tetapkan"),
        _back(frame),
        _("Predikat %(title)s ditetapkan.") % told,
        lead=_("Hanya bagi instansi yang berwenang menetapkan %(title)s sendiri.") % told,
        files=_("Salinan keputusan"),
    )
    return on_case(request, frame, form, deed, act)


@requires(may(CERTIFY))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Prepare the certificate of the case's title. Raises Http404 where it has none."""
    frame = case_frame(request, unit, year)
    require(frame.actor, CERTIFY, unit_id=frame.case.unit_id)
    held = title_of_case(frame.case)
    if held is None:
        raise Http404
    form = CertificateForm(request.POST or None)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        certify(actor=frame.actor, title_id=held.pk, position=typed["jabatan"], now=timezone.now())

    deed = Deed(
        _("Terbitkan sertifikat"),
        _("Siapkan sertifikat"),
        _back(frame),
        asked_words(held),
        lead=_("Sertifikat memuat keputusan dan masa berlakunya, dengan kode yang dapat diperiksa siapa pun."),
    )
    return on_case(request, frame, form, deed, act)


@requires(may(EVENT["object"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """File an objection with its documents."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "object")) is not None:
        return elsewhere
    hint = gettext_lazy("Sebut butir atau bagian yang menurut instansi keliru, dan alasannya.")
    form = ReasonForm(gettext_lazy("Alasan keberatan"), request.POST or None, hint=hint, longest=LONGEST_TEXT)

    def act(typed: dict[str, Any], files: list[Received]) -> None:
        now = timezone.now()
        file_objection(actor=frame.actor, case_id=frame.case.pk, grounds=typed["alasan"], files=files, now=now)

    deed = Deed(
        _("Ajukan keberatan"),
        _("Ajukan keberatan"),
        _back(frame),
        _("Keberatan diajukan. Panel memutusnya dengan pertimbangan tertulis."),
        files=_("Dokumen pendukung"),
        many=True,
    )
    return on_case(request, frame, form, deed, act, clock=frame.case.due_on)


@requires(may(EVENT["uphold_objection"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objection_decision(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Decide the objection of a case."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "uphold_objection")) is not None:
        return elsewhere
    form = ObjectionDecisionForm(request.POST or None)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        upheld = typed["putusan"] == "diterima"
        now = timezone.now()
        decide_objection(actor=frame.actor, case_id=frame.case.pk, upheld=upheld, reasons=typed["alasan"], now=now)

    deed = Deed(_("Putus keberatan"), _("Catat putusan"), _back(frame), _("Putusan atas keberatan dicatat."))
    return on_case(request, frame, form, deed, act)


@requires(may(ACCEPT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Accept the outcome instead of objecting."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "object")) is not None:
        return elsewhere
    form = ReasonForm(gettext_lazy("Catatan (boleh kosong)"), request.POST or None)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        accept_outcome(actor=frame.actor, case_id=frame.case.pk, note=typed["alasan"], now=timezone.now())

    deed = Deed(
        _("Terima hasil tanpa berkeberatan"),
        _("Terima hasil"),
        _back(frame),
        _("Penerimaan hasil dicatat."),
        lead=_("Penilaian lalu dapat ditutup tanpa menunggu masa keberatan berakhir."),
    )
    return on_case(request, frame, form, deed, act)


@requires(may(EVENT["void"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def void(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Record an offence of the year, by which the proposal is void."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "void")) is not None:
        return elsewhere
    form = OffenceForm(request.POST or None)

    def act(typed: dict[str, Any], files: list[Received]) -> None:
        wish = OffenceWish(typed["jenis"], typed["jabatan"], typed["sumber"], files[0] if files else None)
        void_by_offence(actor=frame.actor, case_id=frame.case.pk, wish=wish, reason=typed["alasan"], now=timezone.now())

    deed = Deed(
        _("Nyatakan usulan gugur"),
        _("Catat dan nyatakan gugur"),
        _back(frame),
        _("Usulan dinyatakan gugur."),
        lead=_("Tindak pidana korupsi pada tahun usulan menggugurkan usulan. Ini tidak dapat dibatalkan."),
        files=_("Dokumen sumber"),
        danger=True,
    )
    return on_case(request, frame, form, deed, act)


def decree_wish(typed: dict[str, Any], files: list[Received]) -> DecreeWish:
    """Return a decree from a form's fields."""
    return DecreeWish(
        number=typed["nomor"],
        day=typed["tanggal"],
        about=typed.get("tentang", ""),
        valid_from=typed.get("berlaku_dari"),
        valid_until=typed.get("berlaku_sampai"),
        file=files[0] if files else None,
    )


def _back(frame: CaseFrame) -> str:
    return reverse("outcomes:outcome", args=[frame.context["case_unit"], frame.case.year])
