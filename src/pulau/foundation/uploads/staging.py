"""The folder of files on their way in. A file's own length is how much of it has come."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

SPARE_BYTES: Final = 256 * 1024 * 1024
"""So much of the disk stays free whatever people send: the database and its log stand on it too."""


class StagingFull(Exception):  # noqa: N818 - a fact, as every error of this project
    """The disk has no room for a file of this length."""


def folder() -> Path:
    """Return the folder, which is there afterwards, for nobody else to read."""
    place = Path(settings.UPLOADS_FOLDER)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def path_of(upload_id: UUID) -> Path:
    """Return where the bytes of an upload lie."""
    return Path(settings.UPLOADS_FOLDER) / str(upload_id)


def make_room(length: int) -> None:
    """Make sure that a file of this length has room. Raises StagingFull, OSError."""
    if shutil.disk_usage(folder()).free < length + SPARE_BYTES:
        raise StagingFull(length)


def there(upload_id: UUID) -> int:
    """Return how many bytes are there, synced to the disk before anybody is told; none have come: 0. Raises OSError."""
    try:
        handle = os.open(path_of(upload_id), os.O_RDONLY)
    except FileNotFoundError:
        return 0
    try:
        os.fsync(handle)
        return os.fstat(handle).st_size
    finally:
        os.close(handle)


def whole(upload_id: UUID, length: int) -> bool:
    """Whether all bytes are there, synced, and nobody writes just now. Raises OSError.

    Who writes may still take back what differs from its digest; a whole file at rest is changed by nobody any more.
    """
    try:
        handle = os.open(path_of(upload_id), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        os.fsync(handle)
        return os.fstat(handle).st_size == length
    except BlockingIOError:
        return False
    finally:
        os.close(handle)


def remove(upload_id: UUID) -> None:
    """Remove the bytes of an upload, if they are there."""
    path_of(upload_id).unlink(missing_ok=True)


def older_than(seconds: float) -> Iterator[UUID]:
    """Return the uploads whose files nobody has written to for so long."""
    before = time.time() - seconds
    for path in folder().iterdir():
        try:
            found = UUID(path.name)
        except ValueError:
            continue  # not ours
        try:
            if path.stat().st_mtime < before:
                yield found
        except FileNotFoundError:
            continue  # just taken
