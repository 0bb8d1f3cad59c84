"""Texts of pledges: the places that are filled in ({nama}), and what changed from one version to the next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

PLACES: Final = ("nama", "jabatan", "unit", "instansi", "tahun")
"""What may stand in braces: name, position, unit, institution, year of whoever pledges."""
_BRACED: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class PledgeText:
    """A pledge's text in one language: title, opening, points, closing."""

    title: str = ""
    opening: str = ""
    points: tuple[str, ...] = ()
    closing: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, line by line, in the order in which it is read."""
        paragraphs = (self.title, *self.opening.splitlines(), *self.points, *self.closing.splitlines())
        return tuple(line.strip() for line in paragraphs if line.strip())

    @property
    def empty(self) -> bool:
        """Whether there is nothing of it."""
        return not self.lines


def wrong_places(text: PledgeText) -> list[str]:
    """Return what stands in braces and is no place, and loose braces, each once, in order."""
    found: dict[str, None] = {}
    for line in text.lines:
        found |= {f"{{{name}}}": None for name in _BRACED.findall(line) if name not in PLACES}
        found |= dict.fromkeys(re.findall(r"[{}]", _BRACED.sub("", line)))
    return list(found)


def filled(text: PledgeText, values: Mapping[str, str]) -> PledgeText:
    """Return the text with its places filled in; what is filled in is text, in which braces mean nothing."""

    def fill(part: str) -> str:
        return _BRACED.sub(lambda found: values.get(found[1], found[0]), part)

    return PledgeText(fill(text.title), fill(text.opening), tuple(map(fill, text.points)), fill(text.closing))


class Fate(StrEnum):
    """What became of a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of two versions side by side."""

    fate: Fate
    text: str


def differences(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Return the lines of both versions in reading order; a changed line is removed and added."""
    found: list[Line] = []
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Line(Fate.SAME, text) for text in before[first:last]]
        else:
            found += [Line(Fate.REMOVED, text) for text in before[first:last]]
            found += [Line(Fate.ADDED, text) for text in after[start:end]]
    return found
