"""What is known of a file while it is looked at, and what an inspection gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.files.kinds import Kind


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a file of evidence may take; sizes in bytes, pictures in pixels."""

    size: int = 200_000_000
    unpacked: int = 500_000_000
    parts: int = 5_000
    pages: int = 5_000
    pixels: int = 100_000_000
    side: int = 30_000
    frames: int = 500


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file is: its kind, its size in bytes, its SHA-256 in hex, its pages (None where it has none), notes.

    A note is a `Problem` that refuses nothing; `exchange.messages.sentence` says it. `names` are those in a zip file.
    """

    kind: Kind
    size: int
    digest: str
    pages: int | None = None
    notes: tuple[Problem, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What one pass over a file gave: size, digest, its first and last bytes, and whether it hides a script."""

    size: int
    digest: str
    head: bytes
    tail: bytes
    script: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """A file that is looked at: open for reading, with its name made safe, what the pass gave, and the limits."""

    file: BinaryIO
    name: str
    claimed: Kind
    seen: Seen
    limits: Limits

    def at(self, offset: int, size: int) -> bytes:
        """Return the bytes from an offset, fewer at the end."""
        self.file.seek(offset)
        return self.file.read(size)

    def broken(self, part: str) -> BadInput:
        """Make the error for a file that cannot be read at a part."""
        return BadInput.because("file-broken", self.name, part=part[:60])

    def cut_off(self) -> BadInput:
        """Make the error for a file that ends before its end."""
        return BadInput.because("file-cut-off", self.name)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the check of a kind found: pages, notes, names in a zip file."""

    pages: int | None = None
    notes: tuple[Problem, ...] = ()
    names: tuple[str, ...] = ()


CHUNK: Final = 1 << 20


def pieces(file: BinaryIO, overlap: int = 0) -> Iterator[bytes]:
    """Read a file from its start, piece by piece; each begins with the last bytes of the one before."""
    file.seek(0)
    kept = b""
    while piece := file.read(CHUNK):
        yield kept + piece
        kept = (kept + piece)[-overlap:] if overlap else b""
