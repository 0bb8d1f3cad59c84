"""The result of a worksheet: figures, gates, warnings, verdict. Points are exact; the whole is 100."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Dimension

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Pack, Unit
    from pulau.core.scoring.answers import Answer, Answers


class Unanswered(StrEnum):
    """What an unanswered item does: count 0 (default), or stay out of its mean as in the ministry's spreadsheet."""

    ZERO = "zero"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of a weight."""

    points: Fraction
    weight: Fraction

    @property
    def percent(self) -> Fraction:
        """100 × points / weight, of the unrounded points; 0 for a weight of 0."""
        return 100 * self.points / self.weight if self.weight else Fraction(0)


@dataclass(frozen=True, slots=True)
class AreaScore:
    """An area of change with its halves; `reform` is None where the law does not split it."""

    fulfilment: Fraction
    reform: Fraction | None
    score: Score


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What an item gives: its answer, the value 0..1 and the points.

    Unanswered: `answer` None, and `fraction` 0 under `zero`, None under `skip`. `weight` is the most it could give
    here.
    """

    answer: Answer | None
    fraction: Fraction | None
    points: Fraction
    weight: Fraction


@dataclass(frozen=True, slots=True)
class GateResult:
    """Whether one minimum of a title is met, judged on the exact value.

    `actual`, `required` and `shortfall` are points, or percent where `unit` says so; `shortfall` is 0 when met.
    Source: the pack's citation, e.g. Permenpan RB 90/2021, Lampiran II, Bab III, Tabel 6.
    """

    gate: str
    measure: str
    unit: Unit
    required: Fraction
    actual: Fraction
    citation: str

    @property
    def met(self) -> bool:
        """Whether the minimum is reached."""
        return self.actual >= self.required

    @property
    def shortfall(self) -> Fraction:
        """How much is missing; 0 when met."""
        return max(self.required - self.actual, Fraction(0))


@dataclass(frozen=True, slots=True)
class PriorTitleResult:
    """Whether a title held before is there; `actual` is the title that was stated, or None."""

    gate: str
    required: str
    actual: str | None
    met: bool
    citation: str


_Parts = dict[int, int]
"""Fractions added up by denominator, which stays whole numbers: this is part of every save."""


def share_out(pack: Pack, items: Mapping[str, ItemResult]) -> Mapping[Dimension, Score]:
    """Share points and weights of items out over the dimensions; items of the same dimensions are added up first."""
    sums: dict[tuple[Dimension, ...], tuple[_Parts, _Parts]] = {}
    for item_id, result in items.items():
        points, weights = sums.setdefault(pack.items[item_id].dimensions, ({}, {}))
        for amount, parts in ((result.points, points), (result.weight, weights)):
            parts[amount.denominator] = parts.get(amount.denominator, 0) + amount.numerator
    shares = {dimension: Score(Fraction(0), Fraction(0)) for dimension in Dimension}
    for dimensions, (points, weights) in sums.items():
        of_points, of_weight = _sum(points) / len(dimensions), _sum(weights) / len(dimensions)
        for dimension in dimensions:
            own = shares[dimension]
            shares[dimension] = Score(own.points + of_points, own.weight + of_weight)
    return shares


def _sum(parts: _Parts) -> Fraction:
    whole = lcm(*parts)
    return Fraction(sum(numerator * (whole // denominator) for denominator, numerator in parts.items()), whole)


AnyGateResult = GateResult | PriorTitleResult


@dataclass(frozen=True, slots=True)
class TitleVerdict:
    """Whether a title's every gate is met, and each of them."""

    title: str
    gates: tuple[AnyGateResult, ...]

    @property
    def met(self) -> bool:
        """Whether every gate is met."""
        return all(gate.met for gate in self.gates)

    @property
    def missed(self) -> tuple[AnyGateResult, ...]:
        """The gates that are not met, in the order of the law."""
        return tuple(gate for gate in self.gates if not gate.met)


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the reader should know: `code`, the item (or None), and values for the sentence."""

    code: str
    item: str | None
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A worksheet scored under a pack. Every figure can be explained (`explain`) and replayed (`replay_digest`)."""

    pack: Pack
    answers: Answers
    unanswered: Unanswered
    prior_title: str | None
    total: Score
    enabler: Score
    result: Score
    areas: Mapping[str, AreaScore]
    sub_areas: Mapping[str, Score]
    items: Mapping[str, ItemResult]
    titles: Mapping[str, TitleVerdict]
    warnings: tuple[Caution, ...]

    @property
    def dimensions(self) -> Mapping[Dimension, Score]:
        """How the points fall on system, people and culture (M2).

        Each item's points are shared equally among its dimensions, so that the three add up to the total.
        """
        return share_out(self.pack, self.items)

    @property
    def highest_title(self) -> str | None:
        """The highest title whose every gate is met, or None."""
        met = [title for title, verdict in self.titles.items() if verdict.met]
        return met[-1] if met else None
