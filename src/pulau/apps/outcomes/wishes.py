"""What is to be recorded, as plain values, checked for what text and days can be wrong in themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import LONGEST_NUMBER, LONGEST_SOURCE, LONGEST_TEXT
from pulau.apps.outcomes.refusals import OutcomeRefused

if TYPE_CHECKING:
    from pulau.apps.evidence.contract import Received

FIRST_DECREE: Final = date(2010, 1, 1)
"""No title of an integrity zone is older: the programme began after it."""


@dataclass(frozen=True, slots=True)
class DecreeWish:
    """A decree as somebody records it. `valid_from` empty: the day of the decree; `valid_until` empty: left open."""

    number: str
    day: date
    about: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    file: Received | None = None


@dataclass(frozen=True, slots=True)
class TitleWish:
    """A title from before the platform: whose, which one, and how it is known."""

    unit_id: UUID
    title: str
    issuer: str
    source: str


@dataclass(frozen=True, slots=True)
class OffenceWish:
    """An offence: what kind, whose duty (`OffenceRole`), and the document it is known from."""

    kind: str
    role: str
    source: str
    file: Received | None = None


@dataclass(frozen=True, slots=True)
class MonitoringWish:
    """What the TPI found in a year; `survey_index` as typed is a number from 0 to 4, with its `survey`."""

    year: int
    findings: str
    survey: str = ""
    survey_index: str = ""
    complaints: int = 0
    complaints_open: int = 0
    follow_up: str = ""
    keeps: bool = True
    letter: str = ""


@dataclass(frozen=True, slots=True)
class ExaminationWish:
    """What an examination found (`TriggerOutcome`), and what the TPI said when it was asked."""

    outcome: str
    finding: str
    clarification: str


def checked_decree(wish: DecreeWish, *, today: date, earliest: date = FIRST_DECREE) -> DecreeWish:
    """Return a decree with its texts trimmed and its first day filled in. Raises OutcomeRefused, with the field."""
    number = plain(wish.number, "number", longest=LONGEST_NUMBER, missing=why.NUMBER_MISSING)
    if not any(sign.isdigit() for sign in number) or not all(sign.isprintable() for sign in number):
        raise OutcomeRefused(why.NUMBER_UNFIT, "number")
    if wish.day > today:
        raise OutcomeRefused(why.DAY_AHEAD, "day", today=today)
    if wish.day < earliest:
        raise OutcomeRefused(why.DAY_TOO_EARLY, "day", earliest=earliest)
    begins = wish.valid_from or wish.day
    if wish.valid_until is not None and wish.valid_until < begins:
        raise OutcomeRefused(why.ENDS_BEFORE_START, "valid_until", begins=begins)
    about = plain(wish.about, "about", longest=LONGEST_SOURCE)
    return DecreeWish(number, wish.day, about, begins, wish.valid_until, wish.file)


def plain(text: str, field: str, *, longest: int = LONGEST_TEXT, missing: str = "") -> str:
    """Return a text trimmed. Raises OutcomeRefused: unreadable, too long, or `missing` where it must not be empty."""
    found = text.strip()
    if "\x00" in found or found.encode("utf-8", "replace").decode() != found:
        raise OutcomeRefused(why.TEXT_UNREADABLE, field)
    if len(found) > longest:
        raise OutcomeRefused(why.TEXT_TOO_LONG, field, length=len(found), most=longest)
    if not found and missing:
        raise OutcomeRefused(missing, field)
    return found
