"""Photos of a visit: taken in as they come (`…/foto`), and looked at without what tells more than the picture."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.evidence.contract import give, receive
from pulau.apps.visits.models import PhotoState
from pulau.apps.visits.pages import on_team
from pulau.apps.visits.policies import LOOK, RECORD
from pulau.apps.visits.refusals import VisitNotFound, VisitRefused
from pulau.apps.visits.selectors import get_visit_for, inside, photo_by_key, photos_of
from pulau.apps.visits.services.photos import MOST_BYTES, keep_photo
from pulau.apps.visits.views.common import UNPROCESSABLE, key_and_time, now_of, see
from pulau.apps.visits.wishes import PhotoWish
from pulau.apps.visits.wording import sentence, words_of
from pulau.core.shared.problems import BadInput
from pulau.exchange.files.kinds import KINDS
from pulau.exchange.messages import reasons
from pulau.foundation.live.outbox import received as received_key
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.uploads.keeping import UploadNotFound
from pulau.foundation.uploads.reading import UploadRefused, received

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from pulau.apps.assessments.contract import CaseFrame
    from pulau.apps.visits.models import Visit

_FACES = {"tidak": False, "ya": True}


@requires(may(RECORD))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, unit: str, year: int, visit: UUID) -> HttpResponse:
    """Take a photo in; GET shows the form alone, for who has no script. Raises CaseNotFound, VisitNotFound (404)."""
    frame = case_frame(request, unit, year)
    row = get_visit_for(frame.actor, frame.case, visit)
    if not on_team(frame.actor, frame.case, row):
        raise PermissionDenied(RECORD.code)
    if request.method != "POST":
        return _page(request, frame, row)
    now = now_of()
    key, sent, taken_at = key_and_time(request, now)
    if photo_by_key(frame.actor, row, key) is not None:
        return received_key(sent) or see(reverse("visits:note", args=[unit, year, row.pk]))
    try:
        late = _keep(request, frame, row, (key, taken_at, now))
    except VisitRefused as problem:
        return _page(request, frame, row, words_of(problem))
    except (UploadRefused, UploadNotFound) as problem:
        return _page(request, frame, row, str(problem) if isinstance(problem, UploadRefused) else _("Pilih lagi."))
    except BadInput as problem:
        return _page(request, frame, row, " ".join(reasons(problem, spoken_language())))
    if sent is None:
        messages.success(request, _("Foto disimpan sebagai susulan.") if late else _("Foto disimpan."))
    return received_key(sent) or see(reverse("visits:note", args=[unit, year, row.pk]) + "#foto")


@requires(may(LOOK))
@never_cache
@require_safe
def look(request: HttpRequest, unit: str, year: int, visit: UUID, photo: UUID) -> HttpResponseBase:
    """Show the copy of a photo to those who visit. Raises CaseNotFound, VisitNotFound (404)."""
    frame = case_frame(request, unit, year)
    row = get_visit_for(frame.actor, frame.case, visit)
    found = photos_of(row).filter(pk=photo).first() if inside(frame.actor, frame.case, row.kind) else None
    if found is None or found.state != PhotoState.READY:
        raise VisitNotFound(photo)
    kind = KINDS[found.copy_kind]
    try:
        return give(request, found.copy, name=f"foto.{kind.extensions[0]}", media=kind.media, inline=True)
    except (BlobMissing, BlobDamaged) as problem:
        raise VisitNotFound(photo) from problem


def _keep(request: HttpRequest, frame: CaseFrame, row: Visit, when: tuple[UUID, datetime, datetime]) -> bool:
    """Keep the photo of a form; says whether it came late."""
    key, taken_at, now = when
    faces = _FACES.get(request.POST.get("wajah", ""))
    if faces is None:
        raise VisitRefused("faces-missing", "wajah")
    files = received(request, frame.actor, "foto")
    if not files:
        raise VisitRefused("photo-missing", "foto")
    if files[0].size > MOST_BYTES:
        raise VisitRefused("photo-large", "foto", most=MOST_BYTES // 1024**2)
    wish = PhotoWish(
        key=key,
        taken_at=taken_at,
        faces=faces,
        consent=request.POST.get("persetujuan", ""),
        line=request.POST.get("baris", ""),
        note=request.POST.get("keterangan", ""),
        place=request.POST.get("tempat", ""),
        latitude=_degrees(request, "lintang"),
        longitude=_degrees(request, "bujur"),
    )
    file = receive(files[0])
    with transaction.atomic():
        return keep_photo(actor=frame.actor, visit_id=row.pk, wish=wish, file=file, now=now).late


def _degrees(request: HttpRequest, name: str) -> Decimal | None:
    text = request.POST.get(name, "").strip()
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise VisitRefused("place-wrong", "tempat") from None


def _page(request: HttpRequest, frame: CaseFrame, row: Visit, problem: str = "") -> HttpResponse:
    context = {
        **frame.context,
        "visit": row,
        "errors": [("foto", problem)] if problem else [],
        "typed": request.POST,
        "missing": sentence("faces-missing"),
    }
    return render(request, "visits/photo.html", context, status=UNPROCESSABLE if problem else 200)
