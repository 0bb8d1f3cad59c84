"""What a companion reads of a case at each stage: never a judgement before the level's own time is over.

Companions (Ombudsman, prosecutor, police, university) watch and advise; they give no points. They sit on the side of
those who are judged, as `core.workflow.sight` says it, and of the self-assessment they read the answers alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pulau.core.workflow import assessment as at
from pulau.core.workflow.sight import HIDDEN, TPI_LEVELS, Side


class Reading(StrEnum):
    """A thing that a companion can read of a case."""

    COURSE = "course"
    """Where it stands and which steps it took, with their days; not the reasons."""
    ANSWERS = "answers"
    """The unit's own answers as they were handed in: no notes, no confidential evidence."""
    TPI = "tpi"
    """The figures of the TPI, once its report is out."""
    OUTCOME = "outcome"
    """What came of it at the ministry, with the figures of the TPN."""


_EVERY: Final = frozenset(stage.code for stage in at.STAGES)
_DECIDED: Final = frozenset(
    {at.TO_BE_COACHED, at.OBJECTED, at.DETERMINED, at.MONITORING, at.REVOCATION_PROPOSED, at.RENEWED, at.REVOKED,
     at.COACHING, at.VOID}
)  # fmt: skip

READS: Final[Mapping[Reading, frozenset[str]]] = {
    Reading.COURSE: _EVERY,
    Reading.ANSWERS: _EVERY - {at.WITHDRAWN},
    Reading.TPI: _EVERY - HIDDEN[Side.UNIT][TPI_LEVELS] - {at.WITHDRAWN},
    Reading.OUTCOME: _DECIDED,
}
"""In which stages a companion reads what."""


def readings_at(stage: str) -> tuple[Reading, ...]:
    """Return what a companion reads at a stage, in a fixed order."""
    return tuple(reading for reading in Reading if stage in READS[reading])


def decided_by_panel(stage: str) -> bool:
    """Whether the ministry's panel weighs a dissent that was said at a stage; else the leader of the TPI does."""
    return stage in at.NATIONAL
