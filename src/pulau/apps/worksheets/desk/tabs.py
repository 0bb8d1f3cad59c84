"""The tabs of a worksheet: its areas of change with their points, and the result component."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from pulau.core.scoring.model import GateResult
from pulau.exchange.names import WHOLES, number, pick
from pulau.foundation.ui.formats import percent, svg_percent

if TYPE_CHECKING:
    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.scoring.model import Evaluation, Score

RESULT = "hasil"
"""How the address names the part of surveys and performance."""


Minimums = tuple[tuple[str, ...], set[str]]
"""Where the minimums of areas stand on a bar, and the areas that miss that of the lowest title."""


@dataclass(frozen=True, slots=True)
class TabView:
    """A tab, every figure as text: `width` and `marks` are lengths of the bar, `no` is empty for the result."""

    key: str
    no: str
    name: str
    href: str
    points: str
    percent: str
    width: str
    marks: tuple[str, ...]
    short: bool
    current: bool


def tab_views(calculation: Calculation, language: str, row: Worksheet, current: str) -> list[TabView]:
    """Return a tab for each area in the order of the law, and one for the result."""
    minimums = _minimums(calculation.evaluation)
    keys = [*calculation.evaluation.areas, RESULT]
    return [_tab_of(calculation, language, row, key, current, minimums) for key in keys]


def tab_view(calculation: Calculation, language: str, row: Worksheet, key: str) -> TabView:
    """Return the tab of the area that is open."""
    return _tab_of(calculation, language, row, key, key, _minimums(calculation.evaluation))


def _tab_of(
    calculation: Calculation, language: str, row: Worksheet, key: str, current: str, minimums: Minimums
) -> TabView:
    evaluation = calculation.evaluation
    if key == RESULT:
        return _tab(row, RESULT, "", pick(WHOLES["result"], language), evaluation.result, language, current)
    name, (marks, missed) = calculation.wording.areas[key][language], minimums
    tab = _tab(row, key, key, name, evaluation.areas[key].score, language, current)
    return _with(tab, marks, key in missed)


def _tab(row: Worksheet, key: str, no: str, name: str, score: Score, language: str, current: str) -> TabView:
    return TabView(
        key=key,
        no=no,
        name=name,
        href=reverse("worksheets:area", args=[row.unit.code, row.year, key]),
        points=number(score.points, language),
        percent=percent(score.percent, 0),
        width=svg_percent(score.percent),
        marks=(),
        short=False,
        current=key == current,
    )


def _with(tab: TabView, marks: tuple[str, ...], short: bool) -> TabView:  # noqa: FBT001 - a fact of the tab
    return TabView(tab.key, tab.no, tab.name, tab.href, tab.points, tab.percent, tab.width, marks, short, tab.current)


def _minimums(evaluation: Evaluation) -> Minimums:
    """Return where the minimums of areas stand on a bar, and which areas miss that of the lowest title."""
    marks: dict[str, None] = {}
    missed: set[str] = set()
    for position, verdict in enumerate(evaluation.titles.values()):
        for gate in verdict.gates:
            if isinstance(gate, GateResult) and gate.measure.startswith("areas."):
                marks.setdefault(svg_percent(gate.required))
                if position == 0 and not gate.met:
                    missed.add(gate.measure.removeprefix("areas."))
    return tuple(marks), missed
