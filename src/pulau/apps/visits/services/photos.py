"""Photos of a visit as they arrive from phones: each once, with consent where people can be recognised."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pulau.apps.visits.actions import PHOTO_KEPT
from pulau.apps.visits.models import Photo, Visit, VisitState
from pulau.apps.visits.policies import RECORD
from pulau.apps.visits.refusals import VisitRefused
from pulau.apps.visits.rooms import in_time
from pulau.apps.visits.selectors import lock_visit, photo_by_key
from pulau.apps.visits.texts import taken
from pulau.exchange.field_checklist import checklist_on
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.uploads.reading import consume

if TYPE_CHECKING:
    from pulau.apps.evidence.contract import Received
    from pulau.apps.visits.wishes import PhotoWish
    from pulau.core.shared.actor import Actor

KINDS: Final = frozenset({"jpeg", "png", "webp"})
MOST_BYTES: Final = 25 * 1024**2
PREPARE: Final = "pulau.apps.visits.tasks.prepare_photo"
_FINE: Final = Decimal("0.001")
_MOST: Final = {"lintang": 90, "bujur": 180}


@transaction.atomic
def keep_photo(*, actor: Actor, visit_id: UUID, wish: PhotoWish, file: Received, now: datetime) -> Photo:
    """Keep a photo that lies in the store already; the same key a second time changes nothing.

    Raises VisitNotFound, PermissionDenied (not of the team), UploadNotFound, VisitRefused: no picture, too large,
    people on it without a word on whose consent there is.
    """
    row, case = lock_visit(actor, visit_id)
    actor = require(actor, RECORD, unit_id=case.unit_id, state=case.stage)
    if str(actor.user_id) not in row.team or row.state == VisitState.CALLED_OFF:
        raise PermissionDenied(RECORD.code)
    there = photo_by_key(actor, row, wish.key)
    if there is not None:
        return there
    _fits(row, wish, file)
    photo: Photo = Photo.objects.for_actor(actor).create(
        visit_id=row.pk,
        key=wish.key,
        line=wish.line,
        digest=file.digest,
        size=file.size,
        kind=file.kind,
        faces=wish.faces,
        consent=taken(wish.consent, "persetujuan", needed=wish.faces),
        note=taken(wish.note, "keterangan"),
        place=taken(wish.place, "tempat"),
        latitude=_rounded(wish.latitude, "lintang"),
        longitude=_rounded(wish.longitude, "bujur"),
        taken_at=min(wish.taken_at, now),
        user_id=actor.person,
        at=now,
        late=not in_time(case, row, actor.user_id),
    )
    consume(actor, file.upload_id)
    payload = {"visit": row.pk, "digest": file.digest, "size": file.size, "faces": wish.faces, "late": photo.late}
    journal.record(actor, PHOTO_KEPT.code, photo, payload, now, unit_id=case.unit_id)
    enqueue(PREPARE, tenant=str(actor.tenant_id), photo=str(photo.pk))
    return photo


def _fits(visit: Visit, wish: PhotoWish, file: Received) -> None:
    if file.kind not in KINDS:
        raise VisitRefused("photo-kind", "foto")
    if file.size > MOST_BYTES:
        raise VisitRefused("photo-large", "foto", most=MOST_BYTES // 1024**2)
    if wish.line and checklist_on(visit.checklist_on).line(wish.line) is None:
        raise VisitRefused("line-unknown", "foto")


def _rounded(degrees: Decimal | None, field: str) -> Decimal | None:
    if degrees is None:
        return None
    if not degrees.is_finite() or abs(degrees) > _MOST[field]:
        raise VisitRefused("place-wrong", "tempat")
    return degrees.quantize(_FINE, ROUND_HALF_UP)
