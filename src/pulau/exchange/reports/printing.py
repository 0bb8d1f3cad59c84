"""Days, figures and long texts as a report prints them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from pulau.core.shared.numbers import two_decimals
from pulau.exchange.pdf.labels import long_date
from pulau.exchange.pdf.parts import LONGEST_PARAGRAPH

_COMMA: Final = ","


def day(on: str) -> str:
    """Print a day: `22 November 2026`; nothing for none."""
    return long_date(date.fromisoformat(on), "id") if on else ""


def figure(text: str) -> str:
    """Print an exact number with two decimals, half up."""
    return two_decimals(Fraction(text), _COMMA)


def percent(text: str) -> str:
    """Print a percentage."""
    return f"{figure(text)}%"


def in_unit(text: str, unit: str) -> str:
    """Print what a minimum asks or a level has: points, percent, or a title."""
    match unit:
        case "percent":
            return percent(text)
        case "title":
            return text or "belum ada"
        case _:
            return figure(text)


def paragraphs(label: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return a text of any length paragraph by paragraph, the first with its label; none for an empty one."""
    pieces = [piece for line in text.splitlines() if line.strip() for piece in _pieces(line.strip())]
    return tuple((label if place == 0 else "", piece) for place, piece in enumerate(pieces))


def _pieces(line: str) -> list[str]:
    """Cut a line that is longer than a paragraph may be, at a space where there is one: nothing is lost."""
    pieces = []
    while len(line) > LONGEST_PARAGRAPH:
        cut = line.rfind(" ", LONGEST_PARAGRAPH // 2, LONGEST_PARAGRAPH)
        cut = cut if cut > 0 else LONGEST_PARAGRAPH
        pieces.append(line[:cut].strip())
        line = line[cut:].strip()
    return [*pieces, line]
