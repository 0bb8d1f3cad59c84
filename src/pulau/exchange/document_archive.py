"""A folder of signed documents with its index: files that are there whole or not at all, and can be gone on with.

    archive = Archive(folder)
    with archive.index(head) as index:
        index.add(entry, archive.keep("dukcapil/personal-pact/0123ABCD4567.pdf", digest, read))

The index is written beside its place and moved there at the end, so that it never speaks of files that are missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from typing import TextIO

INDEX: Final = "index.json"
FORMAT: Final = "pulau-documents-1"
_PART: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_FILE: Final = re.compile(r"[A-Z0-9]{1,32}\.pdf")
_CHUNK: Final = 1 << 20


class UnsafeName(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A part of a file's place is none that could do no harm on any system."""


class Kept(StrEnum):
    """What became of a file: written now, or the right one lay there already."""

    WRITTEN = "written"
    THERE = "there"


def place_of(*parts: str) -> str:
    """Return the place of a PDF below the folder, its parts joined by slashes. Raises UnsafeName."""
    *folders, file = parts
    if not (_FILE.fullmatch(file) and all(_PART.fullmatch(folder) for folder in folders)):
        raise UnsafeName("/".join(parts))
    return "/".join(parts)


class Archive:
    """The folder; it is made, for its owner alone, where there is none. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, place: str, digest: str, read: Callable[[], bytes]) -> Kept:
        """Have a file at a place of `place_of`: the right one that lies there stays, any other is replaced.

        Raises what `read` raises, OSError where it cannot be written, ValueError where it is not what the digest says.
        """
        path = self._folder / place
        if path.is_file() and not path.is_symlink() and digest_of(path) == digest:
            return Kept.THERE
        content = read()
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(place)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with beside(path) as file:
            file.buffer.write(content)
        return Kept.WRITTEN

    @contextmanager
    def index(self, head: Mapping[str, Any]) -> Iterator[Index]:
        """Write the index entry by entry; it takes its place when the block ends well, and else the old one stays."""
        with beside(self._folder / INDEX) as file:
            index = Index(file, head)
            yield index
            index.end()


class Index:
    """The index while it is written: one document a line, so that it takes no memory and can be compared by line."""

    def __init__(self, file: TextIO, head: Mapping[str, Any]) -> None:
        self._file, self._count = file, 0
        self._missing: list[Mapping[str, Any]] = []
        told = _json({"format": FORMAT, **head})
        file.write(f'{told[:-1]},"documents":[')

    def add(self, entry: Mapping[str, Any]) -> None:
        """Write a document."""
        self._file.write(f"{',' if self._count else ''}\n{_json(entry)}")
        self._count += 1

    def miss(self, entry: Mapping[str, Any]) -> None:
        """Note a document whose file could not be had."""
        self._missing.append(entry)

    def end(self) -> None:
        """Close the lists."""
        self._file.write(f'\n],"missing":{_json(self._missing)}}}\n')


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece. Raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


@contextmanager
def beside(path: Path) -> Iterator[TextIO]:
    """Open a file beside a place, and move it there, synced to the disk, when the block ends well. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".pulau-")
    waiting = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)  # it is still there only where something failed


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
