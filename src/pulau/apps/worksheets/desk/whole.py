"""The whole worksheet on one page: every item with its answer, note and points. Lean: it is a hundred questions long.

Every figure is text already, and a loop of the template holds nothing but text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.worksheets.desk.side import side_view
from pulau.core.regulation.model import Choice, Part
from pulau.exchange.names import PARTS, WHOLES, number, pick, short
from pulau.exchange.words import input_name

if TYPE_CHECKING:
    from fractions import Fraction
    from typing import Any

    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.selectors import Standing
    from pulau.core.regulation.model import SubArea
    from pulau.core.scoring.answers import Answer
    from pulau.core.scoring.model import Score


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A question; `key` is empty where no option was chosen, `words` where it is unanswered."""

    number: str
    question: str
    key: str
    words: str
    note: str
    points: str
    weight: str


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A sub-area with its sum and its questions; `half` is the heading above it where a new half begins.

    `level` is that of its own heading.
    """

    path: str
    half: str
    level: int
    number: str
    name: str
    points: str
    weight: str
    items: tuple[PaperItem, ...]


@dataclass(frozen=True, slots=True)
class PaperArea:
    """An area of change, or the result, with its sum."""

    key: str
    name: str
    points: str
    weight: str
    percent: str
    parts: tuple[PaperPart, ...]


def whole_context(desk: Desk, standing: Mapping[str, Standing]) -> dict[str, Any]:
    """Return the whole worksheet as text; `standing` has the notes."""
    evaluation = desk.evaluation
    sheet = _Sheet(desk, standing)
    return {
        "sheet": desk.row,
        "desk": desk,
        "side": side_view(desk.calculation, desk.language),
        "instrument": evaluation.pack.instrument,
        "areas": sheet.areas(),
        "sums": [
            _sum(pick(WHOLES[key], desk.language), score, desk.language)
            for key, score in (("enabler", evaluation.enabler), ("total", evaluation.total))
        ],
    }


def _sum(name: str, score: Score, language: str) -> tuple[str, str, str, str]:
    return name, number(score.points, language), number(score.weight, language), f"{number(score.percent, language)}%"


@dataclass(frozen=True, slots=True)
class _Sheet:
    desk: Desk
    standing: Mapping[str, Standing]

    def areas(self) -> list[PaperArea]:
        """Return the areas in the order of the law, and the result."""
        evaluation, wording, language = self.desk.evaluation, self.desk.calculation.wording, self.desk.language
        found = []
        for key, area in evaluation.areas.items():
            halves = [Part.FULFILMENT] if area.reform is None else [Part.FULFILMENT, Part.REFORM]
            parts = [part for half in halves for part in self._parts(key, half, named=len(halves) > 1)]
            found.append(self._area(key, wording.areas[key][language], area.score, parts))
        result = self._parts(None, Part.RESULT, named=False)
        return [*found, self._area("", pick(WHOLES["result"], language), evaluation.result, result)]

    def _area(self, key: str, name: str, score: Score, parts: list[PaperPart]) -> PaperArea:
        percent = f"{self._figure(score.percent)}%"
        return PaperArea(key, name, self._figure(score.points), self._figure(score.weight), percent, tuple(parts))

    def _parts(self, area: str | None, half: Part, *, named: bool) -> list[PaperPart]:
        pack = self.desk.evaluation.pack
        own = [sub for sub in pack.sub_areas.values() if sub.area == area and sub.part is half]
        heading = pick(PARTS[half.value], self.desk.language).capitalize() if named else ""
        level = 4 if named else 3
        return [self._part(sub, "" if place else heading, level) for place, sub in enumerate(own)]

    def _part(self, sub: SubArea, half: str, level: int) -> PaperPart:
        score = self.desk.evaluation.sub_areas[sub.id]
        return PaperPart(
            path=f"sub_areas.{sub.id}",
            half=half,
            level=level,
            number=sub.number,
            name=self.desk.calculation.wording.sub_areas[sub.id][self.desk.language],
            points=self._figure(score.points),
            weight=self._figure(score.weight),
            items=tuple(self._item(item) for item in sub.items),
        )

    def _item(self, item: str) -> PaperItem:
        result = self.desk.evaluation.items[item]
        standing = self.standing.get(item)
        choice = isinstance(self.desk.evaluation.pack.items[item].answer, Choice)
        return PaperItem(
            number=self.desk.evaluation.pack.items[item].number,
            question=self.desk.calculation.wording.items[item].question[self.desk.language],
            key=str(result.answer) if choice and result.answer is not None else "",
            words=self._words(item, result.answer),
            note=standing.note if standing else "",
            points=self._figure(result.points),
            weight=self._figure(result.weight),
        )

    def _words(self, item: str, answer: Answer | None) -> str:
        wording, language = self.desk.calculation.wording, self.desk.language
        if answer is None:
            return ""
        if isinstance(answer, str):
            return wording.items[item].options[answer][language]
        if isinstance(answer, Mapping):
            named = ((input_name(wording, item, key, language), count) for key, count in answer.items())
            return "; ".join(f"{name}: {count}" for name, count in named)
        return short(answer, language)

    def _figure(self, value: Fraction) -> str:
        return number(value, self.desk.language)
