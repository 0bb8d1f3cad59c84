"""Files by their content: what was put in is found again under its digest, and never changes.

Nothing is overwritten: the same bytes have the same place. A file is written beside its place, synced to the disk and
then moved there, so that a place is empty or whole. The folder is `STORAGES["blobs"]`, which may be an S3 server too.
"""

from __future__ import annotations

import hashlib
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

from pulau.foundation.storage.local import write_once

ALIAS: Final = "blobs"


class BlobMissing(Exception):  # noqa: N818 - a fact, as every error of this project
    """Nothing lies under this digest."""


class BlobDamaged(Exception):  # noqa: N818 - a fact
    """What lies under a digest is not what was put there."""


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes) -> str:
    """Keep some bytes, and return their digest. Putting the same again changes nothing. Raises OSError (disk full)."""
    digest = digest_of(content)
    storage = _storage()
    if isinstance(storage, FileSystemStorage):
        write_once(storage.path(_place(digest)), content)
    elif not storage.exists(_place(digest)):
        storage.save(_place(digest), ContentFile(content))
    return digest


def get(digest: str) -> bytes:
    """Return the bytes under a digest, compared with it. Raises BlobMissing, BlobDamaged."""
    try:
        with _storage().open(_place(digest)) as file:
            content = bytes(file.read())
    except FileNotFoundError as problem:
        raise BlobMissing(digest) from problem
    if digest_of(content) != digest:
        raise BlobDamaged(digest)
    return content


def holds(digest: str) -> bool:
    """Whether something lies under a digest."""
    return _storage().exists(_place(digest))


def _storage() -> Storage:
    return storages[ALIAS]


def _place(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
