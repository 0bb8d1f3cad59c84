"""A regulation pack as frozen values: components, areas, sub-areas, items, titles and their gates.

Weights and points are exact `Fraction`s on a scale where the whole worksheet is 100.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from pulau.core.regulation.aspects import IntegrationLaw
    from pulau.core.regulation.conditions import GradeBand, OpenPoint, ProposalConditions


class Mark(StrEnum):
    """How certain a fact of the law is: verified, corroborated, inferred or recalled."""

    VERIFIED = "V"
    CORROBORATED = "C"
    INFERRED = "I"
    RECALLED = "R"


class PackKind(StrEnum):
    """What a pack holds: a worksheet of its own, or changes to another pack."""

    WORKSHEET = "worksheet"
    AMENDMENT = "amendment"
    OVERLAY = "overlay"


class PackStatus(StrEnum):
    """Whether a pack may be used for an official verdict today."""

    IN_FORCE = "in-force"
    REVOKED = "revoked"
    UNVERIFIED = "unverified"


class Part(StrEnum):
    """The part of the worksheet a sub-area belongs to: fulfilment (pemenuhan), reform, or result (hasil)."""

    FULFILMENT = "fulfilment"
    REFORM = "reform"
    RESULT = "result"


class Dimension(StrEnum):
    """What an item changes (M2): the system, its people, or their culture."""

    SYSTEM = "system"
    PEOPLE = "people"
    CULTURE = "culture"


class Unit(StrEnum):
    """What a gate counts: points of the worksheet, or percent of the weight."""

    POINTS = "points"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a value stands in the law, and how certain that is."""

    text: str
    mark: Mark = Mark.VERIFIED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Answers by option: each key with its value 0..1, best first (the law prints the best first)."""

    id: str
    values: Mapping[str, Fraction]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Scale:
    """Answers by a number from 0 to `maximum` (an index 0..4, or a percentage 0..100)."""

    id: str
    maximum: Fraction
    citation: Citation


@dataclass(frozen=True, slots=True)
class ZeroPolicy:
    """What a ratio counts where its denominator is 0; the law is silent, so the pack says it.

    `value` is the fraction where nothing was due (for a decrease: both years 0); `value_if_now` applies to a
    decrease whose base year is 0 while this year is not.
    """

    value: Fraction
    value_if_now: Fraction
    citation: Citation


@dataclass(frozen=True, slots=True)
class Share:
    """A ratio `done / (due + …)`, clamped to 0..1. `inputs` lists every count the form asks for."""

    inputs: tuple[str, ...]
    done: str
    due: tuple[str, ...]
    zero: ZeroPolicy


@dataclass(frozen=True, slots=True)
class Decrease:
    """A ratio `(before - now) / before`, clamped to 0..1. `inputs` lists every count the form asks for."""

    inputs: tuple[str, ...]
    before: str
    now: str
    zero: ZeroPolicy


AnswerKind = Choice | Scale | Share | Decrease


@dataclass(frozen=True, slots=True)
class Item:
    """A question (pertanyaan) of the worksheet.

    `weight` is the most points the item gives when every item of its sub-area is answered.
    """

    id: str
    number: str
    sub_area: str
    answer: AnswerKind
    weight: Fraction
    dimensions: tuple[Dimension, ...]
    keywords: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class SubArea:
    """A sub-area, or a result component: `weight` points shared out over its items.

    Items of the enabler count by their mean; items of a result component carry points of their own.
    """

    id: str
    number: str
    part: Part
    area: str | None
    weight: Fraction
    items: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Area:
    """One of the six areas of change; `reform` is None where the law does not split the area."""

    id: str
    fulfilment: Fraction
    reform: Fraction | None
    citation: Citation

    @property
    def weight(self) -> Fraction:
        """Points of the whole area."""
        return self.fulfilment + (self.reform or 0)


@dataclass(frozen=True, slots=True)
class Gate:
    """A minimum of a title: the figure at `measure` (a path such as `areas.5`) in `unit` is at least `minimum`."""

    id: str
    measure: str
    unit: Unit
    minimum: Fraction
    citation: Citation


@dataclass(frozen=True, slots=True)
class PriorTitle:
    """A gate that asks for a title held before (WBBM asks for WBK)."""

    id: str
    title: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Title:
    """A title (predikat) with its gates in the order of the law; `rank` grows with the title."""

    id: str
    rank: int
    gates: tuple[Gate | PriorTitle, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Effort:
    """Default effort of one step of improvement, in whole units, where the user gives none."""

    option_step: int
    ratio_count: int
    index_hundredth: int
    percent_point: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class InForce:
    """From when and until when (both included) a regulation holds; None where it is open or not known."""

    since: date | None
    until: date | None
    citation: Citation


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A regulation as loaded: frozen, complete, checked; two packs are the same law if their `rules_digest` is.

    `rules_digest` covers everything here but wording; `worksheet` tells whether it can score.
    Source of each value: its citation.
    """

    id: str
    instrument: str
    kind: PackKind
    status: PackStatus
    in_force: InForce
    enabler: Fraction
    result: Fraction
    weights_citation: Citation
    areas: Mapping[str, Area]
    sub_areas: Mapping[str, SubArea]
    items: Mapping[str, Item]
    titles: Mapping[str, Title]
    effort: Effort | None
    amends: str | None
    amended_by: tuple[str, ...]
    proposal: tuple[ProposalConditions, ...]
    zone_area_minimums: Mapping[str, Gate]
    integration: IntegrationLaw | None
    grade_bands: tuple[GradeBand, ...]
    open_points: tuple[OpenPoint, ...]
    rules_digest: str
    overlays: tuple[str, ...] = field(default=())

    @property
    def worksheet(self) -> bool:
        """Whether the pack has a worksheet that can be scored."""
        return bool(self.items)
