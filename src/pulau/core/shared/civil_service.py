"""What the numbers and ranks of the civil service say by themselves: NIP, NIK, echelons. Pure facts and their checks.

A NIP of 18 digits holds the day of birth (8), the month in which service began (6), the sex (1) and a number (3). A
NI PPPK is built alike, but has a count of contracts, from 21 on, where the month stands. A police or military number
(NRP) has 8 digits or more and says nothing. Source: Peraturan Kepala BKN 22/2007 and Peraturan BKN 1/2019.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

NIP_LENGTH: Final = 18
_SHOWN_DIGITS: Final = 4
_FIRST_CONTRACT: Final = 21
_LAST_MONTH: Final = 12
_NIP: Final = re.compile(r"\d{8,18}")
_NIK: Final = re.compile(r"\d{16}")
_ECHELON: Final = re.compile(r"(IV|V|I{1,3}|[1-5])[\s./-]*([A-E])", re.IGNORECASE)
_ROMAN: Final = ("I", "II", "III", "IV", "V")


class NipDoubt(StrEnum):
    """What in a NIP of 18 digits cannot be right."""

    BIRTH = "birth"
    START = "start"


def digits_of(typed: str) -> str:
    """Return a number as typed without the spaces, points and dashes that people group its digits by."""
    return re.sub(r"[\s.\-]", "", typed)


def is_nip(number: str) -> bool:
    """Whether it has the form of a NIP, NI PPPK or NRP: 8 to 18 digits."""
    return number.isascii() and _NIP.fullmatch(number) is not None


def is_nik(number: str) -> bool:
    """Whether it has the form of a NIK: 16 digits."""
    return number.isascii() and _NIK.fullmatch(number) is not None


def nip_doubts(nip: str) -> list[NipDoubt]:
    """Return what is odd about a NIP of 18 digits: worth a second look, since such numbers were given out too.

    A shorter number says nothing, and is never odd.
    """
    if len(nip) != NIP_LENGTH or not is_nip(nip):
        return []
    born, started = _day(nip[:8]), _day(f"{nip[8:14]}01")
    doubts = [] if born else [NipDoubt.BIRTH]
    contract = int(nip[12:14]) >= _FIRST_CONTRACT and _day(f"{nip[8:12]}0101") is not None
    if not contract and (started is None or (born is not None and started <= born)):
        doubts.append(NipDoubt.START)
    return doubts


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def masked(number: str) -> str:
    """Return a number of which only the last four digits can be read: `••••••••••••1234`."""
    hidden = max(len(number) - _SHOWN_DIGITS, 0)
    return "•" * hidden + number[hidden:]


def echelon_of(typed: str) -> str | None:
    """Return the one spelling of an echelon (`II.b`) from what was typed (`iib`, `II/b`, `2b`); None: it is none.

    Empty stays empty: no structural post.
    """
    text = typed.strip()
    if not text:
        return ""
    found = _ECHELON.fullmatch(text)
    if found is None:
        return None
    level, step = found[1].upper(), found[2].lower()
    return f"{_ROMAN[int(level) - 1] if level.isdigit() else level}.{step}"


def echelon_rank(echelon: str) -> int:
    """Return how high an echelon stands, 0 the highest (`I.a`); what is none stands below all."""
    level, _, step = echelon.partition(".")
    if level not in _ROMAN or len(step) != 1:
        return len(_ROMAN) * 10
    return _ROMAN.index(level) * 10 + "abcde".find(step)
