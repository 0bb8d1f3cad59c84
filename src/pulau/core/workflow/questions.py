"""Who may ask the unit at which stage of an assessment, and when the time for an answer is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from pulau.core.workflow.assessment import (
    CLARIFICATION,
    DESK,
    FIELD,
    PRELIMINARY,
    SCREENING,
    TPI_ROUND_1,
    TPI_ROUND_2,
)
from pulau.core.workflow.levels import CHAINS, AssessorLevel, Body

_TPI: Final = CHAINS[Body.TPI]

ASKING: Final[Mapping[str, tuple[AssessorLevel, ...]]] = {
    PRELIMINARY: (AssessorLevel.PRELIMINARY,),
    TPI_ROUND_1: _TPI,
    CLARIFICATION: _TPI,
    TPI_ROUND_2: _TPI,
    SCREENING: (AssessorLevel.TPN_DESK,),
    DESK: (AssessorLevel.TPN_DESK,),
    FIELD: (AssessorLevel.TPN_FIELD, AssessorLevel.TPN_DESK),
}
"""For each stage in which the unit can be asked the levels that ask, the strongest first."""

OWN_ONLY: Final = frozenset({AssessorLevel.TPI_MEMBER})
"""Levels whose assessors go on with their own questions alone; the others see to those of their whole body."""


def stages_of(level: AssessorLevel) -> frozenset[str]:
    """Return the stages in which a level's questions can be asked and answered."""
    return frozenset(stage for stage, levels in ASKING.items() if level in levels)


def is_over(due: date | None, today: date) -> bool:
    """Whether the last day for an answer is past: that day counts in full. Without a day it is never over."""
    return due is not None and due < today
