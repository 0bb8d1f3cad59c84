"""What is watched while a title stands (`…/pemantauan`): reports, triggers, and whether it is revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.assessments.contract import EVENT, SEE, CaseFrame, case_frame
from pulau.apps.outcomes.forms import (
    DecreeForm,
    ExaminationForm,
    MonitoringForm,
    ReasonForm,
    RecommendationForm,
    TriggerForm,
)
from pulau.apps.outcomes.models import LONGEST_TEXT
from pulau.apps.outcomes.pages import monitored_years_of, monitoring_context
from pulau.apps.outcomes.policies import CLARIFY, EXAMINE, RECORD_TRIGGER, SEE_TRIGGERS
from pulau.apps.outcomes.selectors import newest_title, trigger_of_unit
from pulau.apps.outcomes.services.monitoring import report_monitoring
from pulau.apps.outcomes.services.revoking import drop_revocation, propose_revocation, revoke
from pulau.apps.outcomes.services.triggers import clarify_trigger, examine_trigger, record_trigger
from pulau.apps.outcomes.views.common import Deed, case_deed, on_case
from pulau.apps.outcomes.views.outcome import decree_wish
from pulau.apps.outcomes.wishes import ExaminationWish, MonitoringWish
from pulau.core.workflow.keeping import TriggerKind
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.formats import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from pulau.apps.evidence.contract import Received


@requires(may(SEE))
@never_cache
@require_safe
def monitoring(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what is known of the unit's title. Raises CaseNotFound (404)."""
    frame = case_frame(request, unit, year)
    context = monitoring_context(frame.actor, frame.case, unit, timezone.now())
    return render(request, "outcomes/monitoring.html", {**frame.context, **context})


@requires(may(EVENT["report_monitoring"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Report the monitoring of a year."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "report_monitoring")) is not None:
        return elsewhere
    years = monitored_years_of(frame.case, today_of(frame.actor, timezone.now()))
    form = MonitoringForm(years, request.POST or None)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        wish = MonitoringWish(
            year=int(typed["tahun"]),
            findings=typed["hasil"],
            survey=typed["survei"],
            survey_index=typed["indeks"],
            complaints=typed["pengaduan"],
            complaints_open=typed["belum_selesai"],
            follow_up=typed["tindak_lanjut"],
            keeps=typed["simpulan"] == "ya",
            letter=typed["surat"],
        )
        now = timezone.now()
        there = report_monitoring(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=now)
        if there.at != now:
            words = _("Laporan yang sama sudah tercatat pukul %(at)s; tidak dicatat dua kali.")
            messages.info(request, words % {"at": clock(there.at)})

    deed = Deed(_("Laporkan pemantauan"), _("Laporkan"), _back(frame), _("Pemantauan dilaporkan."), decides=False)
    return on_case(request, frame, form, deed, act)


@requires(may(RECORD_TRIGGER))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Record by hand what makes the unit's title be examined. Raises Http404 where it never held one."""
    frame = case_frame(request, unit, year)
    require(frame.actor, RECORD_TRIGGER, unit_id=frame.case.unit_id)
    held = newest_title(frame.case.tenant_id, frame.case.unit_id)
    if held is None:
        raise Http404
    form = TriggerForm(request.POST or None)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        kind = TriggerKind(typed["jenis"])
        day, source = typed["tanggal"], typed["sumber"]
        record_trigger(actor=frame.actor, title_id=held.pk, kind=kind, source=source, day=day, now=timezone.now())

    deed = Deed(
        _("Catat pemicu pemeriksaan"),
        _("Catat"),
        _back(frame),
        _("Pemicu dicatat. TPI diminta klarifikasi sebelum TPN memeriksanya."),
        decides=False,
    )
    return on_case(request, frame, form, deed, act)


@requires(may(SEE_TRIGGERS))
@never_cache
@require_safe
def trigger(request: HttpRequest, unit: str, year: int, trigger: UUID) -> HttpResponse:
    """Show one trigger with what was said and found. Raises OutcomeNotFound (404)."""
    frame = case_frame(request, unit, year)
    require(frame.actor, SEE_TRIGGERS, unit_id=frame.case.unit_id)
    row = trigger_of_unit(frame.case, trigger)
    clarifies, examines = (allowed(frame.actor, each, unit_id=frame.case.unit_id) for each in (CLARIFY, EXAMINE))
    context = {**frame.context, "trigger": row, "clarifies": clarifies, "examines": examines}
    return render(request, "outcomes/trigger.html", context)


@requires(may(CLARIFY))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clarify(request: HttpRequest, unit: str, year: int, trigger: UUID) -> HttpResponse:
    """Say for the TPI what there is to a trigger. Raises OutcomeNotFound (404)."""
    frame = case_frame(request, unit, year)
    require(frame.actor, CLARIFY, unit_id=frame.case.unit_id)
    row = trigger_of_unit(frame.case, trigger)
    told = {"alasan": row.clarification}
    label = gettext_lazy("Klarifikasi TPI")
    form = ReasonForm(label, request.POST or None, longest=LONGEST_TEXT, initial=told)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        clarify_trigger(actor=frame.actor, trigger_id=row.pk, text=typed["alasan"], now=timezone.now())

    lead = f"{row.get_kind_display()}: {row.source}"
    deed = Deed(
        _("Klarifikasi TPI"), _("Simpan klarifikasi"), _back(frame), _("Klarifikasi dicatat."), lead, decides=False
    )
    return on_case(request, frame, form, deed, act)


@requires(may(EXAMINE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def examine(request: HttpRequest, unit: str, year: int, trigger: UUID) -> HttpResponse:
    """Record what the examination of a trigger found. Raises OutcomeNotFound (404)."""
    frame = case_frame(request, unit, year)
    require(frame.actor, EXAMINE, unit_id=frame.case.unit_id)
    row = trigger_of_unit(frame.case, trigger)
    form = ExaminationForm(request.POST or None, asks=not row.clarification)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        wish = ExaminationWish(typed["hasil"], typed["temuan"], typed.get("klarifikasi", ""))
        examine_trigger(actor=frame.actor, trigger_id=row.pk, wish=wish, now=timezone.now())

    lead = f"{row.get_kind_display()}: {row.source}"
    deed = Deed(_("Periksa pemicu"), _("Catat hasil"), _back(frame), _("Hasil pemeriksaan dicatat."), lead)
    return on_case(request, frame, form, deed, act, clarification=row.clarification)


@requires(may(EVENT["propose_revocation"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Recommend to the Minister that the title be revoked."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "propose_revocation")) is not None:
        return elsewhere
    form = RecommendationForm(request.POST or None)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        words, letter = typed["rekomendasi"], typed["surat"]
        propose_revocation(
            actor=frame.actor, case_id=frame.case.pk, recommendation=words, letter=letter, now=timezone.now()
        )

    deed = Deed(
        _("Rekomendasikan pencabutan"),
        _("Kirim rekomendasi"),
        _back(frame),
        _("Rekomendasi pencabutan dicatat. Panel memutusnya."),
        danger=True,
    )
    return on_case(request, frame, form, deed, act)


@requires(may(EVENT["drop_revocation"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Not pursue a recommended revocation."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "drop_revocation")) is not None:
        return elsewhere
    form = ReasonForm(gettext_lazy("Pertimbangan"), request.POST or None)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        drop_revocation(actor=frame.actor, case_id=frame.case.pk, reason=typed["alasan"], now=timezone.now())

    deed = Deed(_("Tidak melanjutkan pencabutan"), _("Catat putusan"), _back(frame), _("Predikat tetap berlaku."))
    return on_case(request, frame, form, deed, act)


@requires(may(EVENT["revoke"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revocation(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Record the decree that revokes the title."""
    frame = case_frame(request, unit, year)
    if (elsewhere := case_deed(request, frame, "revoke")) is not None:
        return elsewhere
    form = DecreeForm(request.POST or None, grants=False)

    def act(typed: dict[str, Any], files: list[Received]) -> None:
        revoke(actor=frame.actor, case_id=frame.case.pk, decree=decree_wish(typed, files), now=timezone.now())

    deed = Deed(
        _("Catat keputusan pencabutan"),
        _("Catat dan cabut predikat"),
        _back(frame),
        _("Predikat dicabut."),
        lead=_("Unit tidak dapat diusulkan lagi selama dua tahun sejak tanggal keputusan."),
        files=_("Salinan keputusan"),
        danger=True,
    )
    return on_case(request, frame, form, deed, act)


def _back(frame: CaseFrame) -> str:
    return reverse("outcomes:monitoring", args=[frame.context["case_unit"], frame.case.year])
