"""Reading the texts of a row: what is wrong with one becomes a flaw of its column, and reading goes on."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from pulau.foundation.imports.columns import plain
from pulau.foundation.registry.importers import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pulau.foundation.registry.importers import Row

LOST_DIGITS: Final = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
"""How a spreadsheet writes a number that was too long for it."""
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})")
_IN_WORDS: Final = re.compile(r"(\d{1,2})[- ]([A-Za-z]+)[- ](\d{4})")
_NAMES: Final = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_OTHER_NAMES: Final = {"may": 5, "aug": 8, "agt": 8, "oct": 10, "dec": 12, "peb": 2, "nop": 11}
_MONTHS: Final = dict(zip(_NAMES, range(1, 13), strict=True)) | _OTHER_NAMES
_SHOWN: Final = 40


class Cells:
    """The texts of a row being read; `flaws` gathers what is wrong with them."""

    def __init__(self, row: Row) -> None:
        self.number = row.number
        self.values = row.values
        self.flaws: list[Flaw] = []

    def has(self, key: str) -> bool:
        """Whether the file has the column."""
        return key in self.values

    def text(self, key: str, most: int, *, required: bool = False) -> str:
        """Return a text of at most `most` characters; empty where there is none."""
        text = self.values.get(key, "")
        if required and not text:
            self.wrong("required", key)
        elif len(text) > most:
            self.wrong("too-long", key, most=most, length=len(text))
        return text

    def choice(self, key: str, known: Mapping[str, str], shown: Iterable[object], *, required: bool = True) -> str:
        """Return the value that a text stands for (`known`: plain text to value); empty where none is given.

        `shown` are the words that a person is told where it is none of them.
        """
        text = self.values.get(key, "")
        value = known.get(plain(text), "")
        if text and not value:
            self.wrong("unknown-choice", key, value=text[:_SHOWN], known=", ".join(map(str, shown)))
        elif required and not text:
            self.wrong("required", key)
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return a date, written with the year or the day first, in digits or with the month's name."""
        text = self.values.get(key, "")
        if not text:
            if required:
                self.wrong("required", key)
            return None
        found = day_of(text)
        if found is None:
            self.wrong("no-date", key, value=text[:_SHOWN])
        return found

    def lost_digits(self, key: str) -> bool:
        """Whether a number lost its last digits in a spreadsheet; that is then a flaw."""
        lost = LOST_DIGITS.fullmatch(self.values.get(key, "")) is not None
        if lost:
            self.wrong("digits-lost", key)
        return lost

    def wrong(self, code: str, column: str = "", /, **params: object) -> None:
        """Note what is wrong."""
        self.flaws.append(Flaw(code, column, {key: str(value) for key, value in params.items()}))


def day_of(text: str) -> date | None:
    """Return the date that a text writes, or None."""
    if found := _ISO.fullmatch(text):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_FIRST.fullmatch(text):
        parts = int(found[3]), int(found[2]), int(found[1])
    elif found := _IN_WORDS.fullmatch(text):
        parts = int(found[3]), _MONTHS.get(found[2][:3].lower(), 0), int(found[1])
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def day_text(day: date | None) -> str:
    """Write a date as files have it; nothing for none."""
    return day.isoformat() if day else ""
