"""Taking a file in: what it is, and its bytes to the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from pulau.foundation import storage

if TYPE_CHECKING:
    from pulau.apps.evidence.wishes import IncomingFile


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was looked at and lies in the store."""

    digest: str
    size: int
    name: str
    kind: str
    notes: tuple[str, ...]


def receive(file: IncomingFile) -> Received:
    """Keep a file's bytes under their digest."""
    content = file.path.read_bytes()
    name = PurePath(file.name).name
    return Received(storage.put(content), len(content), name, PurePath(name).suffix.lstrip(".")[:16], ())
