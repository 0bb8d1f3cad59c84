"""Who may be named in a thread, and who is named in a text: `@` before a full name, or a first name that one bears."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.people.contract import actors_around
from pulau.apps.worksheets.policies import can_see

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.shared.actor import Actor

_SHORTEST_FIRST_NAME = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may read the worksheet."""

    id: UUID
    name: str

    @property
    def initials(self) -> str:
        """The letters of the person's mark."""
        return initials(self.name)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a comment: plain text, or the naming of somebody."""

    text: str
    named: bool = False


def readers_of(actor: Actor, row: Worksheet, now: datetime) -> list[Reader]:
    """Return everybody who may read a worksheet now, by name: the policy of reading is asked about each."""
    around = actors_around(actor, row.unit_id, now)
    return [Reader(user.pk, user.full_name) for user, other in around if can_see(other, row.unit_id)]


def initials(name: str) -> str:
    """Return the first letters of first and last name: `Fajar Prakoso` gives FP."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words if len(words) < 2 else (words[0], words[-1]))).upper()  # noqa: PLR2004


def named_in(text: str, readers: Sequence[Reader]) -> list[UUID]:
    """Return who is named in a text, in the order of `readers`; where two bear the full name, both are."""
    spelled = _spellings(readers)
    pattern = _pattern(spelled)
    said = {match[1].casefold() for match in pattern.finditer(text)} if pattern else set()
    found = {reader for spelling in said for reader in spelled.get(spelling, ())}
    return [reader.id for reader in readers if reader.id in found]


def pieces_of(text: str, named: Iterable[Reader]) -> list[Piece]:
    """Split a text so that the namings of `named` can be set off from the rest."""
    pattern = _pattern(_spellings(list(named)))
    if pattern is None:
        return [Piece(text)]
    pieces: list[Piece] = []
    end = 0
    for match in pattern.finditer(text):
        pieces += [Piece(text[end : match.start()]), Piece(match[0], named=True)]
        end = match.end()
    return [piece for piece in (*pieces, Piece(text[end:])) if piece.text]


def _spellings(readers: Sequence[Reader]) -> dict[str, list[UUID]]:
    """Map what may stand behind the `@`, in one case, to whom it names."""
    first = Counter(_first(reader) for reader in readers)
    spelled: dict[str, list[UUID]] = {}
    for reader in readers:
        spelled.setdefault(reader.name.casefold(), []).append(reader.id)
    for reader in readers:
        name = _first(reader)
        if first[name] == 1 and len(name) >= _SHORTEST_FIRST_NAME and name.isalpha():
            spelled.setdefault(name, [reader.id])
    return spelled


def _first(reader: Reader) -> str:
    return reader.name.casefold().partition(" ")[0]


def _pattern(spelled: dict[str, list[UUID]]) -> re.Pattern[str] | None:
    """Find the longest spelling behind an `@` that is no part of an address."""
    if not spelled:
        return None
    longest_first = sorted(spelled, key=lambda spelling: (-len(spelling), spelling))
    return re.compile(rf"(?<![\w.])@({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
