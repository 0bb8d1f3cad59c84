"""Where each level judges, and who sees whose judgement when: the levels stay apart until their time.

An assessor sees nobody's judgement before they have submitted their own, and then those at or below their level; TPI
never sees TPN's before its evaluation is over, TPN never takes TPI's for its own. The unit sees a body's judgements
once the case has left that body.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pulau.core.workflow import assessment as at
from pulau.core.workflow.levels import CHAINS, AssessorLevel, Body

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TPI_ROUNDS: Final = frozenset({at.TPI_ROUND_1, at.TPI_ROUND_2})
JUDGED_AT: Final[Mapping[AssessorLevel, frozenset[str]]] = {
    AssessorLevel.PRELIMINARY: frozenset({at.PRELIMINARY}),
    AssessorLevel.TPI_MEMBER: _TPI_ROUNDS,
    AssessorLevel.TPI_LEADER: _TPI_ROUNDS,
    AssessorLevel.TPI_CONTROLLER: _TPI_ROUNDS,
    AssessorLevel.TPN_DESK: frozenset({at.DESK}),
    AssessorLevel.TPN_FIELD: frozenset({at.FIELD}),
}
"""The stages in which a level judges."""

PRELIMINARY_LEVELS: Final = frozenset({AssessorLevel.PRELIMINARY})
TPI_LEVELS: Final = frozenset(CHAINS[Body.TPI])
TPN_LEVELS: Final = frozenset({AssessorLevel.TPN_DESK, AssessorLevel.TPN_FIELD})
_ORDER: Final = tuple(AssessorLevel)
"""From the first level to the last: a level sees those before it, and its own."""


class Side(StrEnum):
    """On which side of the table somebody sits who is no assessor of the case, or has no sheet in it."""

    UNIT = "unit"
    """Those who are judged: the unit, its agency's administrator and head; and companions."""
    TPI = "tpi"
    TPN = "tpn"
    """Assessors and panel of the ministry."""


_TPI_JUDGES: Final = frozenset(
    {at.SUBMITTED, at.PRELIMINARY, at.FORWARDED, at.TPI_ROUND_1, at.CLARIFICATION, at.TPI_ROUND_2}
)
_TPI_HAS_IT: Final = _TPI_JUDGES | {at.TPI_REPORT}
_TPN_JUDGES: Final = frozenset({at.PROPOSED, at.SCREENING, at.DESK, at.FIELD})
_TPN_HAS_IT: Final = _TPN_JUDGES | {at.CLEARANCE, at.PANEL}
_BEFORE_TPN_IS_OVER: Final = _TPI_HAS_IT | {at.FIT} | _TPN_HAS_IT
_BLIND: Final = _TPI_HAS_IT | {at.FIT} | _TPN_JUDGES
HIDDEN: Final[Mapping[Side, Mapping[frozenset[AssessorLevel], frozenset[str]]]] = {
    Side.UNIT: {
        PRELIMINARY_LEVELS: frozenset({at.SUBMITTED, at.PRELIMINARY}),
        TPI_LEVELS: _TPI_HAS_IT,
        TPN_LEVELS: _BEFORE_TPN_IS_OVER,
    },
    Side.TPI: {PRELIMINARY_LEVELS: _TPI_JUDGES, TPI_LEVELS: _TPI_JUDGES, TPN_LEVELS: _BEFORE_TPN_IS_OVER},
    Side.TPN: {PRELIMINARY_LEVELS: _BLIND, TPI_LEVELS: _BLIND, TPN_LEVELS: _BLIND},
}
"""In which stages each side does not see the judgements of a body, unless it has judged itself. Those of the ministry
who have not judged see none before all have: they may yet be asked to."""


@dataclass(frozen=True, slots=True)
class Own:
    """A sheet of one's own in a case: its level, and whether it was submitted at least once."""

    level: AssessorLevel
    submitted: bool


def levels_seen(side: Side, own: tuple[Own, ...], stage: str) -> frozenset[AssessorLevel]:
    """Return the levels whose submitted judgements somebody sees at a stage of the case, their own sheet aside."""
    if any(not sheet.submitted and stage in JUDGED_AT[sheet.level] for sheet in own):
        return frozenset()
    hidden = HIDDEN[side].items()
    seen = frozenset(level for levels, stages in hidden if stage not in stages for level in levels)
    for sheet in own:
        if sheet.submitted:
            seen |= frozenset(_ORDER[: _ORDER.index(sheet.level) + 1])
    return seen


def tpi_told(side: Side, stages: Iterable[str]) -> bool:
    """Whether a paper with the TPI's figures of cases at these stages may be read by somebody who has no sheet there.

    One letter proposes many units: it stays closed to the ministry until the last of them was judged there.
    """
    return all(levels_seen(side, (), stage) >= TPI_LEVELS for stage in stages)
