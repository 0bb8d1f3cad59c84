"""Cases of worksheets, who judges them and how, and what is asked about them."""

from __future__ import annotations

from pulau.apps.assessments.models.asking import LONGEST_QUESTION, Question, QuestionState, Reply
from pulau.apps.assessments.models.cases import LONGEST_REASON, Assignment, Case, CaseKind, Level, Transition
from pulau.apps.assessments.models.exporting import Export, ExportState
from pulau.apps.assessments.models.judging import (
    LONGEST_TEXT,
    CalibrationAnswer,
    CalibrationSet,
    JudgedAnswer,
    Judgement,
    JudgementState,
)

__all__ = [
    "LONGEST_QUESTION",
    "LONGEST_REASON",
    "LONGEST_TEXT",
    "Assignment",
    "CalibrationAnswer",
    "CalibrationSet",
    "Case",
    "CaseKind",
    "Export",
    "ExportState",
    "JudgedAnswer",
    "Judgement",
    "JudgementState",
    "Level",
    "Question",
    "QuestionState",
    "Reply",
    "Transition",
]
