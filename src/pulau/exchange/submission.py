"""What a filled worksheet holds, whatever its file: answers, notes, links, and the figures the file printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an import noticed and went on: a row that could not be placed, a number typed as text, a mistyped kind.

    `place` is a cell or a row for the user; `params` are the values of the sentence.
    """

    code: str
    place: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, place: str, **params: object) -> Finding:
        """Make a finding; parameters are kept as text, in the order given."""
        return cls(code, place, tuple((key, str(value)) for key, value in params.items()))


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as a file printed it (points), and the cell it stood in."""

    value: Fraction
    cell: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose worksheet a file says it is: the unit's code, its name, the year; empty or None where it does not say."""

    unit: str = ""
    name: str = ""
    year: int | None = None


NOBODY: Final = Origin()


@dataclass(frozen=True, slots=True)
class Submission:
    """A filled worksheet as read from a file, not yet checked against its pack.

    `answers` is what `take_answers` takes. `printed` maps a path (`total`, `areas.5`, `sub_areas.R5.iii`) to the file's
    own figure. `causes` maps such a path to codes of known causes by which the file's formulas err.
    `kind` is json, pulau (our workbook) or ministry (the ministry's form).
    """

    kind: str
    regulation: str
    answers: Mapping[str, object]
    prior_title: str | None = None
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    links: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    printed: Mapping[str, Printed] = field(default_factory=lambda: MappingProxyType({}))
    causes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    origin: Origin = NOBODY
