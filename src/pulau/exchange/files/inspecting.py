"""A file of evidence, looked at before it is kept: is it what it says, whole, harmless? Its digest in the same pass.

    inspection = inspect(path, "Laporan 2026.pdf")     # raises BadInput: what is wrong and how to mend it

What is hostile is refused; what is only worth knowing (scripts that the copy for viewing leaves out, addresses outside)
is marked in `notes`, whose sentences are in `exchange.messages` as those of refusals are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pulau.core.shared.problems import Problem
from pulau.exchange.files.kinds import Kind


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a file of evidence may take; sizes in bytes."""

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
    """What a file is: its kind, its size in bytes, its SHA-256 in hex, its pages (None where it has none), notes."""

    kind: Kind
    size: int
    digest: str
    pages: int | None = None
    notes: tuple[Problem, ...] = ()
    names: tuple[str, ...] = ()
    """Of a zip file: the names of what is in it."""


def inspect(path: Path, name: str, limits: Limits = LIMITS) -> Inspection:
    """Look at the file at a path, which somebody called `name`. Raises BadInput, or OSError where it cannot be read."""
    raise NotImplementedError(path, name, limits)
