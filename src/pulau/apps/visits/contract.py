"""What other apps may use of visits."""

from __future__ import annotations

from pulau.apps.visits.summary import (
    FieldArea,
    FieldFinding,
    FieldSummary,
    FieldSurvey,
    FieldVisit,
    field_summary,
)

__all__ = ["FieldArea", "FieldFinding", "FieldSummary", "FieldSurvey", "FieldVisit", "field_summary"]
