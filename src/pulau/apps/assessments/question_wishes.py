"""What is asked of a unit, and what it replies with: plain values between the pages and the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from pulau.apps.evidence.contract import Received


@dataclass(frozen=True, slots=True)
class QuestionWish:
    """A question about an item (empty: the whole worksheet); `key` is the form's, whose second arrival asks nothing."""

    text: str
    item: str = ""
    wants_evidence: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReplyWish:
    """What the unit says, and the piece of evidence that it shows with it: one it keeps already, or a new file.

    `title` names a new piece (empty: as its file is called); `confidential` keeps it from everybody but the unit, its
    agency's head and the assessors of the case.
    """

    text: str = ""
    evidence_id: UUID | None = None
    file: Received | None = None
    title: str = ""
    confidential: bool = False
    key: str = ""
