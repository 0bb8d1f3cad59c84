"""The figures of a report from the evaluations of each level: exact, beside what the title asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Part
from pulau.core.scoring.model import GateResult, Score
from pulau.core.shared.numbers import print_exact
from pulau.exchange.names import PARTS, WHOLES, answer_text, gate_name, pick
from pulau.exchange.reports.content import Answered, Figure, GateFigure, GateRow, ResultRow, ScoreRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pulau.core.regulation.model import Pack
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.model import AnyGateResult, Evaluation

LANGUAGE: Final = "id"
SELF: Final = "self"


class Figures:
    """The figures of one worksheet at several levels under one pack; `title` is the one aimed at."""

    def __init__(self, levels: Mapping[str, Evaluation], wording: Wording, title: str) -> None:
        """Keep them: by level (`self`, `tpi`, `tpn`), the earliest first; the last one is the one that reports."""
        self._levels, self._wording, self._title = levels, wording, title
        self._own: Evaluation = list(levels.values())[-1]
        self._pack: Pack = self._own.pack

    @property
    def met(self) -> bool:
        """Whether the reporting level finds every minimum of the title met."""
        return self._own.titles[self._title].met

    def scores(self) -> tuple[ScoreRow, ...]:
        """Return the total, the two wholes, each area with its halves and sub-areas, then the result's."""
        rows = [self._whole("total"), self._whole("enabler")]
        for area in self._pack.areas:
            rows += self._area(area)
        rows.append(self._whole("result"))
        for sub_area in self._pack.sub_areas.values():
            if sub_area.part is Part.RESULT:
                rows.append(self._sub_area(sub_area.id))
                rows += [self._item(item) for item in sub_area.items]
        return tuple(rows)

    def gates(self) -> tuple[GateRow, ...]:
        """Return every minimum of the title, in the order of the law."""
        verdicts = {level: evaluation.titles[self._title].gates for level, evaluation in self._levels.items()}
        own = self._own.titles[self._title].gates
        return tuple(
            self._gate(gate, {level: gates[place] for level, gates in verdicts.items()})
            for place, gate in enumerate(own)
        )

    def results(self) -> tuple[ResultRow, ...]:
        """Return the surveys and the performance: what each level answered, and the points of the reporting one."""
        items = (
            self._pack.items[item]
            for sub_area in self._pack.sub_areas.values()
            if sub_area.part is Part.RESULT
            for item in sub_area.items
        )
        return tuple(
            ResultRow(
                item.number,
                self._wording.items[item.id].question[LANGUAGE].removesuffix("."),
                tuple(
                    Answered(level, answer_text(evaluation.items[item.id].answer, LANGUAGE))
                    for level, evaluation in self._levels.items()
                ),
                print_exact(self._own.items[item.id].points),
                print_exact(item.weight),
            )
            for item in items
        )

    def unanswered(self) -> tuple[str, ...]:
        """Return the numbers of the items that the reporting level did not judge."""
        missing = (item for item, result in self._own.items.items() if result.answer is None)
        return tuple(self._pack.items[item].number for item in missing)

    def _whole(self, path: str) -> ScoreRow:
        score: Callable[[Evaluation], Score] = lambda found: getattr(found, path)  # noqa: E731 - named for its type
        rank = "total" if path == "total" else "whole"
        return self._row(rank, "", pick(WHOLES[path], LANGUAGE), score, path)

    def _area(self, area: str) -> list[ScoreRow]:
        name = self._wording.areas[area][LANGUAGE]
        rows = [self._row("area", area, name, lambda found: found.areas[area].score, f"areas.{area}")]
        weights = self._pack.areas[area]
        subs = [one for one in self._pack.sub_areas.values() if one.area == area]
        if weights.reform is not None:
            rows.append(self._half(area, "fulfilment"))
            rows += [self._sub_area(one.id) for one in subs if one.part is Part.FULFILMENT]
            rows.append(self._half(area, "reform"))
            rows += [self._sub_area(one.id) for one in subs if one.part is Part.REFORM]
        else:
            rows += [self._sub_area(one.id) for one in subs]
        return rows

    def _half(self, area: str, half: str) -> ScoreRow:
        weight = getattr(self._pack.areas[area], half)
        figures = []
        for level, evaluation in self._levels.items():
            points = getattr(evaluation.areas[area], half)
            figures.append(Figure(level, print_exact(points), print_exact(100 * points / weight)))
        return ScoreRow("half", "", pick(PARTS[half], LANGUAGE).capitalize(), print_exact(weight), tuple(figures))

    def _sub_area(self, sub_area: str) -> ScoreRow:
        found = self._pack.sub_areas[sub_area]
        name = self._wording.sub_areas[sub_area][LANGUAGE]
        return self._row("sub-area", found.number, name, lambda one: one.sub_areas[sub_area], f"sub_areas.{sub_area}")

    def _item(self, item: str) -> ScoreRow:
        name = self._wording.items[item].question[LANGUAGE].removesuffix(".")
        number = self._pack.items[item].number
        return self._row("item", number, name, lambda one: _item_score(one, item), f"items.{item}")

    def _row(self, rank: str, number: str, name: str, score: Callable[[Evaluation], Score], path: str) -> ScoreRow:
        figures = tuple(
            Figure(level, print_exact(score(one).points), print_exact(score(one).percent))
            for level, one in self._levels.items()
        )
        gate = self._minimum(path)
        minimum, unit, met = ("", "", None) if gate is None else (print_exact(gate.required), gate.unit.value, gate.met)
        return ScoreRow(rank, number, name, print_exact(score(self._own).weight), figures, minimum, unit, met)

    def _minimum(self, path: str) -> GateResult | None:
        gates = self._own.titles[self._title].gates
        return next((gate for gate in gates if isinstance(gate, GateResult) and gate.measure == path), None)

    def _gate(self, gate: AnyGateResult, by_level: Mapping[str, AnyGateResult]) -> GateRow:
        figures = tuple(_gate_figure(level, found) for level, found in by_level.items())
        required = print_exact(gate.required) if isinstance(gate, GateResult) else gate.required
        unit = gate.unit.value if isinstance(gate, GateResult) else "title"
        name = gate_name(gate.gate, LANGUAGE)
        if isinstance(gate, GateResult) and gate.gate.startswith("area-") and gate.measure.startswith("areas."):
            name = f"{name} {self._wording.areas[gate.measure.removeprefix('areas.')][LANGUAGE]}"
        law = next(one.citation for one in self._pack.titles[self._title].gates if one.id == gate.gate)
        return GateRow(name, unit, required, law.text, figures)


def _item_score(evaluation: Evaluation, item: str) -> Score:
    return Score(evaluation.items[item].points, evaluation.pack.items[item].weight)


def _gate_figure(level: str, gate: AnyGateResult) -> GateFigure:
    if isinstance(gate, GateResult):
        shortfall = "" if gate.met else print_exact(gate.shortfall)
        return GateFigure(level, print_exact(gate.actual), gate.met, shortfall)
    return GateFigure(level, gate.actual or "", gate.met)
