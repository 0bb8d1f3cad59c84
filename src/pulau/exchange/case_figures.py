"""Figures by the Indonesian names that worked examples use: `total`, `area 5 reform`, `sub-area R5.iii persen`."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.core.scoring.model import Score
from pulau.core.shared.numbers import two_decimals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.model import Evaluation

_WHOLES: Final[Mapping[str, str]] = {"total": "total", "pengungkit": "enabler", "hasil": "result"}
_GROUPS: Final[Mapping[str, str]] = {"area": "areas", "sub-area": "sub_areas", "pertanyaan": "items"}
_HALVES: Final[Mapping[str, str]] = {"pemenuhan": "fulfilment", "reform": "reform"}
_PERCENT: Final = "persen"
_PRINTED: Final = "tercetak"
NAMES: Final = (
    "total, pengungkit, hasil, area 5, area 5 pemenuhan, area 5 reform, sub-area P1.i, pertanyaan P1.i.a, "
    "… persen, … tercetak"
)
"""The names that there are, for a message."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by name: `path` as everywhere in Pulau (empty where there is none), in points or percent.

    `printed` means the figure as a person reads it: two decimals, half up, decimal comma.
    """

    path: str
    percent: bool
    printed: bool

    @property
    def known(self) -> bool:
        """Whether the name is that of a figure."""
        return bool(self.path)

    def value_in(self, evaluation: Evaluation) -> Fraction:
        """Return the exact value in an evaluation, points or percent."""
        score = _score(evaluation, self.path)
        return score.percent if self.percent else score.points

    def text_in(self, evaluation: Evaluation) -> str:
        """Return the value as printed for people."""
        return two_decimals(self.value_in(evaluation), ",")


def figure(pack: Pack, name: str) -> Figure:
    """Find a figure by its Indonesian name: a whole, `area N [pemenuhan|reform]`, `sub-area ID`, `pertanyaan ID`;

    then `persen` for percent of its weight, then `tercetak` for the printed form.
    """  # noqa: D400, D415 - the sentence goes on
    words = name.split()
    printed = words[-1:] == [_PRINTED]
    words = words[:-1] if printed else words
    percent = words[-1:] == [_PERCENT]
    words = words[:-1] if percent else words
    return Figure(_path(pack, words), percent, printed)


def _path(pack: Pack, words: list[str]) -> str:
    match words:
        case [whole] if whole in _WHOLES:
            return _WHOLES[whole]
        case [group, key] if group in _GROUPS and key in _keys(pack, group):
            return f"{_GROUPS[group]}.{key}"
        case ["area", key, half] if key in pack.areas and half in _HALVES:
            missing = half == "reform" and pack.areas[key].reform is None
            return "" if missing else f"areas.{key}.{_HALVES[half]}"
        case _:
            return ""


def _keys(pack: Pack, group: str) -> Mapping[str, object]:
    groups: dict[str, Mapping[str, object]] = {"area": pack.areas, "sub-area": pack.sub_areas, "pertanyaan": pack.items}
    return groups[group]


def _score(evaluation: Evaluation, path: str) -> Score:
    wholes = {"total": evaluation.total, "enabler": evaluation.enabler, "result": evaluation.result}
    if path in wholes:
        return wholes[path]
    group, _, key = path.partition(".")
    if group == "sub_areas":
        return evaluation.sub_areas[key]
    if group == "items":
        return Score(evaluation.items[key].points, evaluation.items[key].weight)
    area, _, half = key.partition(".")
    return _half(evaluation, area, half) if half else evaluation.areas[area].score


def _half(evaluation: Evaluation, area: str, half: str) -> Score:
    weights, points = evaluation.pack.areas[area], evaluation.areas[area]
    if half == "reform":
        return Score(points.reform or Fraction(0), weights.reform or Fraction(0))
    return Score(points.fulfilment, weights.fulfilment)
