"""What other apps may use of remediation."""

from __future__ import annotations

from pulau.apps.remediation.models import (
    Practice,
    PracticeCopy,
    PracticeState,
    RemediationPlan,
    RemediationStep,
)
from pulau.apps.remediation.services.plans import check_step, finish_step, plan_step
from pulau.apps.remediation.services.practices import follow_practice, publish_practice, tell_effect, write_practice
from pulau.apps.remediation.wishes import Doneness, EffectFound, PracticeWish, StepWish

__all__ = [
    "Doneness",
    "EffectFound",
    "Practice",
    "PracticeCopy",
    "PracticeState",
    "PracticeWish",
    "RemediationPlan",
    "RemediationStep",
    "StepWish",
    "check_step",
    "finish_step",
    "follow_practice",
    "plan_step",
    "publish_practice",
    "tell_effect",
    "write_practice",
]
