"""What the pages of comparison, trial and simulation show: plain values for templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.core.scoring.model import Score


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its heading for tables, and its score."""

    label: str
    calculation: Calculation


@dataclass(frozen=True, slots=True)
class SideWhy:
    """Why a figure of one side is what it is."""

    label: str
    formula: str
    source: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure on both sides; None on the side that has none. `level` is whole, area or component."""

    path: str
    name: str
    level: str
    before: Score | None
    after: Score | None
    why: tuple[SideWhy, ...]

    @property
    def points(self) -> Fraction | None:
        """After minus before in points; None where a side is missing or the weights differ."""
        if self.before is None or self.after is None or self.before.weight != self.after.weight:
            return None
        return self.after.points - self.before.points

    @property
    def percent(self) -> Fraction | None:
        """After minus before in percent of each weight, where points do not compare; otherwise None."""
        if self.before is None or self.after is None or self.before.weight == self.after.weight:
            return None
        return self.after.percent - self.before.percent


@dataclass(frozen=True, slots=True)
class GateSide:
    """A gate on one side, as text with its unit; `shortfall` is empty where it is met."""

    name: str
    actual: str
    required: str
    shortfall: str
    met: bool
    why: SideWhy


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate on both sides; `kind` is the status shape, `words` what became of it, `change` won, lost or nothing."""

    name: str
    before: GateSide | None
    after: GateSide | None
    kind: str
    words: str
    change: str

    @property
    def why(self) -> tuple[SideWhy, ...]:
        """The reasons of both sides."""
        return tuple(side.why for side in (self.before, self.after) if side is not None)


@dataclass(frozen=True, slots=True)
class TitleRow:
    """A title on both sides with its gates; `kind`, `words` and `change` as with a gate."""

    id: str
    kind: str
    words: str
    change: str
    gates: tuple[GateRow, ...]

    @property
    def changed(self) -> int:
        """How many of its gates were won or lost."""
        return sum(bool(gate.change) for gate in self.gates)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item that both sides have and that differs: both answers in words, and the points it brings (or costs)."""

    item: str
    number: str
    question: str
    before: str
    after: str
    gain: Fraction


@dataclass(frozen=True, slots=True)
class LoneItem:
    """An item that only one side's form has, with its answer in words."""

    number: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Versus:
    """Two sides with all that differs.

    `ordered` tells that one comes from the other (last year and this, now and tried), so that figures rise and fall.
    `rising`, `falling` and `level` are the changed items by what they do to the points. `total` is the change of the
    total; `sentences` say the outcome in words.
    """

    before: str
    after: str
    ordered: bool
    same_form: bool
    total: Fraction
    sentences: tuple[str, ...]
    figures: tuple[FigureRow, ...]
    titles: tuple[TitleRow, ...]
    rising: tuple[ItemRow, ...]
    falling: tuple[ItemRow, ...]
    level: tuple[ItemRow, ...]
    paired: int
    only_before: tuple[LoneItem, ...]
    only_after: tuple[LoneItem, ...]

    @property
    def changed(self) -> int:
        """How many items of both differ."""
        return len(self.rising) + len(self.falling) + len(self.level)
