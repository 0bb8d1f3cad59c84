"""Files of a release as they come to be: their digest and size are known the moment they are whole.

Texts lie packed (gzip, without name or time, so that equal texts give equal bytes); what counts for a reader is the
text itself, so `digest` and `size` are the text's.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LEVEL: Final = 5
"""Of gzip: a third less time than the usual one, for a few percent of bytes."""
_PIECE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file at `path`. `digest` and `size` are what a reader has of it; `packed`: it lies there in gzip."""

    name: str
    media_type: str
    path: Path
    digest: str
    size: int
    rows: int
    packed: bool


class PackedText:
    """A text that is written in pieces."""

    def __init__(self, folder: Path, name: str, media_type: str) -> None:
        self._name, self._media_type = name, media_type
        self._path = folder / f"{name}.gz"
        self._raw = self._path.open("xb")
        self._file = gzip.GzipFile("", "wb", _LEVEL, self._raw, mtime=0)
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, text: str) -> None:
        """Write on."""
        content = text.encode("utf-8", "replace")
        self._digest.update(content)
        self._size += len(content)
        self._file.write(content)

    def close(self) -> None:
        """Close the file, whole or not."""
        self._file.close()
        self._raw.close()

    def made(self, rows: int = 0) -> Made:
        """Return what was made, once it is closed."""
        return Made(self._name, self._media_type, self._path, self._digest.hexdigest(), self._size, rows, packed=True)


def text_file(folder: Path, name: str, media_type: str, text: str) -> Made:
    """Write a whole text."""
    file = PackedText(folder, name, media_type)
    try:
        file.write(text)
    finally:
        file.close()
    return file.made()


def plain_file(folder: Path, name: str, media_type: str, *, content: bytes | None = None, rows: int = 0) -> Made:
    """Return a file that lies there as it is; with `content` it is written first."""
    path = folder / name
    if content is not None:
        path.write_bytes(content)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return Made(name, media_type, path, digest.hexdigest(), path.stat().st_size, rows, packed=False)
