"""What the page of a case shows beside its heading."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from pulau.foundation.calendar import today_of

if TYPE_CHECKING:
    from pulau.apps.assessments.frame import CaseFrame


def case_context(frame: CaseFrame, unit: str, now: datetime) -> dict[str, Any]:
    """Return it for the reader."""
    return {"today": today_of(frame.actor, now), "case_unit": unit}
