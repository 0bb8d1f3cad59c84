"""What a regulation says beside the score: conditions of a proposal, grade bands, open points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from pulau.core.regulation.model import Citation


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a proposal: at which `level` (agency, unit), what is asked, and the least value a title needs.

    `minimum` maps a title to its least value; where the law tells kinds of agency apart, the key is `WBK/region`.
    """

    id: str
    level: str
    minimum: Mapping[str, str]
    citation: Citation


@dataclass(frozen=True, slots=True)
class ProposalConditions:
    """The proposal conditions (syarat pengusulan) of one instrument, with the days they hold."""

    instrument: str
    since: date
    until: date | None
    conditions: tuple[Condition, ...]
    eased_units: tuple[str, ...]
    due: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class GradeBand:
    """A grade of an index: `grade` from `least` upwards (on the index's own scale)."""

    index: str
    grade: str
    least: Fraction
    citation: Citation


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point that the law leaves open; `setting` is how this pack reads it, shown to the user."""

    id: str
    setting: str
    sentences: Mapping[str, str]
    citation: Citation
