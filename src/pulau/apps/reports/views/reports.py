"""Reports of a case: the list with its versions, making one, reading it, what changed, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.reports.changes import changes_between
from pulau.apps.reports.files import DOCX, PDF, docx_of, file_name, pdf_of
from pulau.apps.reports.forms import MakeForm
from pulau.apps.reports.pages import level_words, making_views, part_views, report_views
from pulau.apps.reports.policies import DRAFTS, MAKE, READ, SIGN
from pulau.apps.reports.refusals import (
    DataMoving,
    NobodySigns,
    NothingNew,
    NotNow,
    ReportChanged,
    ReportNotFound,
)
from pulau.apps.reports.scored import body_told
from pulau.apps.reports.selectors import content_of, get_version_for
from pulau.apps.reports.services.making import make_report
from pulau.apps.reports.services.signing import sign_report
from pulau.apps.reports.wishes import ReportWish
from pulau.apps.signing.contract import TROUBLES, Given, asks_secret, told_trouble
from pulau.exchange.reports.content import ReportKind
from pulau.exchange.reports.document import facts_of, kicker_of, parts_of, title_of
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import CaseFrame
    from pulau.apps.reports.models import ReportVersion

CONFLICT: Final = 409
UNPROCESSABLE: Final = 422


@requires(may(READ))
@never_cache
@require_safe
def reports(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """List the reports of a case with their versions and who has signed."""
    frame = case_frame(request, unit, year)
    return _list(request, frame, {})


@requires(may(MAKE))
@never_cache
@require_POST
def make(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Make the next version from the data as they stand."""
    frame = case_frame(request, unit, year)
    require(frame.actor, MAKE, unit_id=frame.case.unit_id, state=frame.case.stage)  # before what was typed is looked at
    form = MakeForm(request.POST)
    if not form.is_valid():
        return _list(request, frame, {name: str(told[0]) for name, told in form.errors.items()}, UNPROCESSABLE)
    wish = ReportWish(ReportKind(form.cleaned_data["jenis"]), form.cleaned_data["nomor"].strip())
    try:
        version = make_report(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=timezone.now())
    except NobodySigns as nobody:
        names = ", ".join(level_words(nobody.lacking))
        told = _("Belum ada yang ditunjuk sebagai %(names)s. Tunjuk dahulu di halaman tim.") % {"names": names}
        return _list(request, frame, {"susun": told}, UNPROCESSABLE)
    except (NothingNew, NotNow, DataMoving) as problem:
        return _list(request, frame, {"susun": _words(problem)}, CONFLICT)
    messages.success(request, _("Versi %(n)d disusun. Penanda tangan diberi tahu.") % {"n": version.number})
    return _to_list(unit, year)


@requires(may(READ))
@never_cache
@require_safe
def version(request: HttpRequest, unit: str, year: int, report: UUID, number: int) -> HttpResponse:
    """Show a version as a page: the same text that stands in the PDF."""
    frame, row = _version(request, unit, year, report, number)
    return _reading(request, frame, row, {})


@requires(may(DRAFTS))
@never_cache
@require_safe
def changes(request: HttpRequest, unit: str, year: int, report: UUID, number: int) -> HttpResponse:
    """Show what a version says otherwise than the one before it."""
    frame, row = _version(request, unit, year, report, number)
    before = get_version_for(frame.actor, frame.case, report, number - 1)
    found = changes_between(content_of(before), content_of(row))
    return render(request, "reports/changes.html", {**frame.context, "row": row, "before": before, "changes": found})


@requires(may(SIGN))
@never_cache
@sensitive_post_parameters()
@require_POST
def sign(request: HttpRequest, unit: str, year: int, report: UUID, number: int) -> HttpResponse:
    """Sign a version; where the data say something else by now, nothing is signed (409)."""
    _version(request, unit, year, report, number)  # whoever finds none is not asked who they are
    return _sign(request, unit, year, report, number)


@recently_confirmed
def _sign(request: HttpRequest, unit: str, year: int, report: UUID, number: int) -> HttpResponse:
    frame, row = _version(request, unit, year, report, number)
    given = Given(request.POST.get("sandi") or None)
    try:
        sign_report(
            actor=frame.actor, case_id=frame.case.pk, report_id=report, number=number, given=given, now=timezone.now()
        )
    except ReportChanged as problem:
        return _reading(request, frame, row, {"sign": _words(problem)}, CONFLICT)
    except TROUBLES as problem:
        return _reading(request, frame, row, {"sign": told_trouble(problem)}, UNPROCESSABLE)
    messages.success(request, _("Laporan ditandatangani."))
    return _to_list(unit, year)


@requires(may(READ))
@never_cache
@require_safe
def pdf(request: HttpRequest, unit: str, year: int, report: UUID, number: int) -> HttpResponse:
    """Send the PDF of a version with the signatures that it has by now."""
    _frame, row = _version(request, unit, year, report, number)
    return _file(pdf_of(row), PDF, file_name(row, "pdf"))


@requires(may(READ))
@never_cache
@require_safe
def docx(request: HttpRequest, unit: str, year: int, report: UUID, number: int) -> HttpResponse:
    """Send the copy of a version that can be edited."""
    _frame, row = _version(request, unit, year, report, number)
    return _file(docx_of(row), DOCX, file_name(row, "docx"))


def _version(
    request: HttpRequest, unit: str, year: int, report: UUID, number: int
) -> tuple[CaseFrame, ReportVersion]:  # fmt: skip
    frame = case_frame(request, unit, year)
    return frame, get_version_for(frame.actor, frame.case, report, number)


def _list(request: HttpRequest, frame: CaseFrame, errors: dict[str, str], status: int = 200) -> HttpResponse:
    if not allowed(frame.actor, READ, unit_id=frame.case.unit_id, state=frame.case.stage):
        raise ReportNotFound
    views = report_views(frame.actor, frame.case)
    context = {
        **frame.context,
        "reports": views,
        "makings": making_views(frame.actor, frame.case, views),
        "errors": errors,
        "summary": list(errors.items()),
        "typed": request.POST,
    }
    return render(request, "reports/reports.html", context, status=status)


def _reading(
    request: HttpRequest, frame: CaseFrame, row: ReportVersion, errors: dict[str, str], status: int = 200
) -> HttpResponse:  # fmt: skip
    content = content_of(row)
    views = [view for view in report_views(frame.actor, frame.case) if view.row.pk == row.report_id]
    context: dict[str, Any] = {
        **frame.context,
        "row": row,
        "view": views[0],
        "newest": views[0].head.row.number == row.number,
        "scored": body_told(row, frame.case) is not None,
        "comparable": any(one.row.number == row.number and one.comparable for one in views[0].versions),
        "title": title_of(content),
        "kicker": kicker_of(content),
        "facts": facts_of(content),
        "parts": part_views(parts_of(content)),
        "signers": content.signers,
        "asks_secret": asks_secret(),
        "errors": errors,
        "summary": [("sandi", told) for told in errors.values()],
    }
    return render(request, "reports/version.html", context, status=status)


def _words(problem: Exception) -> str:
    words = {
        NothingNew: _("Tidak ada yang berubah sejak versi terbaru, jadi tidak ada versi baru."),
        NotNow: _("Laporan ini tidak disusun pada tahap sekarang."),
        DataMoving: _("Data sedang diubah orang lain. Tidak ada yang disusun. Coba lagi sebentar lagi."),
        ReportChanged: _("Data berubah sejak versi ini disusun. Tidak ada yang ditandatangani. Susun versi baru."),
    }
    return words[type(problem)]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _to_list(unit: str, year: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("reports:reports", args=[unit, year]), status=303)
