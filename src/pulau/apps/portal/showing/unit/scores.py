"""The final score of a unit under its regulation: by area, by minimum, and TPI beside TPN."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from pulau.apps.portal.showing.unit.laws import law_of
from pulau.apps.portal.showing.words import listed, points
from pulau.core.regulation.model import Unit
from pulau.foundation.ui.formats import percent
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.apps.portal.showing.unit.laws import Law
    from pulau.apps.portal.showing.unit.seen import Seen
    from pulau.apps.publication.contract import AreaFacts, GateFacts, PublishedYear


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area: points of its weight, percent, the internal assessors' percent where both judged, its minimum."""

    name: str
    points: Decimal
    weight: Decimal
    percent: Decimal
    internal: Decimal | None
    marks: Sequence[Decimal]
    met: bool | None
    short: Decimal | None


@dataclass(frozen=True, slots=True)
class GateRow:
    """A minimum: what it asks for and what was reached, each with its unit; None where it is no figure, or not kept."""

    name: str
    citation: str
    required: Decimal | None
    actual: Decimal | None
    unit: str
    met: bool
    short: Decimal | None


@dataclass(frozen=True, slots=True)
class Scores:
    """A year's final score; `level` is whose judgement it is, `needed` what the title asks for in all.

    `parts` are the most points of enabler and result under the law; None where the law is not here.
    """

    year: int
    law: str
    level: str
    aim: str
    total: Decimal
    needed: Decimal | None
    internal: Decimal | None
    areas: list[AreaRow]
    gates: list[GateRow]
    marks_words: str
    parts: tuple[Fraction, Fraction] | None

    @property
    def by_area(self) -> bool:
        """Whether the law asks for a minimum in single areas."""
        return any(one.met is not None for one in self.areas)

    @property
    def met(self) -> int:
        """How many minimums are met."""
        return sum(one.met for one in self.gates)

    @property
    def missed(self) -> list[GateRow]:
        """The minimums that are not."""
        return [one for one in self.gates if not one.met]

    @property
    def difference(self) -> Decimal | None:
        """By how many points the ministry's total is above the internal assessors'."""
        return None if self.internal is None else self.total - self.internal

    @property
    def both(self) -> bool:
        """Whether internal and national assessors judged its areas."""
        return any(one.internal is not None for one in self.areas)


def scores_of(seen: Seen) -> Scores | None:
    """Return the newest final score; None where none is told."""
    year = seen.scored
    if year is None or year.total is None:
        return None
    law = law_of(year.regulation, spoken_language())
    gates = cast("list[GateFacts]", year.gates)
    return Scores(
        year=year.year,
        law=law.name if law else year.regulation,
        level=year.level.upper(),
        aim=year.aim,
        total=Decimal(year.total) / 100,
        needed=law.minimum(year.aim, "total", Unit.POINTS) if law else None,
        internal=points(year.internal_total),
        areas=[_area(one, gates, law) for one in cast("list[AreaFacts]", year.areas)],
        gates=[_gate(one, law) for one in gates],
        marks_words=_marks_words(law, year),
        parts=(law.pack.enabler, law.pack.result) if law else None,
    )


def _area(told: AreaFacts, gates: list[GateFacts], law: Law | None) -> AreaRow:
    gate = next((one for one in gates if one["measure"] == f"areas.{told['area']}"), None)
    return AreaRow(
        name=law.area(told["area"]) if law else told["area"],
        points=Decimal(told["points"]) / 100,
        weight=Decimal(told["weight"]) / 100,
        percent=Decimal(told["percent"]) / 100,
        internal=points(told["internal_percent"]),
        marks=[mark for _title, mark in _marks(law, told["area"])],
        met=gate["met"] if gate else None,
        short=_short(gate) if gate else None,
    )


def _gate(told: GateFacts, law: Law | None) -> GateRow:
    return GateRow(
        name=law.gate(told["gate"], told["measure"]) if law else told["gate"],
        citation=law.citation(told["title"], told["gate"]) if law else "",
        required=points(told["required"]),
        actual=points(told["actual"]),
        unit="%" if told["unit"] == Unit.PERCENT.value else "",
        met=told["met"],
        short=_short(told),
    )


def _short(told: GateFacts) -> Decimal | None:
    if told["met"] or told["required"] is None or told["actual"] is None:
        return None
    return Decimal(told["required"] - told["actual"]) / 100


def _marks(law: Law | None, area: str) -> list[tuple[str, Decimal]]:
    """Return the percents that each title asks for in an area."""
    if law is None:
        return []
    asked = ((title, law.minimum(title, f"areas.{area}", Unit.PERCENT)) for title in law.titles)
    return [(title, mark) for title, mark in asked if mark is not None]


def _marks_words(law: Law | None, year: PublishedYear) -> str:
    marks = _marks(law, year.areas[0]["area"]) if year.areas else []
    told = [_("%(mark)s untuk %(title)s") % {"mark": percent(mark, 0), "title": title} for title, mark in marks]
    return _("batas %(marks)s") % {"marks": listed(told)} if told else ""
