"""Two versions of a page side by side: what was taken away and what was added, line by line."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from pulau.apps.editorial.wishes import Texts, Wording


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines in a row: `kind` is same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one part of a page in one language."""

    language: str
    part: str
    pieces: tuple[Piece, ...]


def differences(old: Texts, new: Texts) -> list[Difference]:
    """Return the parts that differ, in the order of the page, the usual language first."""
    parts = (("title", _("Judul")), ("lead", _("Pengantar")), ("body", _("Isi")))
    found = []
    for (language, before), (_same, after) in zip(old, new, strict=True):
        found += [
            Difference(language, words, tuple(pieces_of(getattr(before, part), getattr(after, part))))
            for part, words in parts
            if _differ(before, after, part)
        ]
    return found


def _differ(before: Wording, after: Wording, part: str) -> bool:
    return bool(getattr(before, part) != getattr(after, part))


def pieces_of(old: str, new: str) -> list[Piece]:
    """Return two texts as pieces: what is in both, what only the old one has, what only the new one has."""
    before, after = old.splitlines(), new.splitlines()
    pieces = []
    for tag, i, j, k, n in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "\n".join(before[i:j])))
            continue
        pieces += [Piece("removed", "\n".join(before[i:j]))] if j > i else []
        pieces += [Piece("added", "\n".join(after[k:n]))] if n > k else []
    return pieces
