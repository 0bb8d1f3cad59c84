"""Presentations, visits with what was seen, photos, and what was asked of people."""

from __future__ import annotations

from pulau.apps.visits.models.asking import Interview, Manner, Runner, ShopperVisit, SurveyResult
from pulau.apps.visits.models.seeing import WORTH_TELLING, Finding, LateFinding, LateState, Photo, PhotoState, Seen
from pulau.apps.visits.models.visits import (
    LONGEST_LINE,
    LONGEST_TEXT,
    Presentation,
    PresentationState,
    Visit,
    VisitKind,
    VisitState,
)

__all__ = [
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "WORTH_TELLING",
    "Finding",
    "Interview",
    "LateFinding",
    "LateState",
    "Manner",
    "Photo",
    "PhotoState",
    "Presentation",
    "PresentationState",
    "Runner",
    "Seen",
    "ShopperVisit",
    "SurveyResult",
    "Visit",
    "VisitKind",
    "VisitState",
]
