"""How wide texts are in Plus Jakarta Sans, and where they are cut or broken, whatever somebody wrote.

Widths are in the unit of the size: pixels for a size in pixels, points for one in points.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FONTS: Final = Path(__file__).parent / "pdf" / "fonts"
Weight = Literal["Regular", "SemiBold", "Bold"]
_EM: Final = 1000
_LONGEST: Final = 400
"""Characters that are looked at: no line holds more."""


def width(text: str, weight: Weight, size: float) -> float:
    """Return how wide a text is on one line."""
    return _face(weight).getlength(text) * size / _EM


def cut(text: str, weight: Weight, size: float, room: float) -> str:
    """Return the text on one line, or as much of it as there is room for, with an ellipsis."""
    flat = " ".join(text[: _LONGEST + 1].split())
    if len(flat) <= _LONGEST and width(flat, weight, size) <= room:
        return flat
    return _most(flat[:_LONGEST], lambda kept: width(f"{kept}…", weight, size) <= room).rstrip(" ,.;:–-") + "…"


def wrapped(text: str, weight: Weight, size: float, room: float, lines: int) -> tuple[str, ...]:
    """Break a text into at most so many lines, between words where it can be; the last is cut with an ellipsis."""
    words = text[: _LONGEST + 1].split()
    if len(text) > _LONGEST and words:
        words[-1] += "…"
    broken = list(islice(_lines(words, weight, size, room), lines + 1))
    if len(broken) <= lines:
        return tuple(broken)
    return (*broken[: lines - 1], cut(f"{broken[lines - 1]} {broken[lines]}…", weight, size, room))


def _lines(words: Iterable[str], weight: Weight, size: float, room: float) -> Iterable[str]:
    line = ""
    for one in words:
        word = one
        longer = f"{line} {word}" if line else word
        if width(longer, weight, size) <= room:
            line = longer
            continue
        if line:
            yield line
        while width(word, weight, size) > room:  # a word that no line holds
            piece = _most(word, lambda kept: width(kept, weight, size) <= room) or word[0]
            yield piece
            word = word[len(piece) :]
        line = word
    if line:
        yield line


def _most(text: str, fits: Callable[[str], bool]) -> str:
    """Return the longest beginning that fits, by halving: a beginning of it is never wider."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle]) else (low, middle - 1)
    return text[:low]


@cache
def _face(weight: Weight) -> ImageFont.FreeTypeFont:
    file = FONTS / f"PlusJakartaSans-{weight}.ttf"
    return ImageFont.truetype(str(file), _EM, layout_engine=ImageFont.Layout.BASIC)
