"""The titles of a body (`/predikat`): history and bars; recording earlier ones, one decree for many, correcting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.agencies.contract import units_of
from pulau.apps.assessments.contract import EVENT, StageMoved, cases_for
from pulau.apps.evidence.contract import give
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.bars import RunningBar, running_bars
from pulau.apps.outcomes.forms import AreaTitleForm, CertificateForm, DecreeForm, QualificationForm, TitleForm
from pulau.apps.outcomes.models import Decree, DecreeKind, TitleState
from pulau.apps.outcomes.pages import title_views
from pulau.apps.outcomes.policies import CERTIFY, GIVE_AREA_TITLE, QUALIFY, RECORD_TITLE, SEE_TITLES, to_correct
from pulau.apps.outcomes.proving import decree_standing, needs_witnesses
from pulau.apps.outcomes.refusals import OutcomeNotFound, OutcomeRefused
from pulau.apps.outcomes.selectors import (
    decides_cases,
    decree_versions,
    find_titles,
    get_title,
    qualifications_of,
    titles_by_decree,
)
from pulau.apps.outcomes.services.areas import determine_area
from pulau.apps.outcomes.services.certifying import certify
from pulau.apps.outcomes.services.decrees import correct_decree
from pulau.apps.outcomes.services.titles import determine, qualify, record_title
from pulau.apps.outcomes.views.common import CONFLICT, Deed, asked_words, do
from pulau.apps.outcomes.views.outcome import OCTETS, decree_wish
from pulau.apps.outcomes.wishes import TitleWish
from pulau.apps.zone_areas.contract import areas_of
from pulau.core.workflow.assessment import RECOMMENDED
from pulau.exchange.table_files import Cell, csv_lines
from pulau.foundation.calendar import today_of
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest, HttpResponseBase

    from pulau.apps.evidence.contract import Received
    from pulau.apps.outcomes.pages import TitleView

CSV: Final = "text/csv; charset=utf-8"
PAGE: Final = "outcomes/page_form.html"
MOST_CASES: Final = 200


@requires(may(SEE_TITLES))
@never_cache
@require_safe
def titles(request: HttpRequest) -> HttpResponse:
    """List the titles of the body with how they stand, and the bars that run."""
    actor = required_actor(request)
    today = today_of(actor, timezone.now())
    words, state = asked_for(request), asked_for(request, "keadaan")
    state = state if state in TitleState.values else ""
    listed = paged(request, find_titles(actor, today, words, state), cari=words, keadaan=state)
    rows = list(listed["page"].object_list)
    bars = running_bars(actor.tenant_id, {row.unit_id for row in rows if row.unit_id}, today)
    context = {
        **listed,
        "rows": [(view, _bar(view, bars)) for view in title_views(actor.tenant_id, rows, today)],
        "words": words,
        "state": state,
        "states": TitleState.choices,
        "records": allowed(actor, RECORD_TITLE),
        "determines": allowed(actor, EVENT["determine"], state=RECOMMENDED),
        "qualifies": allowed(actor, QUALIFY),
        "gives_areas": allowed(actor, GIVE_AREA_TITLE),
        "qualifications": qualifications_of(actor),
    }
    return render(request, "outcomes/titles.html", context)


@requires(may(SEE_TITLES))
@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Return the titles that are asked for as CSV."""
    actor = required_actor(request)
    today = today_of(actor, timezone.now())
    words, state = asked_for(request), asked_for(request, "keadaan")
    rows = list(find_titles(actor, today, words, state if state in TitleState.values else ""))
    bars = running_bars(actor.tenant_id, {row.unit_id for row in rows if row.unit_id}, today)
    head = [_("penyandang"), _("predikat"), _("keadaan"), _("sejak"), _("sampai"), _("keputusan"), _("tanggal"),
            _("dicabut dengan"), _("larangan usulan sampai"), _("sumber")]  # fmt: skip
    lines = csv_lines(head, _cells(title_views(actor.tenant_id, rows, today), bars))
    return HttpResponse(
        "".join(lines), content_type=CSV, headers={"Content-Disposition": 'attachment; filename="predikat.csv"'}
    )


def _cells(views: list[TitleView], bars: Mapping[UUID, RunningBar]) -> Iterator[list[Cell]]:
    for view in views:
        row, bar = view.row, _bar(view, bars)
        until = row.until.isoformat() if row.until else ""
        day = view.decree.day.isoformat()
        yield [row.name, row.title, view.words, row.since.isoformat(), until, view.decree.number, day,
               view.closing[0].number if view.closing else "",
               bar.last.isoformat() if bar else "", row.source]  # fmt: skip


def _bar(view: TitleView, bars: Mapping[UUID, RunningBar]) -> RunningBar | None:
    """Return the bar that runs against the holder of a title, or None."""
    return bars.get(view.row.unit_id) if view.row.unit_id else None


@requires(may(RECORD_TITLE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Record a title from before the platform."""
    actor = required_actor(request)
    form = TitleForm([(row.pk, row.name) for row in units_of(actor)], request.POST or None)

    def act(typed: dict[str, Any], files: list[Received]) -> None:
        wish = TitleWish(UUID(typed["unit"]), typed["predikat"], typed["penetap"], typed["sumber"])
        record_title(actor=actor, wish=wish, decree=decree_wish(typed, files), now=timezone.now())

    deed = Deed(
        _("Catat predikat dari sebelum platform"),
        _("Catat predikat"),
        reverse("outcomes:titles"),
        _("Predikat dicatat beserta sumbernya."),
        files=_("Salinan keputusan"),
        decides=False,
        template=PAGE,
    )
    return do(request, actor, form, deed, act, {})


@requires(may(EVENT["determine"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grant_many(request: HttpRequest) -> HttpResponse:
    """Record one decree for many recommended cases of the body: all of them get their titles, or none."""
    actor = required_actor(request)
    if not allowed(actor, EVENT["determine"], state=RECOMMENDED):
        raise PermissionDenied
    cases = list(cases_for(actor).filter(stage=RECOMMENDED).order_by("unit_name", "year")[:MOST_CASES])
    chosen = set(request.POST.getlist("penilaian"))
    form = DecreeForm(request.POST or None)

    def act(typed: dict[str, Any], files: list[Received]) -> None:
        picked = [case.pk for case in cases if str(case.pk) in chosen]
        if len(picked) != len(chosen):
            raise OutcomeRefused(why.NOTHING_CHOSEN, "cases")
        determine(actor=actor, case_ids=picked, wish=decree_wish(typed, files), now=timezone.now())

    deed = Deed(
        _("Satu keputusan untuk beberapa unit"),
        _("Catat dan tetapkan"),
        reverse("outcomes:titles"),
        _("Predikat ditetapkan."),
        lead=_("Semua unit yang dipilih ditetapkan bersama, atau tidak satu pun."),
        files=_("Salinan keputusan"),
        template=PAGE,
    )
    offered = [(case, str(case.pk) in chosen) for case in cases]
    try:
        return do(request, actor, form, deed, act, {"offered": offered, "none_offered": not cases})
    except StageMoved:
        form.add_error("nomor", _("Salah satu penilaian sudah berpindah tahap. Muat ulang halaman ini."))
        return _again(request, form, deed, offered)


def _again(request: HttpRequest, form: DecreeForm, deed: Deed, offered: list[Any]) -> HttpResponse:
    """Show the form again with what was typed (409)."""
    told = {"deed": deed, "fields": field_views(form), "errors": summary_of(form), "offered": offered}
    return render(request, deed.template, told, status=CONFLICT)


@requires(may(GIVE_AREA_TITLE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grant_area(request: HttpRequest) -> HttpResponse:
    """Record the decree that gives a zone area of the body its title."""
    actor = required_actor(request)
    today = today_of(actor, timezone.now())
    areas = [(row.pk, row.name) for row in areas_of(actor, today)[:MOST_CASES]]
    form = AreaTitleForm(areas, (today.year, today.year - 1), request.POST or None)

    def act(typed: dict[str, Any], files: list[Received]) -> None:
        determine_area(
            actor=actor, zone_area_id=UUID(typed["kawasan"]), title=typed["predikat"], year=int(typed["tahun"]),
            wish=decree_wish(typed, files), now=timezone.now(),
        )  # fmt: skip

    deed = Deed(
        _("Tetapkan predikat kawasan"),
        _("Catat dan tetapkan"),
        reverse("outcomes:titles"),
        _("Predikat kawasan ditetapkan."),
        lead=_("Hanya bila semua unitnya dan nilai integrasinya memenuhi syarat pada tahun itu."),
        files=_("Salinan keputusan"),
        template=PAGE,
    )
    return do(request, actor, form, deed, act, {})


@requires(may(CERTIFY))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, title: UUID) -> HttpResponse:
    """Prepare the certificate of a title of the body: of an area, or from before the platform. Raises Http404."""
    actor = required_actor(request)
    held = get_title(actor, title)
    require(actor, CERTIFY, unit_id=held.unit_id)
    form = CertificateForm(request.POST or None)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        certify(actor=actor, title_id=held.pk, position=typed["jabatan"], now=timezone.now())

    deed = Deed(
        _("Terbitkan sertifikat"),
        _("Siapkan sertifikat"),
        reverse("outcomes:decree", args=[held.decree_id]),
        asked_words(held),
        lead=f"{held.name}, {held.title}",
        template=PAGE,
    )
    return do(request, actor, form, deed, act, {})


@requires(may(QUALIFY))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_evaluation(request: HttpRequest) -> HttpResponse:
    """Record that the Minister lets the body evaluate WBK itself."""
    actor = required_actor(request)
    form = QualificationForm(request.POST or None)

    def act(typed: dict[str, Any], _files: list[Received]) -> None:
        days = (typed["sejak"], typed["sampai"])
        qualify(actor=actor, title="WBK", days=days, source=typed["sumber"], now=timezone.now())

    deed = Deed(
        _("Kewenangan evaluasi WBK mandiri"),
        _("Catat kewenangan"),
        reverse("outcomes:titles"),
        _("Kewenangan dicatat."),
        lead=_("Menteri dapat mengizinkan instansi mengevaluasi dan menetapkan WBK sendiri (Permenpan RB 5/2024)."),
        template=PAGE,
    )
    return do(request, actor, form, deed, act, {})


@requires(may(SEE_TITLES))
@never_cache
@require_safe
def decree(request: HttpRequest, series: UUID) -> HttpResponse:
    """Show a decree with all its versions and the titles that it gave or took. Raises OutcomeNotFound (404)."""
    actor = required_actor(request)
    versions = _versions(actor.tenant_id, series)
    today = today_of(actor, timezone.now())
    rows = titles_by_decree(actor.tenant_id, series)
    context = {
        "versions": versions,
        "decree": versions[0],
        "grants": versions[0].kind == DecreeKind.GRANT,
        "titles": title_views(actor.tenant_id, rows, today),
        "corrects": allowed(actor, to_correct(versions[0], decides=decides_cases(actor.tenant_id, series))),
        "certifies": allowed(actor, CERTIFY),
        "standing": decree_standing(versions[0]),
    }
    return render(request, "outcomes/decree.html", context)


@requires(may(SEE_TITLES))
@never_cache
@require_safe
def decree_file(request: HttpRequest, series: UUID, version: int) -> HttpResponseBase:
    """Give out the document of a version of a decree. Raises OutcomeNotFound, Http404."""
    actor = required_actor(request)
    row = next((one for one in _versions(actor.tenant_id, series) if one.version == version and one.digest), None)
    if row is None:
        raise OutcomeNotFound
    try:
        return give(request, row.digest, name=row.file_name, media=OCTETS)
    except (BlobMissing, BlobDamaged) as problem:
        raise Http404 from problem


@requires(may(SEE_TITLES))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, series: UUID) -> HttpResponse:
    """Record a decree anew, with the reason. Raises OutcomeNotFound (404), PermissionDenied."""
    actor = required_actor(request)
    row = _versions(actor.tenant_id, series)[0]
    if not allowed(actor, to_correct(row, decides=decides_cases(actor.tenant_id, series))):
        raise PermissionDenied
    told = {"nomor": row.number, "tanggal": row.day, "tentang": row.about, "berlaku_dari": row.valid_from,
            "berlaku_sampai": row.valid_until}  # fmt: skip
    grants = row.kind == DecreeKind.GRANT
    form = DecreeForm(request.POST or None, grants=grants, corrects=True, initial=told)

    def act(typed: dict[str, Any], files: list[Received]) -> None:
        wish, reason = decree_wish(typed, files), typed["alasan"]
        correct_decree(actor=actor, series=series, wish=wish, reason=reason, now=timezone.now())

    deed = Deed(
        _("Perbaiki keputusan"),
        _("Simpan sebagai versi baru"),
        reverse("outcomes:decree", args=[series]),
        _("Keputusan diperbaiki. Sertifikatnya diterbitkan ulang untuk ditandatangani, setelah disaksikan log publik.")
        if needs_witnesses()
        else _("Keputusan diperbaiki. Sertifikatnya diterbitkan ulang untuk ditandatangani."),
        files=_("Salinan keputusan yang benar"),
        template=PAGE,
    )
    return do(request, actor, form, deed, act, {})


def _versions(tenant_id: UUID, series: UUID) -> list[Decree]:
    found = decree_versions(tenant_id, series)
    if not found:
        raise OutcomeNotFound
    return found
