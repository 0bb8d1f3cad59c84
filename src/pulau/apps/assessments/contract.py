"""What other apps may use of assessments."""

from __future__ import annotations

from pulau.apps.assessments.clocks import due_day
from pulau.apps.assessments.facts import case_of
from pulau.apps.assessments.frame import CaseFrame, case_frame
from pulau.apps.assessments.judged import JudgedItem, Remark, figures_of, judged_of
from pulau.apps.assessments.judgement_selectors import LevelAnswer
from pulau.apps.assessments.models import Assignment, Case, CaseKind, Level, Transition
from pulau.apps.assessments.policies import EVENT, SEE
from pulau.apps.assessments.refusals import CaseNotFound, GuardsUnmet, StageMoved
from pulau.apps.assessments.selectors import (
    assignments_of,
    cases_for,
    get_case_by_id,
    get_case_for,
    lock_case,
    transitions_of,
)
from pulau.apps.assessments.services.advancing import Advance, advance, probe

__all__ = [
    "EVENT",
    "SEE",
    "Advance",
    "Assignment",
    "Case",
    "CaseFrame",
    "CaseKind",
    "CaseNotFound",
    "GuardsUnmet",
    "JudgedItem",
    "Level",
    "LevelAnswer",
    "Remark",
    "StageMoved",
    "Transition",
    "advance",
    "assignments_of",
    "case_frame",
    "case_of",
    "cases_for",
    "due_day",
    "figures_of",
    "get_case_by_id",
    "get_case_for",
    "judged_of",
    "lock_case",
    "probe",
    "transitions_of",
]
