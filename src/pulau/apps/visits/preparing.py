"""Making the copy of a photo that people look at: its pixels alone, turned upright, in the sandbox of all files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.visits.models import Photo, PhotoState
from pulau.exchange.files.kinds import KINDS
from pulau.exchange.files.viewing import View
from pulau.exchange.files.viewing import prepare as prepare_view
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulau.exchange.files.kinds import Kind

MOST_TRIES: Final = 3
_CODES: Final = {".jpg": "jpeg", ".png": "png"}


def prepare(tenant_id: UUID, photo_id: UUID, view: Callable[[Path, Kind, Path], View] = prepare_view) -> None:
    """Make the copy of a photo that waits for it; one that has it is left alone. `view` makes it."""
    photo = _take(tenant_id, photo_id)
    if photo is None:
        return
    try:
        with tempfile.TemporaryDirectory(prefix="pulau-photo-") as folder:
            source, room = Path(folder) / "photo", Path(folder) / "made"
            room.mkdir()
            source.write_bytes(storage.get(photo.digest))
            made = view(source, KINDS[photo.kind], room).clean
            copy = (storage.put_path(made), _CODES.get(made.suffix, "")) if made is not None else None
    except (storage.StoreUnavailable, storage.BlobMissing, storage.BlobDamaged):
        copy = None
    _finish(tenant_id, photo, copy)


def waiting_in(tenant_id: UUID, most: int = 200) -> list[UUID]:
    """Return photos of a body whose copy is not made."""
    rows = Photo.objects.for_tenant(tenant_id).filter(state=PhotoState.WAITING)
    return list(rows.order_by("at").values_list("pk", flat=True)[:most])


def _take(tenant_id: UUID, photo_id: UUID) -> Photo | None:
    with behind_wall(tenant_id), transaction.atomic():
        rows = Photo.objects.for_tenant(tenant_id).select_for_update(of=("self",), skip_locked=True)
        row: Photo | None = rows.filter(pk=photo_id, state=PhotoState.WAITING).order_by().first()
        if row is not None:
            row.tries += 1
            row.save(update_fields=["tries"])
        return row


def _finish(tenant_id: UUID, photo: Photo, copy: tuple[str, str] | None) -> None:
    if copy is not None:
        photo.copy, photo.copy_kind = copy
        photo.state = PhotoState.READY
    elif photo.tries >= MOST_TRIES:
        photo.state = PhotoState.FAILED
    with behind_wall(tenant_id), transaction.atomic():
        photo.save(update_fields=["copy", "copy_kind", "state"])
