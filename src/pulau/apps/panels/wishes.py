"""What somebody wants of a clearance or a panel: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pulau.apps.evidence.contract import Received


@dataclass(frozen=True, slots=True)
class AnswerWish:
    """What a body answered: which of `Answer`, the day of its letter, its words, and the letter as a received file."""

    answer: str
    answered_on: date | None
    text: str
    file: Received | None = None


@dataclass(frozen=True, slots=True)
class VoteWish:
    """A vote and its reason; `seen` is the number of the own vote that the member saw (0: none)."""

    choice: str
    reason: str
    seen: int = 0
