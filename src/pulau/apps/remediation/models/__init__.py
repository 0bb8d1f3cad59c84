"""Plans of repair with their steps, and good practices with who follows them."""

from __future__ import annotations

from pulau.apps.remediation.models.plans import (
    LONGEST_TEXT,
    EffectState,
    PlanState,
    RemediationPlan,
    RemediationStep,
    StepKind,
    StepState,
)
from pulau.apps.remediation.models.practices import LONGEST_TITLE, Practice, PracticeCopy, PracticeState

__all__ = [
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "EffectState",
    "PlanState",
    "Practice",
    "PracticeCopy",
    "PracticeState",
    "RemediationPlan",
    "RemediationStep",
    "StepKind",
    "StepState",
]
