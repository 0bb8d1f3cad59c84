"""Uploads of a person: begun, fetched, finished, consumed. They are the person's own until an app keeps the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.http import Http404

from pulau.exchange.files.names import safe_name
from pulau.foundation.storage.faults import unavailable
from pulau.foundation.uploads import staging
from pulau.foundation.uploads.models import Upload

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

KEPT: Final = timedelta(hours=24)
MOST_OPEN: Final = 20
MOST_BYTES: Final = 2 * 1024**3
"""How many uploads, and how much, one person may have on the way."""


class UploadNotFound(Http404):
    """There is no such upload of this person: expired, taken already, or never theirs."""


class UploadUnfinished(Exception):  # noqa: N818 - a fact
    """Not all of the file has come yet."""


class UploadTooLarge(Exception):  # noqa: N818 - a fact
    """The file is longer than the installation takes."""


class TooManyUploads(Exception):  # noqa: N818 - a fact
    """The person has as many uploads, or as many bytes, on the way as one may."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A file that has come whole: where it lies now, its name (safe to show), its length in bytes.

    `digest` is its SHA-256 where somebody knows it; `upload_id` is None for a file of an ordinary form, which is
    gone once the request has been answered.
    """

    path: Path
    name: str
    size: int
    digest: str | None = None
    upload_id: UUID | None = None


def most_bytes() -> int:
    """Return how long one file may be."""
    return int(settings.UPLOAD_MAX_MB) * 1024**2


@transaction.atomic
def begin_upload(*, actor: Actor, name: str, length: int, now: datetime) -> Upload:
    """Begin an upload of the actor's. Raises UploadTooLarge, TooManyUploads, StagingFull, OSError."""
    if length > most_bytes():
        raise UploadTooLarge(length)
    open_now = _own(actor, now).aggregate(files=Count("pk"), bytes=Sum("length"))
    if open_now["files"] >= MOST_OPEN or (open_now["bytes"] or 0) + length > MOST_BYTES:
        raise TooManyUploads
    staging.make_room(length)
    row: Upload = Upload.objects.for_actor(actor).create(
        id=uuid4(), user_id=actor.user_id, file_name=safe_name(name), length=length, created_at=now,
        expires_at=now + KEPT,
    )  # fmt: skip
    return row


def get_upload_for(actor: Actor, upload_id: UUID, *, now: datetime) -> Upload:
    """Return an upload of the actor's own. Raises UploadNotFound."""
    row = _own(actor, now).filter(pk=upload_id).first()
    if row is None:
        raise UploadNotFound(upload_id)
    return row


def finished(actor: Actor, upload_id: UUID, *, now: datetime) -> Finished:
    """Return a whole upload of the actor's. Raises UploadNotFound, UploadUnfinished, StoreUnavailable."""
    row = get_upload_for(actor, upload_id, now=now)
    path = staging.path_of(row.pk)
    try:
        if row.length == 0:
            path.touch(mode=0o600)  # nothing was sent that would have made it
        whole = staging.whole(row.pk, row.length)
    except OSError as problem:
        raise unavailable(problem) from problem
    if not whole:
        raise UploadUnfinished(upload_id)
    return Finished(path, row.file_name, row.length, None, row.pk)


@transaction.atomic
def consume(actor: Actor, upload_id: UUID | None) -> None:
    """End an upload whose file is kept elsewhere now; its bytes go once the transaction is committed.

    Of two who consume the same one gets through: the other raises UploadNotFound, and so keeps nothing. A file of an
    ordinary form (None) goes by itself.
    """
    if upload_id is None:
        return
    gone, _ = Upload.objects.for_actor(actor).filter(pk=upload_id, user_id=actor.user_id).delete()
    if not gone:
        raise UploadNotFound(upload_id)
    transaction.on_commit(lambda: staging.remove(upload_id), robust=True)  # what stays is swept away later


def sweep(tenant_id: UUID, now: datetime) -> list[UUID]:
    """Forget the uploads of a body that have expired, and return them; their files are `staging`'s to remove."""
    old = Upload.objects.for_tenant(tenant_id).filter(expires_at__lt=now)
    ids = list(old.values_list("pk", flat=True))
    old.filter(pk__in=ids).delete()
    return ids


def _own(actor: Actor, now: datetime) -> QuerySet[Upload]:
    return Upload.objects.for_actor(actor).filter(user_id=actor.user_id, expires_at__gt=now)
