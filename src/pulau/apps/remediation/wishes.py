"""What people want of steps and practices: plain values, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.apps.remediation.models import LONGEST_TEXT
from pulau.core.shared.words import checked_words

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class StepWish:
    """How a finding is to be repaired. `seen` is the version of the step that the person saw."""

    root_cause: str
    action: str
    owner_id: UUID
    due_on: date
    seen: int


@dataclass(frozen=True, slots=True)
class Doneness:
    """What came of a step, and the piece of evidence that shows it."""

    result: str
    proof_id: UUID | None
    seen: int


@dataclass(frozen=True, slots=True)
class EffectFound:
    """What the check of a finished step found: `works`, `partly` or `not`, and why."""

    effect: str
    note: str
    seen: int


@dataclass(frozen=True, slots=True)
class PracticeWish:
    """A good practice as it is to be written."""

    title: str
    area: str
    problem: str
    steps: str
    outcome: str
    item: str = ""
    cost: str = ""
    seen: int = 0


ITS_NAMES: Final = {
    "root_cause": "akar",
    "action": "tindakan",
    "result": "hasil",
    "effect": "hasil_periksa",
    "note": "catatan",
    "title": "judul",
    "problem": "masalah",
    "steps": "langkah",
    "outcome": "hasil",
    "cost": "biaya",
    "finding": "temuan",
}
"""The names of fields on the pages."""


def text_of(name: str, typed: str, *, most: int = LONGEST_TEXT, needed: bool = True) -> str:
    """Return a text as it is kept. Raises BadInput at the field's name on the page."""
    return checked_words(typed, ITS_NAMES.get(name, name), most, needed=needed)
