"""What somebody wants to be assigned, drawn or aimed at: plain values, from a form or a program."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pulau.core.workflow.levels import AssessorLevel


@dataclass(frozen=True, slots=True)
class SeatWish:
    """A person for a level, and the parts they shall judge (`core.workflow.assigning.parts_of`; empty: all)."""

    level: AssessorLevel
    user_id: UUID
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LotWish:
    """How many shall be drawn for a level, and the public number that decides, with where it is published.

    `even`: who has the least work in the body comes first, and the lot decides between equals.
    """

    level: AssessorLevel
    count: int
    number: str
    source: str
    even: bool = False


@dataclass(frozen=True, slots=True)
class AimWish:
    """The title that is judged, and whether it is a new one or kept."""

    kind: str
    title: str
