"""Writing a bag (BagIt 1.0, RFC 8493) into a ZIP, by streaming: nothing but a piece of one file is in memory.

    with BagWriter(file, "paket-disdukcapil-2026", moment) as bag:
        bag.add("worksheet.json", [content], size=len(content))
        bag.end({"Source-Organization": "…"})

Without `end` there is no bag: the file is to be thrown away.

The same files and moment give the same bytes: entries carry the moment, not the clock's, and stand in the order added.
"""

from __future__ import annotations

import hashlib
import zipfile
from typing import IO, TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping
    from datetime import datetime

PAYLOAD: Final = "data/"
DECLARATION: Final = "bagit.txt"
INFO: Final = "bag-info.txt"
MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
DECLARED: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_FIRST_YEAR: Final = 1980
"""ZIP knows no earlier one."""
_MODE: Final = 0o100644 << 16


class PayloadDiffers(ValueError):  # noqa: N818 - a fact, as every error of this project
    """What was read of a file is not what its digest or its size said; the bag is not to be given to anybody."""


class BagWriter:
    """A bag while it is written; its payload is named below `data/`."""

    def __init__(self, file: IO[bytes], top: str, moment: datetime) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._top, self._moment = top, moment
        self._payload: dict[str, str] = {}
        self._octets = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_why: object) -> None:
        """End the ZIP, whatever became of the bag."""
        self._zip.close()

    def add(self, name: str, chunks: Iterable[bytes], *, size: int, digest: str = "", packed: bool = True) -> None:
        """Write a file of the payload; `packed` is for what gets smaller by it.

        Raises PayloadDiffers where it has another digest or size than was said, ValueError for a name taken already.
        """
        for _step in self.adding(name, chunks, size=size, digest=digest, packed=packed):
            pass

    def adding(
        self, name: str, chunks: Iterable[bytes], *, size: int, digest: str = "", packed: bool = True
    ) -> Iterator[None]:
        """Write a file as `add` does, and pause after each piece, so that what was written can be passed on."""
        if name in self._payload:
            raise ValueError(name)
        found = yield from self._writing(PAYLOAD + name, chunks, size, packed=packed)
        if found[1] != size or (digest and found[0] != digest):
            raise PayloadDiffers(name)
        self._payload[name] = found[0]
        self._octets += size

    def end(self, info: Mapping[str, str]) -> None:
        """Write what a bag says of itself: now it is one."""
        oxum = f"{self._octets}.{len(self._payload)}"
        lines = {**info, "Bagging-Date": f"{self._moment:%Y-%m-%d}", "Payload-Oxum": oxum}
        tags = {
            DECLARATION: DECLARED,
            INFO: "".join(f"{key}: {_one_line(value)}\n" for key, value in lines.items()).encode(),
            MANIFEST: "".join(f"{digest}  {PAYLOAD}{name}\n" for name, digest in self._payload.items()).encode(),
        }
        found = {name: self._write(name, content) for name, content in tags.items()}
        listed = "".join(f"{digest}  {name}\n" for name, digest in found.items()).encode()
        self._write(TAG_MANIFEST, listed)

    def _write(self, name: str, content: bytes) -> str:
        steps = self._writing(name, [content], len(content), packed=True)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                return str(done.value[0])

    def _writing(
        self, name: str, chunks: Iterable[bytes], size: int, *, packed: bool
    ) -> Generator[None, None, tuple[str, int]]:
        entry = zipfile.ZipInfo(f"{self._top}/{name}", self._stamp())
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry.external_attr, entry.file_size = _MODE, size
        digest, octets = hashlib.sha256(), 0
        with self._zip.open(entry, "w") as place:
            for chunk in chunks:
                digest.update(chunk)
                octets += len(chunk)
                place.write(chunk)
                yield
        return digest.hexdigest(), octets

    def _stamp(self) -> tuple[int, int, int, int, int, int]:
        at = self._moment
        return max(at.year, _FIRST_YEAR), at.month, at.day, at.hour, at.minute, at.second


def _one_line(value: str) -> str:
    """Return a value without line ends: a line that begins anew would be another element."""
    return " ".join(value.split())
