"""The clock that runs at a stage: its last legal day, by the periods in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.core.deadlines.calendar import CalendarUnknown
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.exchange.process import period_on
from pulau.foundation.calendar import clock_for, today_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from pulau.core.shared.actor import Actor


def due_day(actor: Actor, clock: str, now: datetime) -> date | None:
    """Return the last legal day of a period of `regulations/process.yaml` that begins now; None beyond the calendar."""
    try:
        return clock_for(actor, now, period_on(clock, today_of(actor, now)).period).due
    except CalendarUnknown:
        return None


def stage_due(actor: Actor, stage: str, now: datetime) -> date | None:
    """Return the last legal day of a stage that is entered now; None where no clock runs."""
    clock = ASSESSMENT.stages[stage].clock
    return due_day(actor, clock, now) if clock else None
