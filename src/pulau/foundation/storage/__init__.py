"""Files by their content: what was put in is found again under its digest, and never changes.

The same bytes have the same place, and a place is empty or whole: nothing is overwritten, unless what lies there is
damaged and the right bytes come again. `STORAGES["blobs"]` says where: a folder, or a bucket of an S3 server.
docs/howto/files.md tells operators of it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from django.core.files.storage import FileSystemStorage, Storage, storages

from pulau.foundation.storage.any_storage import PlainStore
from pulau.foundation.storage.faults import BlobDamaged, BlobMissing, StoreUnavailable
from pulau.foundation.storage.local import FolderStore
from pulau.foundation.storage.places import sha256_of

__all__ = ["ALIAS", "BlobDamaged", "BlobMissing", "StoreUnavailable", "check", "digest_of", "digest_of_file", "get",
           "holds", "open_blob", "put", "put_path", "size_of"]  # fmt: skip

ALIAS: Final = "blobs"


class _Store(Protocol):
    def keep_bytes(self, content: bytes, digest: str) -> None: ...
    def keep_file(self, source: Path, digest: str) -> None: ...
    def open(self, digest: str) -> BinaryIO: ...
    def size(self, digest: str) -> int: ...


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces. Raises OSError."""
    with path.open("rb") as file:
        return sha256_of(file)


def put(content: bytes) -> str:
    """Keep some bytes, and return their digest. Putting the same again changes nothing. Raises StoreUnavailable."""
    digest = digest_of(content)
    _store().keep_bytes(content, digest)
    return digest


def put_path(path: Path, *, digest: str | None = None) -> str:
    """Keep a finished file, and return its digest; it is never read whole into memory.

    The file stays where it is, for whoever brought it to remove once the rows that name the digest are committed; on
    the store's own disk both names mean the same bytes, so nobody may write into it again. `digest` is what it is
    believed to be. Raises BlobDamaged where the file is something else, StoreUnavailable, OSError (file not readable).
    """
    found = digest_of_file(path)
    if digest is not None and digest != found:
        raise BlobDamaged(digest)
    _store().keep_file(path, found)
    return found


def get(digest: str) -> bytes:
    """Return the bytes under a digest, compared with it. Raises BlobMissing, BlobDamaged, StoreUnavailable."""
    with _store().open(digest) as file:
        content = bytes(file.read())
    if digest_of(content) != digest:
        raise BlobDamaged(digest)
    return content


def open_blob(digest: str) -> BinaryIO:
    """Open what lies under a digest, to be read in pieces and at any place; whoever opens it closes it.

    It is not compared with its digest (`check` does). Raises BlobMissing, StoreUnavailable; so may its `read`.
    """
    return _store().open(digest)


def size_of(digest: str) -> int:
    """Return how many bytes lie under a digest. Raises BlobMissing, StoreUnavailable."""
    return _store().size(digest)


def check(digest: str) -> None:
    """Read what lies under a digest in pieces and compare. Raises BlobMissing, BlobDamaged, StoreUnavailable."""
    with _store().open(digest) as file:
        if sha256_of(file) != digest:
            raise BlobDamaged(digest)


def holds(digest: str) -> bool:
    """Whether something lies under a digest. Raises StoreUnavailable."""
    try:
        _store().size(digest)
    except BlobMissing:
        return False
    return True


def _store() -> _Store:
    storage: Storage = storages[ALIAS]
    if isinstance(storage, FileSystemStorage):
        return FolderStore(Path(storage.location))
    if type(storage).__module__ == "storages.backends.s3":
        from pulau.foundation.storage.remote import BucketStore  # noqa: PLC0415 - loads boto3, 30 MB, only where used

        return BucketStore(storage)
    return PlainStore(storage)
