"""Zone areas with their members, and the aspects of their integration."""

from __future__ import annotations

from pulau.apps.zone_areas.models.areas import (
    AGREED,
    BELONGING,
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_REASON,
    AreaKind,
    MemberState,
    ZoneArea,
    ZoneAreaMember,
)
from pulau.apps.zone_areas.models.aspects import (
    LONGEST_NOTE,
    AreaAssessment,
    AspectAnswer,
    AspectEvidence,
)

__all__ = [
    "AGREED",
    "BELONGING",
    "LONGEST_CODE",
    "LONGEST_NAME",
    "LONGEST_NOTE",
    "LONGEST_REASON",
    "AreaAssessment",
    "AreaKind",
    "AspectAnswer",
    "AspectEvidence",
    "MemberState",
    "ZoneArea",
    "ZoneAreaMember",
]
