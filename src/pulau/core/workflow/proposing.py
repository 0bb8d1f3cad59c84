"""Whether an agency and a unit meet the conditions of a proposal (syarat pengusulan), one by one.

Permenpan RB 90/2021 and 5/2024, Lampiran II, Bab II, Tabel 5. What nobody has shown is unknown, and unknown is not met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pulau.core.shared.readiness import GRADES, RB_GRADES

if TYPE_CHECKING:
    from pulau.core.regulation.conditions import Condition, ProposalConditions
    from pulau.core.regulation.model import Citation

YES: Final = "yes"
NO: Final = "no"
REGION: Final = "region"
MINISTRY: Final = "ministry"
YEARS: Final = "years-of-building"

_OPINIONS: Final = (("WTP", "WTP-DPP"), ("WDP",), ("TW",), ("TMP",))
_RANKS: Final[Mapping[str, Mapping[str, int]]] = {
    "bpk-opinion": {grade: rank for rank, grades in enumerate(_OPINIONS) for grade in grades},
    "sakip": {grade: rank for rank, grade in enumerate(GRADES)},
    "internal-sakip": {grade: rank for rank, grade in enumerate(GRADES)},
    "rb-index": {grade: rank for rank, grade in enumerate(RB_GRADES)},
}
"""Grades by condition, 0 the best. An opinion with an explaining paragraph (WTP-DPP) is as good as one without."""


class Outcome(StrEnum):
    """What became of a condition."""

    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"
    """Nothing is known, or what is known cannot be read."""
    EASED = "eased"
    """Not met or unknown, but the rule lets this kind of unit be proposed while it is being completed."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a condition, with the document behind it: its name and its day."""

    value: str
    document: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom the conditions are asked: the title aimed at, the agency's kind (`REGION`, `MINISTRY`).

    `eased` is the kind of unit that the rule eases, empty where none.
    """

    title: str
    agency: str
    eased: str = ""


@dataclass(frozen=True, slots=True)
class ConditionCheck:
    """One condition as it stands: at which level, what is required, what is known, what became of it."""

    condition: str
    level: str
    required: str
    outcome: Outcome
    known: Known | None
    citation: Citation

    @property
    def holds(self) -> bool:
        """Whether it does not stand in the way of a proposal."""
        return self.outcome in {Outcome.MET, Outcome.EASED}


def conditions_on(rules: Iterable[ProposalConditions], day: date) -> ProposalConditions:
    """Return the conditions that hold on the day of a proposal: the newest that has begun and not ended.

    Raises LookupError where none does.
    """
    holding = [each for each in rules if each.since <= day and (each.until is None or day <= each.until)]
    if not holding:
        raise LookupError(f"no conditions of a proposal hold on {day}")
    return max(holding, key=lambda each: each.since)


def check_conditions(
    rules: ProposalConditions, asked: Asked, known: Mapping[str, Known], bands: Sequence[tuple[str, Decimal]]
) -> tuple[ConditionCheck, ...]:
    """Return each condition that the title asks for, in the law's order.

    `bands` grade an RB index that is given as a figure, best first. A kind of unit that the rules do not name eases
    nothing.
    """
    eased = asked.eased in rules.eased_units
    found = []
    for condition in rules.conditions:
        required = required_of(condition, asked)
        if required is None:
            continue
        have = known.get(condition.id)
        outcome = compare(condition.id, required, have.value if have else "", bands)
        if eased and outcome is not Outcome.MET:
            outcome = Outcome.EASED
        found.append(ConditionCheck(condition.id, condition.level, required, outcome, have, condition.citation))
    return tuple(found)


def may_be_proposed(checks: Iterable[ConditionCheck]) -> bool:
    """Whether no condition stands in the way; where nothing was asked, nothing was shown either."""
    found = tuple(checks)
    return bool(found) and all(check.holds for check in found)


def required_of(condition: Condition, asked: Asked) -> str | None:
    """Return the least value for a title, for the kind of agency where the law tells them apart; None: not asked."""
    return condition.minimum.get(f"{asked.title}/{asked.agency}", condition.minimum.get(asked.title))


def compare(condition: str, required: str, value: str, bands: Sequence[tuple[str, Decimal]] = ()) -> Outcome:
    """Return whether a value reaches what is required. A value that cannot be read is unknown, never met."""
    if not value:
        return Outcome.UNKNOWN
    if value == required:
        return Outcome.MET
    if required == YES:
        return Outcome.NOT_MET if value == NO else Outcome.UNKNOWN
    ranks = _RANKS.get(condition)
    if ranks is not None:
        return _by_rank(ranks, required, _graded(value, bands))
    least, actual = _number(required), _number(value)
    if least is None or actual is None:
        return Outcome.UNKNOWN
    return Outcome.MET if actual >= least else Outcome.NOT_MET


def full_years(since: date, day: date) -> int:
    """Return how many whole years lie between two days; 0 where the first is later. 29 February counts to 1 March."""
    years = day.year - since.year - ((day.month, day.day) < (since.month, since.day))
    return max(years, 0)


def _by_rank(ranks: Mapping[str, int], required: str, grade: str) -> Outcome:
    if required not in ranks or grade not in ranks:
        return Outcome.UNKNOWN
    return Outcome.MET if ranks[grade] <= ranks[required] else Outcome.NOT_MET


def _graded(value: str, bands: Sequence[tuple[str, Decimal]]) -> str:
    """Return the grade of an index that is a figure; a grade as it is."""
    figure = _number(value)
    if figure is None:
        return value
    return next((grade for grade, least in bands if figure >= least), "")


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
