"""Text as our font can show it: PDF/A allows no missing glyph, and a name may hold anything."""

from __future__ import annotations

import unicodedata
from typing import Final

STAND_IN: Final = "□"
LONGEST: Final = 400
# What Plus Jakarta Sans has in all three weights, as far as names and sentences need it; a test sets every one of them.
COVERED: Final[tuple[tuple[int, int], ...]] = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0xAC),  # Latin-1; a soft hyphen (0xAD) is no glyph
    (0xAE, 0x148),
    (0x14A, 0x17E),  # Latin Extended-A
    (0x1EA0, 0x1EF9),  # Vietnamese
    (0x2012, 0x2015),  # dashes
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2022, 0x2022),
    (0x2026, 0x2026),
    (0x20AC, 0x20AC),
    (0x2190, 0x2199),  # arrows
    (0x2212, 0x2212),
    (0x2260, 0x2260),
    (0x2264, 0x2265),
    (0x25A1, 0x25A1),
)
_SHOWN: Final = frozenset(chr(code) for first, last in COVERED for code in range(first, last + 1))
_ALIKE: Final = {"\u2010": "-", "\u2011": "-", "\N{HORIZONTAL TABULATION}": " ", "\n": " ", "\r": " "}


def legible(text: str) -> str:
    """Return the text in NFC, what the font lacks as □, cut after 400 characters."""
    shown = "".join(_sign(sign) for sign in unicodedata.normalize("NFC", text[: LONGEST + 1]))
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def legible_data(value: object) -> object:
    """Make every text of plain data legible."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {key: legible_data(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [legible_data(entry) for entry in value]
    return value


def _sign(sign: str) -> str:
    if sign in _SHOWN:
        return sign
    return _ALIKE.get(sign, "" if unicodedata.category(sign) == "Cf" else STAND_IN)
