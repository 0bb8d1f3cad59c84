"""Files of an ordinary form that is shown again: they become uploads, so that nobody has to choose them twice."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.foundation.uploads import staging
from pulau.foundation.uploads.keeping import Finished, TooManyUploads, UploadTooLarge, begin_upload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.core.shared.actor import Actor


def hold(actor: Actor, files: Iterable[Finished], *, now: datetime) -> list[Finished]:
    """Return the files as uploads of the actor's, for a form to name; one for which there is no room is left out."""
    held = (file if file.upload_id is not None else _held(actor, file, now) for file in files)
    return [file for file in held if file is not None]


def _held(actor: Actor, file: Finished, now: datetime) -> Finished | None:
    try:
        with transaction.atomic():
            row = begin_upload(actor=actor, name=file.name, length=file.size, now=now)
            place = staging.path_of(row.pk)
            place.touch(mode=0o600)
            shutil.copyfile(file.path, place)
            handle = os.open(place, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    except (UploadTooLarge, TooManyUploads, staging.StagingFull, OSError):
        return None
    return replace(file, path=place, upload_id=row.pk)
