"""The states in which the public sees a unit's year: the columns of the table of disclosure."""

from __future__ import annotations

from enum import StrEnum


class PublicState(StrEnum):
    """How far a unit came in a year, as it is told to everybody; in the order of the way."""

    NONE = "none"
    DECLARED = "declared"
    BUILDING = "building"
    HANDED_IN = "handed-in"
    INTERNAL = "internal"
    NATIONAL = "national"
    NOT_PASSED = "not-passed"
    GRANTED = "granted"
    REVOKED = "revoked"
    ENDED = "ended"

    @property
    def is_final(self) -> bool:
        """Whether the year's evaluation has ended, so that its outcome is told."""
        return self in FINAL


FINAL = frozenset({PublicState.NOT_PASSED, PublicState.GRANTED, PublicState.REVOKED, PublicState.ENDED})
