"""How high a row must be for its wrapped text: spreadsheets do not all work that out for themselves on opening."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_pixel_width

if TYPE_CHECKING:
    from collections.abc import Iterable

HIGHEST: Final = 409.0
"""Most points that a row can be high."""
_MEASURED: Final = 11
"""Size in points for which the library knows the width of letters."""
_BOLD: Final = 1.06
_LINE: Final = 1.27
_PADDING: Final = 5.0
_INDENT: Final = 14


@lru_cache(maxsize=4096)
def text_height(text: str, width: int, size: int, *, bold: bool = False) -> float:
    """Return the height in points of text in a column of `width` characters, without padding."""
    room = width * 7 + 5 - _INDENT
    scale = size / _MEASURED * (_BOLD if bold else 1)
    return sum(_lines(line, room / scale) for line in text.split("\n")) * size * _LINE


def row_height(texts: Iterable[float], least: float) -> float:
    """Return the height of a row from those of its cells' texts."""
    return min(HIGHEST, max(least, max(texts, default=0.0) + _PADDING))


def _lines(text: str, room: float) -> int:
    """Count the lines of a paragraph; a word wider than the column is broken."""
    count, used, width = 1, 0.0, 0.0
    space = _width(" ")
    for word in text.split(" "):
        width = _width(word)
        if used and used + space + width > room:
            count, used = count + 1, 0.0
        while width > room:
            count, width = count + 1, width - room
        used += width + (space if used else 0)
    return count


@lru_cache(maxsize=8192)
def _width(word: str) -> int:
    return int(xl_pixel_width(word))
