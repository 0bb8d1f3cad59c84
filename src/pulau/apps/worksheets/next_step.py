"""What comes after a submission, and by when; and the reasons that people give where they take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.worksheets.models import LONGEST_REASON
from pulau.core.deadlines.calendar import CalendarUnknown
from pulau.core.shared.problems import BadInput
from pulau.exchange.handing import review_on
from pulau.foundation.calendar import clock_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from pulau.core.shared.actor import Actor


def review_days(day: date) -> int:
    """Return how many working days the internal assessors have for what is handed in on a day."""
    return review_on(day).period.amount


def next_day(actor: Actor, now: datetime, day: date) -> date | None:
    """Return by when the next step is due for what is handed in now; None beyond the calendar."""
    try:
        return clock_for(actor, now, review_on(day).period).due
    except CalendarUnknown:
        return None


def checked_reason(typed: str) -> str:
    """Return a reason as it is kept. Raises BadInput for one that is missing, too long or unreadable."""
    text = " ".join(typed.split())
    if not text:
        raise BadInput.because("reason-missing", "alasan")
    if "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        raise BadInput.because("text-unreadable", "alasan")
    if len(text) > LONGEST_REASON:
        raise BadInput.because("reason-too-long", "alasan", length=len(text), most=LONGEST_REASON)
    return text
