"""What is kept in files, so that a process that starts while the database is away has pages too.

A file is the SHA-256 of all that follows it, a line of JSON, and the body packed. Any process of this machine may write
and remove any file at any time: each is whole or not there, and one that is damaged counts as not there. Nothing here
is needed, so a disk that is full or cannot be written is told in the log and fails no page.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import Final

from pulau.foundation.standing import clock
from pulau.foundation.standing.asking import Key
from pulau.foundation.standing.entries import Kept
from pulau.foundation.standing.refusing import LARGEST

KEPT_SECONDS: Final = 7 * 24 * 3600
"""How long a file is kept that was never written anew."""
_PAGES: Final = "pages"
_DIGEST: Final = 64
_WHOLE: Final = 10
"""It is looked what is there after each tenth of the limit that was written, and left at nine tenths."""
_log = logging.getLogger(__name__)


class Damaged(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A file that is not what was written."""


class Disk:
    """Answers by key, in a folder of at most so many bytes, about."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder / _PAGES
        self._limit = limit
        self._written = limit  # so that the first to write looks what is there
        self._pruning = Lock()

    def read(self, key: Key) -> Kept | None:
        """Return what is kept, or None where there is nothing that can be read."""
        place = self._place(key)
        try:
            return _unpacked(place.read_bytes(), key)
        except FileNotFoundError:
            return None
        except OSError as problem:
            _log.warning("a kept page cannot be read: %s", problem)
        except Damaged as problem:
            _log.warning("a kept page is damaged: %s: %s", place, problem)
            self.remove(key)
        return None

    def write(self, key: Key, kept: Kept) -> None:
        """Keep an answer in place of the one before, at once or not at all."""
        if not self._limit:
            return
        content = _packed(key, kept)
        try:
            _put(self._place(key), content)
        except OSError as problem:
            _log.warning("a page cannot be kept on disk: %s", problem)
            return
        self._written += len(content)
        if self._written * _WHOLE >= self._limit:
            self._prune()

    def remove(self, key: Key) -> None:
        """Keep it no longer."""
        with suppress(OSError):
            self._place(key).unlink(missing_ok=True)

    def clear(self) -> None:
        """Keep nothing."""
        for path, _at, _size in self._files():
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _place(self, key: Key) -> Path:
        name = hashlib.sha256(json.dumps(key).encode()).hexdigest()
        return self._folder / name[:2] / name

    def _prune(self) -> None:
        """Remove what is old, and the oldest where there is too much. One thread at a time; others need not wait."""
        if not self._pruning.acquire(blocking=False):
            return
        try:
            self._written = 0
            files = sorted(self._files(), key=lambda file: file[1])
            over = sum(size for _path, _at, size in files) - self._limit
            over += self._limit // _WHOLE if over > 0 else 0
            for path, at, size in files:
                if over > 0 or at < clock.now() - KEPT_SECONDS:
                    over -= size
                    with suppress(OSError):
                        path.unlink(missing_ok=True)
        finally:
            self._pruning.release()

    def _files(self) -> Iterator[tuple[Path, float, int]]:
        """Yield path, time and size of each file, unfinished ones too."""
        for path in self._folder.glob("*/*"):
            with suppress(OSError):
                found = path.stat()
                yield path, found.st_mtime, found.st_size


def _put(place: Path, content: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, prefix=".put-", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(content)
            file.flush()
            unfinished.replace(place)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise


def _packed(key: Key, kept: Kept) -> bytes:
    facts = {
        "key": key,
        "headers": kept.headers,
        "built": kept.built,
        "seconds": kept.seconds,
        "frameable": kept.frameable,
        "version": kept.version,
    }
    rest = json.dumps(facts).encode() + b"\n" + gzip.compress(kept.body, mtime=0)
    return hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def _body(packed: bytes) -> bytes:
    """Unpack at most what a page may have. Raises Damaged, zlib.error."""
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    body = unpacking.decompress(packed, LARGEST + 1)
    if not unpacking.eof:
        raise Damaged("it ends too early, or is larger than a page may be")
    return body


def _unpacked(content: bytes, key: Key) -> Kept:
    """Return what a file holds. Raises Damaged."""
    digest, rest = content[:_DIGEST], content[_DIGEST + 1 :]
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        raise Damaged("its digest is another")
    head, _line, packed = rest.partition(b"\n")
    try:
        facts = json.loads(head)
        if tuple(facts["key"]) != key:
            raise Damaged("it is of another page")
        headers = tuple((str(name), str(value)) for name, value in facts["headers"])
        return Kept(
            body=_body(packed),
            headers=headers,
            language=key[2],
            built=float(facts["built"]),
            seconds=int(facts["seconds"]),
            frameable=bool(facts["frameable"]),
            version=str(facts["version"]),
        )
    except (KeyError, TypeError, ValueError, zlib.error) as problem:
        raise Damaged(f"it cannot be read: {problem}") from problem
