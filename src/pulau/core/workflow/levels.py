"""Whose answers stand: self-assessment, TPI and TPN are apart, and a later level replaces an earlier one by rule.

Permenpan RB 90/2021, Lampiran I: TPI judges what a unit says of itself; where the field evaluation of TPN finds
otherwise than TPI, it counts instead. Nothing of a level ever comes from the level of those who are judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

V = TypeVar("V")


class AssessorLevel(StrEnum):
    """Whose judgement it is."""

    PRELIMINARY = "preliminary"
    """The unit above, in ministries and agencies: finds fit or not, and its points are nobody else's."""
    TPI_MEMBER = "tpi-member"
    TPI_LEADER = "tpi-leader"
    TPI_CONTROLLER = "tpi-controller"
    TPN_DESK = "tpn-desk"
    TPN_FIELD = "tpn-field"


class Body(StrEnum):
    """Which body of assessors a level belongs to."""

    PRELIMINARY = "preliminary"
    TPI = "tpi"
    TPN = "tpn"


BODY_OF: Final[Mapping[AssessorLevel, Body]] = {
    AssessorLevel.PRELIMINARY: Body.PRELIMINARY,
    AssessorLevel.TPI_MEMBER: Body.TPI,
    AssessorLevel.TPI_LEADER: Body.TPI,
    AssessorLevel.TPI_CONTROLLER: Body.TPI,
    AssessorLevel.TPN_DESK: Body.TPN,
    AssessorLevel.TPN_FIELD: Body.TPN,
}

_TPI: Final = (AssessorLevel.TPI_CONTROLLER, AssessorLevel.TPI_LEADER, AssessorLevel.TPI_MEMBER)
CHAINS: Final[Mapping[Body, tuple[AssessorLevel, ...]]] = {
    Body.PRELIMINARY: (AssessorLevel.PRELIMINARY,),
    Body.TPI: _TPI,
    Body.TPN: (AssessorLevel.TPN_FIELD, AssessorLevel.TPN_DESK, *_TPI),
}
"""For each body the levels whose answers may stand, the strongest first: field replaces desk replaces TPI."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One assessor's answer to an item at a level, `value` as `core.scoring.answers.plain` writes it."""

    level: AssessorLevel
    assessor: str
    value: object


@dataclass(frozen=True, slots=True)
class StandingAnswer:
    """What counts for an item, the level it comes from, and those who judged it so."""

    value: object
    level: AssessorLevel
    assessors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts at a body: by item; and the items on which assessors of one level differ and nobody above decided."""

    answers: Mapping[str, StandingAnswer]
    undecided: tuple[str, ...]

    def values(self) -> dict[str, object]:
        """Return the values by item, to be scored."""
        return {item: answer.value for item, answer in self.answers.items()}


def standing(body: Body, judged: Mapping[str, Iterable[Judged]]) -> Standing:
    """Return whose answer counts for each item at a body of assessors.

    The strongest level of the body's chain that judged the item decides; where its assessors differ the item is
    undecided and has no answer (which scores as unanswered, and holds the next step up).
    """
    answers: dict[str, StandingAnswer] = {}
    undecided: list[str] = []
    for item, given in judged.items():
        by_level: dict[AssessorLevel, list[Judged]] = {}
        for one in given:
            by_level.setdefault(one.level, []).append(one)
        level = next((level for level in CHAINS[body] if level in by_level), None)
        if level is None:
            continue
        found = by_level[level]
        if any(one.value != found[0].value for one in found):
            undecided.append(item)
        else:
            answers[item] = StandingAnswer(found[0].value, level, tuple(sorted({one.assessor for one in found})))
    return Standing(answers, tuple(undecided))


def differing(mine: Mapping[str, V], theirs: Mapping[str, V]) -> tuple[str, ...]:
    """Return the items that both answered, and not alike: those which need a reason."""
    return tuple(item for item, value in mine.items() if item in theirs and theirs[item] != value)
