"""What became of last year's findings, for whoever fills this year's worksheet: told by apps to its right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class CarryNote:
    """One finding since then: what it is about, how far its repair is, where it stands, its words and its result."""

    title: str
    state: str
    href: str
    finding: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class CarryNotes:
    """What an app tells of a unit's findings before a year, by item ("": of no item); a fixed number of queries."""

    code: str
    tell: Callable[[Actor, UUID, int], Mapping[str, Sequence[CarryNote]]]


carry_notes: Final[Hook[CarryNotes]] = Hook("carry notes")


def notes_for(actor: Actor, unit_id: UUID, year: int) -> dict[str, list[CarryNote]]:
    """Return what all apps tell for a worksheet of a year, by item."""
    found: dict[str, list[CarryNote]] = {}
    for source in carry_notes:
        for item, notes in source.tell(actor, unit_id, year).items():
            found.setdefault(item, []).extend(notes)
    return found
