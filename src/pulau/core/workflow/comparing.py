"""Where a level judges otherwise than the level before it: each such difference needs its reason.

The level before is the nearest lower one that judged the item; before the first assessors stands the self-assessment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pulau.core.workflow.levels import CHAINS, AssessorLevel, Body, Judged

SELF: Final = "self"
_TPI: Final = CHAINS[Body.TPI]

BEFORE: Final[Mapping[AssessorLevel, tuple[AssessorLevel, ...]]] = {
    AssessorLevel.PRELIMINARY: (),
    AssessorLevel.TPI_MEMBER: (),
    AssessorLevel.TPI_LEADER: _TPI[2:],
    AssessorLevel.TPI_CONTROLLER: _TPI[1:],
    AssessorLevel.TPN_DESK: _TPI,
    AssessorLevel.TPN_FIELD: (AssessorLevel.TPN_DESK, *_TPI),
}
"""For each level those before it, the nearest first; the self-assessment stands before them all."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An assessor's value that is not that of the level before: `before` is its code, `values` what it said."""

    item: str
    level: AssessorLevel
    assessor: str
    value: object
    before: str
    values: tuple[object, ...]


def differences(own: Mapping[str, object], judged: Mapping[str, Iterable[Judged]]) -> tuple[Difference, ...]:
    """Return every difference between a judgement and the level before it, in the order of the items judged.

    `own` is the self-assessment by item; an item that the level before left out is no difference. Where assessors of
    the level before differ among themselves, whoever decides differs from one of them.
    """
    found: list[Difference] = []
    for item, given in judged.items():
        everyone = tuple(given)
        for one in everyone:
            before, values = _before(one.level, own.get(item), everyone)
            if any(value != one.value for value in values):
                found.append(Difference(item, one.level, one.assessor, one.value, before, values))
    return tuple(found)


def _before(level: AssessorLevel, own: object, given: tuple[Judged, ...]) -> tuple[str, tuple[object, ...]]:
    for lower in BEFORE[level]:
        values = tuple(one.value for one in given if one.level is lower)
        if values:
            return lower.value, values
    return SELF, () if own is None else (own,)
