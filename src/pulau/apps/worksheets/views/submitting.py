"""Handing a self-assessment in (`ajukan`), what was handed in (`ajuan`), and taking it back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.assessing import assess
from pulau.apps.worksheets.comparing_submissions import compare_submission
from pulau.apps.worksheets.desk.frame import Desk, desk_context, desk_of, open_desk
from pulau.apps.worksheets.handing_news import assessors_of
from pulau.apps.worksheets.handing_selectors import get_submission_of, standing_submission, submissions_of
from pulau.apps.worksheets.locked import WorksheetSubmitted, require_draft
from pulau.apps.worksheets.models import SubmissionState
from pulau.apps.worksheets.next_step import next_day, review_days
from pulau.apps.worksheets.policies import SUBMIT, WITHDRAW, submits
from pulau.apps.worksheets.scored import score_file
from pulau.apps.worksheets.selectors import get_worksheet_for
from pulau.apps.worksheets.services.handing import (
    Handing,
    SubmissionEnded,
    SubmissionHeld,
    SubmissionTaken,
    WarningsUnaccepted,
    WorksheetMoved,
    submit_worksheet,
    withdraw_submission,
)
from pulau.apps.worksheets.views.checking import check_context
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.exchange.packages.manifest import read_manifest
from pulau.exchange.score_file import OWN
from pulau.foundation import storage
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.api.score_answers import answer_score
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.apps.worksheets.models import Submission, Worksheet

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
UNAVAILABLE: Final = 503
ACCEPT_FIELD: Final = "terima"
SEAL_FIELD: Final = "segel"
_log: Final = logging.getLogger(__name__)


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Say what handing in does and ask for it; or hand in, by the head alone, who was asked again who they are."""
    row = get_worksheet_for(actor_of(request), unit, year)
    require(actor_of(request), SUBMIT, unit_id=row.unit_id)
    if request.method == "POST":
        return _submit(request, unit, year)
    require_draft(row)
    return _page(request, unit, year)


@recently_confirmed
def _submit(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    actor = actor_of(request)
    row = get_worksheet_for(actor, unit, year)
    accepted = request.POST.getlist(ACCEPT_FIELD)
    handing = Handing(request.POST.get(SEAL_FIELD, ""), accepted)
    try:
        made = submit_worksheet(actor=actor, worksheet_id=row.pk, handing=handing, now=timezone.now())
    except WorksheetSubmitted:
        there = standing_submission(row)
        if there is None or there.submitted_by_id != actor.user_id:
            raise
        return _to(row.unit.code, year, there)  # the second press of the same button
    except WorksheetMoved:
        said = _("Isi lembar kerja berubah sejak Anda membuka halaman ini. Mohon lihat sekali lagi.")
        return _page(request, unit, year, status=CONFLICT, problem=said, accepted=accepted)
    except SubmissionHeld:
        said = _("Masih ada yang menghalangi pengajuan.")
        return _page(request, unit, year, status=UNPROCESSABLE, problem=said, accepted=accepted)
    except WarningsUnaccepted as unaccepted:
        said = _("Masih ada peringatan yang belum Anda tandai.")
        page = {"problem": said, "accepted": accepted, "missing": unaccepted.codes}
        return _page(request, unit, year, status=UNPROCESSABLE, **page)
    messages.success(request, _("Penilaian mandiri diajukan. Tim, TPI, dan pengelola instansi sudah diberi tahu."))
    return _to(row.unit.code, year, made)


def _to(unit: str, year: int, made: Submission) -> HttpResponse:
    return HttpResponseRedirect(reverse("worksheets:submission", args=[unit, year, made.number]), status=303)


def _page(request: HttpRequest, unit: str, year: int, *, status: int = 200, **page: object) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    row = get_worksheet_for(actor, unit, year)
    found = assess(actor, row, now)
    desk = desk_of(request, row, found.evaluation, {})
    context = desk_context(desk, "readiness") | check_context(desk, found)
    context |= {
        "seal": found.seal,
        "accepted": page.get("accepted", []),
        "missing": page.get("missing", ()),
        "problem": page.get("problem", ""),
        "next_on": next_day(actor, now, found.today),
        "review_days": review_days(found.today),
        "assessors": len(assessors_of(actor, row, found.today)),
        "today": found.today,
    }
    return render(request, "worksheets/desk/submit.html", context, status=status)


@requires(acts)
@never_cache
@require_safe
def submissions(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """List what was handed in, the newest first, and what became of it."""
    desk = open_desk(request, unit, year)
    context = desk_context(desk, "readiness") | {"submissions": list(submissions_of(desk.row))}
    return render(request, "worksheets/desk/submissions.html", context)


@requires(acts)
@never_cache
@require_safe
def submission(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Show one submission: who, when, what was pinned; with `?cocokkan` whether the rows still say the same."""
    desk = open_desk(request, unit, year)
    return _one(request, desk, get_submission_of(desk.row, number))


def _one(
    request: HttpRequest, desk: Desk, made: Submission, *, status: int = 200, problem: str = "", reason: str = ""
) -> HttpResponse:
    try:
        manifest = read_manifest(storage.get(made.manifest))
    except (storage.BlobMissing, storage.BlobDamaged):
        return _unreadable(request, desk.row, made)
    context = desk_context(desk, "readiness") | {
        "made": made,
        "manifest": manifest,
        "pieces": len({one.code for one in manifest.evidence}),
        "titles_met": [title for title, met in manifest.titles.items() if met],
        "compared": compare_submission(desk.row, manifest) if "cocokkan" in request.GET else None,
        "withdrawable": made.state == SubmissionState.STANDING and submits(desk.actor, desk.row.unit_id),
        "problem": problem,
        "reason": reason,
    }
    return render(request, "worksheets/desk/submission.html", context, status=status)


def _unreadable(request: HttpRequest, row: Worksheet, made: Submission) -> HttpResponse:
    _log.error("the record of submission %s is missing or damaged", made.pk)
    return render(request, "worksheets/desk/submission_missing.html", {"sheet": row}, status=UNAVAILABLE)


@requires(acts)
@never_cache
@require_safe
def manifest(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Give the manifest of a submission, byte for byte as it was pinned."""
    row = get_worksheet_for(actor_of(request), unit, year)
    made = get_submission_of(row, number)
    try:
        kept = storage.get(made.manifest)
    except (storage.BlobMissing, storage.BlobDamaged):
        return _unreadable(request, row, made)
    name = f"ajuan-{row.unit.code}-{row.year}-{made.number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(kept, content_type="application/json", headers=headers)


@requires(acts)
@never_cache
@require_safe
def score(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Give the score of the submission that stands as a file that anybody can compute again; 409 where it ended."""
    row = get_worksheet_for(actor_of(request), unit, year)
    made = get_submission_of(row, number)
    stands = made.state == SubmissionState.STANDING
    name = f"nilai-{row.unit.code}-{row.year}-{OWN}"
    return answer_score(request, name, lambda: score_file(row, made) if stands else None)


@requires(acts)
@never_cache
@require_POST
def withdraw(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Take a submission back, by the head, with a reason."""
    row = get_worksheet_for(actor_of(request), unit, year)
    get_submission_of(row, number)
    require(actor_of(request), WITHDRAW, unit_id=row.unit_id)
    return _withdraw(request, unit, year, number)


@recently_confirmed
def _withdraw(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    desk = open_desk(request, unit, year)
    reason = request.POST.get("alasan", "")
    try:
        made = withdraw_submission(
            actor=desk.actor, worksheet_id=desk.row.pk, number=number, reason=reason, now=timezone.now()
        )
    except BadInput as problem:
        told = " ".join(reasons(problem, desk.language))
        made = get_submission_of(desk.row, number)
        return _one(request, desk, made, status=UNPROCESSABLE, problem=told, reason=reason)
    except SubmissionEnded:
        told = _("Ajuan ini sudah tidak berlaku, jadi tidak ada yang ditarik.")
        return _one(request, desk, get_submission_of(desk.row, number), status=CONFLICT, problem=told)
    except SubmissionTaken as taken:
        made = get_submission_of(desk.row, number)
        return _one(request, desk, made, status=CONFLICT, problem=taken.words, reason=reason)
    messages.success(request, _("Ajuan ditarik kembali. Tim dapat mengubah lembar kerja lagi."))
    return _to(desk.row.unit.code, year, made)
