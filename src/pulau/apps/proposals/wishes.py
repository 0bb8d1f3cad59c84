"""What somebody wants of a proposal: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pulau.apps.signing.contract import Given


@dataclass(frozen=True, slots=True)
class SigningWish:
    """The number of the agency's letter, the seal of what the head was shown, and what the way of signing asks for."""

    letter_number: str
    seen: str
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class StatedWish:
    """What the agency states of a condition: its value, and the document behind it with its day."""

    condition: str
    value: str
    document: str
    document_date: date


@dataclass(frozen=True, slots=True)
class ScreeningWish:
    """By condition whether it is confirmed and a remark; a summary; and the seal of the conditions that were shown."""

    confirmed: Mapping[str, bool]
    remarks: Mapping[str, str]
    summary: str
    seen: str


@dataclass(frozen=True, slots=True)
class SeasonWish:
    """A day (of a step) or a quota (of a kind of agency; None: not limited) of a year, and what it rests on."""

    year: int
    key: str
    ground: str
    day: date | None = None
    quota: int | None = None
