"""Writing a package as a stream: into a file that is there whole or not at all, or to a browser as it comes."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from pulau.exchange.packages.bag import BagWriter
from pulau.exchange.packages.checking import file_digest
from pulau.foundation import storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pulau.apps.worksheets.packaging.collecting import Packing

_CHUNK: Final = 1024 * 1024


class _Outlet(io.RawIOBase):
    """Where the ZIP is written: what came since it was last emptied."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]  # ZipFile writes bytes
        """Take a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def emptied(self) -> bytes:
        """Return what came, and forget it."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def missing_files(packing: Packing) -> list[str]:
    """Return the places of those files that do not lie in the store: asked before a stream begins."""
    return [blob.place for blob in packing.blobs if not storage.holds(blob.digest)]


def streamed(packing: Packing, tell: Callable[[int, int], None] = lambda _done, _all: None) -> Iterator[bytes]:
    """Yield a package piece by piece; `tell` gets files done and all of them. The same packing gives the same bytes.

    Raises BlobMissing, StoreUnavailable, PayloadDiffers (a file is not what its digest says) on the way: what was
    yielded until then is no package, and no check takes it for one.
    """
    outlet = _Outlet()
    with BagWriter(cast("IO[bytes]", outlet), packing.name, packing.moment) as bag:
        for document, content in packing.documents.items():
            bag.add(document, [content], size=len(content))
        for done, blob in enumerate(packing.blobs, 1):
            chunks = _chunks(blob.digest)
            for _step in bag.adding(blob.place, chunks, size=blob.size, digest=blob.digest, packed=blob.packed):
                yield outlet.emptied()
            tell(done, len(packing.blobs))
        bag.end(packing.info)
    yield outlet.emptied()


def write_package(packing: Packing, path: Path, tell: Callable[[int, int], None]) -> str:
    """Write a package beside its place, move it there, and return the SHA-256 of its file.

    Raises OSError and as `streamed`: nothing is then left at its place.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".package-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in streamed(packing, tell):
                file.write(piece)
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
