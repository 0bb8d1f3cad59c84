"""What a document to be signed is asked to be, and what may stand against it: plain values and facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from pulau.apps.signing.models import SignatoryPart

if TYPE_CHECKING:
    from pulau.exchange.pdf.paper import Part, Proof


@dataclass(frozen=True, slots=True)
class SignatoryWish:
    """Somebody who is to sign, as the document will name them. Without `user_id` only a drawn signature is possible."""

    name: str
    position: str
    institution: str = ""
    part: SignatoryPart = SignatoryPart.SIGNER
    user_id: UUID | None = None
    employee_id: UUID | None = None
    acting: str = ""


@dataclass(frozen=True, slots=True)
class DocumentWish:
    """A document: what it says, of what it is, who signs in which order. `kind` is one of `document_kinds`.

    `reserved`: until it is released, only those who sign it and who made it read it, whoever else reads the body's.
    """

    kind: str
    title: str
    kicker: str
    issuer: str
    signatories: tuple[SignatoryWish, ...]
    parts: tuple[Part, ...]
    language: str = "id"
    subtitle: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    unit_id: UUID | None = None
    subject_id: UUID | None = None
    parties: tuple[UUID, ...] = ()
    ordered: bool = False
    personal: bool = False
    reserved: bool = False
    valid_until: date | None = None
    sheet: str = "paper"
    rings: int = 1
    proof: Proof | None = None  # what the paper proves by itself, on a page of its own


class DocumentNotFound(Http404):
    """No document of this id that the actor may see."""


class SignatoryNotFound(Http404):
    """Nobody of this id signs there, or not the actor."""


class SigningRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """Nothing was signed; `reason` is one of `REFUSALS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


ENDED = "ended"
ALREADY_DONE = "already-done"
NOT_YOUR_TURN = "not-your-turn"
NOT_POSSIBLE = "not-possible"
ONE_PERSON_TWICE = "one-person-twice"
NOBODY_SIGNS = "nobody-signs"
NOT_DRAWN = "not-drawn"
NO_WITNESS = "no-witness"
NO_SUCCESSOR = "no-successor"
REASON_MISSING = "reason-missing"
CLOCK_BEHIND = "clock-behind"
FILE_DAMAGED = "file-damaged"
ONE_BY_ONE = "one-by-one"
OTHER_NAME = "other-name"
DATA_CHANGED = "data-changed"
REFUSALS = (
    *(ENDED, ALREADY_DONE, NOT_YOUR_TURN, NOT_POSSIBLE, ONE_PERSON_TWICE, NOBODY_SIGNS, NOT_DRAWN, NO_WITNESS),
    *(NO_SUCCESSOR, REASON_MISSING, CLOCK_BEHIND, FILE_DAMAGED, ONE_BY_ONE, OTHER_NAME, DATA_CHANGED),
)
