"""What somebody asks the calendar: from which day, how long, counted in what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from pulau.core.deadlines.periods import Period, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST: Final = {Unit.WORKING_DAYS: 250, Unit.CALENDAR_DAYS: 366, Unit.MONTHS: 12}
"""A year of each: more days than that nobody reads line by line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields as typed, and what they mean where they mean something; `errors` by field otherwise."""

    start_text: str
    amount_text: str
    unit: Unit
    start: date | None = None
    period: Period | None = None
    errors: dict[str, str] = field(default_factory=dict)


def read_asked(query: Mapping[str, str], today: date) -> Asked | None:
    """Read what was asked by the address; None where nothing was."""
    if not query.keys() & {"mulai", "lama", "satuan"}:
        return None
    unit = next((each for each in Unit if each.value == query.get("satuan")), Unit.WORKING_DAYS)
    start_text, amount_text = query.get("mulai", today.isoformat())[:20], query.get("lama", "")[:8].strip()
    start, errors = _day(start_text), dict[str, str]()
    amount = int(amount_text) if amount_text.isascii() and amount_text.isdecimal() else 0
    if start is None:
        errors["mulai"] = _("Tulis tanggal seperti 2026-11-26.")
    if not 1 <= amount <= MOST[unit]:
        errors["lama"] = _("Tulis bilangan bulat dari 1 sampai %(most)d.") % {"most": MOST[unit]}
    period = None if errors else Period(amount, unit)
    return Asked(start_text, amount_text, unit, start, period, errors)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
