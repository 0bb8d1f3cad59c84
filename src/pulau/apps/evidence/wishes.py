"""What a writer asks for, and why it is refused: plain values between the pages, other apps and the services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.http import Http404


class EvidenceNotFound(Http404):
    """There is no such evidence, or the actor may not know of it: the same to whoever asks."""


class EvidenceWithdrawn(Exception):  # noqa: N818 - a fact, as every error of this project
    """The piece was withdrawn: it gets no new version."""


class IncomingFile(Protocol):
    """A file that arrived whole: `foundation.uploads.reading.Finished` is one."""

    @property
    def path(self) -> Path:
        """Return where its bytes lie for now."""

    @property
    def name(self) -> str:
        """Return its name as the sender called it."""


@dataclass(frozen=True, slots=True)
class EvidenceWish:
    """What a piece of evidence is to be; see the model for each field. `unit_id` None: the agency's own."""

    title: str
    unit_id: UUID | None = None
    about: str = ""
    shared: bool = False
    confidential: bool = False
    dated_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    address: str = ""
    seen_on: date | None = None


def described(wish: EvidenceWish) -> dict[str, object]:
    """Return the fields of a piece that its people may change later."""
    fields = ("title", "about", "shared", "confidential", "dated_on", "valid_from", "valid_until", "address", "seen_on")
    return {name: getattr(wish, name) for name in fields}
