"""Two people on one answer: what becomes of a change that was made on an older version of it.

A change names the version its writer saw. Where that is no longer the newest, each field decides for itself: a field
that the writer did not touch, or that nobody else changed, or that both set to the same, goes through; a field that
both changed differently is a conflict, and nothing of the change is taken until a person has chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Untouched(Enum):
    """The mark of a field that a change leaves as it is."""

    UNTOUCHED = "untouched"


UNTOUCHED: Final = Untouched.UNTOUCHED
Plain = str | dict[str, str] | None
"""An answer as plain data; None: unanswered."""


@dataclass(frozen=True, slots=True)
class Revision:
    """An answer with its note as of one version; version 0, with no answer and no note, is the beginning."""

    version: int
    value: Plain
    note: str


BEGINNING: Final = Revision(0, None, "")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a writer wants: the version they saw, and the fields they touched."""

    seen: int
    value: Plain | Untouched = UNTOUCHED
    note: str | Untouched = UNTOUCHED


@dataclass(frozen=True, slots=True)
class Settled:
    """What the answer becomes. `changed` is False where it is so already: nothing needs to be written."""

    value: Plain
    note: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people changed the same field differently: `value` and/or `note` tell which."""

    value: bool
    note: bool


def settle(wish: Wish, base: Revision, newest: Revision) -> Settled | Conflict:
    """Decide what becomes of a wish. `base` is the version it names, `newest` the answer as it stands."""
    value = newest.value if wish.value is UNTOUCHED else wish.value
    note = newest.note if wish.note is UNTOUCHED else wish.note
    conflict = Conflict(
        value=newest.value not in (value, base.value),
        note=newest.note not in (note, base.note),
    )
    if conflict.value or conflict.note:
        return conflict
    return Settled(value, note, changed=(value, note) != (newest.value, newest.note))
