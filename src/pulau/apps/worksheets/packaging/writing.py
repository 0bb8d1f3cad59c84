"""Writing a package beside its place and moving it there whole: a package is there, or is not."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pulau.exchange.packages.bag import BagWriter
from pulau.exchange.packages.checking import file_digest
from pulau.foundation import storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pulau.apps.worksheets.packaging.collecting import Packing

_CHUNK: Final = 1024 * 1024


def write_package(packing: Packing, path: Path, tell: Callable[[int, int], None]) -> str:
    """Write a package and return the SHA-256 of its file; `tell` gets files done and all of them.

    Raises OSError, BlobMissing, StoreUnavailable, PayloadDiffers (a file is not what its digest says): nothing is then
    left at its place.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".package-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            with BagWriter(file, packing.name, packing.moment) as bag:
                for document, content in packing.documents.items():
                    bag.add(document, [content], size=len(content))
                for done, blob in enumerate(packing.blobs, 1):
                    bag.add(blob.place, _chunks(blob.digest), size=blob.size, digest=blob.digest, packed=blob.packed)
                    tell(done, len(packing.blobs))
                bag.end(packing.info)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)  # it is still there only where writing failed
    return file_digest(path)


def _chunks(digest: str) -> Iterator[bytes]:
    with storage.open_blob(digest) as file:
        while chunk := file.read(_CHUNK):
            yield chunk
