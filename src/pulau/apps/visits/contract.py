"""What other apps may use of visits."""

from __future__ import annotations

from pulau.apps.visits.services.noting import note_line
from pulau.apps.visits.services.planning import close_visit, plan_visit
from pulau.apps.visits.services.presenting import call_presentation, hold_presentation
from pulau.apps.visits.services.recording import record_interview, record_shopper, record_survey
from pulau.apps.visits.summary import (
    FieldArea,
    FieldFinding,
    FieldSummary,
    FieldSurvey,
    FieldVisit,
    field_summary,
)
from pulau.apps.visits.wishes import (
    HeldWish,
    InterviewWish,
    LineWish,
    PresentationWish,
    ShopperWish,
    SurveyWish,
    VisitWish,
)

__all__ = [
    "FieldArea",
    "FieldFinding",
    "FieldSummary",
    "FieldSurvey",
    "FieldVisit",
    "HeldWish",
    "InterviewWish",
    "LineWish",
    "PresentationWish",
    "ShopperWish",
    "SurveyWish",
    "VisitWish",
    "call_presentation",
    "close_visit",
    "field_summary",
    "hold_presentation",
    "note_line",
    "plan_visit",
    "record_interview",
    "record_shopper",
    "record_survey",
]
