"""Rows to values of the core, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulau.core.regulation.model import Part
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import hundredths, print_exact
from pulau.exchange.packs import load_pack
from pulau.exchange.result_json import replay_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.scoring.model import Evaluation


@dataclass(frozen=True, slots=True)
class Figures:
    """A score as it is stored, and the evaluation that it comes from.

    `exact` (decimal text) and `printed` (whole hundredths) are by path (`total`, `areas.5`, `areas.5.percent`), `gates`
    by title and gate (`WBK.total`), `titles` by title.
    """

    exact: Mapping[str, str]
    printed: Mapping[str, int]
    gates: Mapping[str, bool]
    titles: Mapping[str, bool]
    evaluation: Evaluation


def score_of(regulation: str, values: Mapping[str, Any], prior_title: str) -> Figures:
    """Score answers (item id to plain data) under a form; `prior_title` may be empty. Raises BadInput."""
    pack = load_pack(regulation)
    return figures_of(evaluate(pack, take_answers(pack, values), prior_title=prior_title or None))


def figures_of(evaluation: Evaluation) -> Figures:
    """Return an evaluation as it is stored."""
    figures = dict(_figures(evaluation))
    titles = evaluation.titles.items()
    return Figures(
        exact={path: print_exact(value) for path, value in figures.items()},
        printed={path: hundredths(value.numerator, value.denominator) for path, value in figures.items()},
        gates={f"{title}.{gate.gate}": gate.met for title, found in titles for gate in found.gates},
        titles={title: verdict.met for title, verdict in titles},
        evaluation=evaluation,
    )


def evaluation_of(row: Worksheet, values: Mapping[str, Any]) -> Evaluation:
    """Score the answers of a worksheet (item id to plain data) under its form. Raises BadInput."""
    pack = load_pack(row.regulation)
    return evaluate(pack, take_answers(pack, values), prior_title=row.prior_title or None)


def write_score(row: Worksheet, evaluation: Evaluation) -> None:
    """Put the figures of an evaluation into the row; the caller saves it."""
    figures = figures_of(evaluation)
    row.exact, row.printed = dict(figures.exact), dict(figures.printed)
    row.gates, row.titles = dict(figures.gates), dict(figures.titles)
    row.answered = len(evaluation.answers.values)
    row.items = len(evaluation.pack.items)
    row.replay_digest = replay_digest(evaluation)


SCORE_FIELDS = (
    *("scored_at", "scored_on", "revision", "exact", "printed", "gates", "titles"),
    *("answered", "items", "replay_digest"),
)
"""What a save of the score writes."""


def _figures(evaluation: Evaluation) -> Iterator[tuple[str, Fraction]]:
    yield "total", evaluation.total.points
    yield "enabler", evaluation.enabler.points
    yield "result", evaluation.result.points
    for key, area in evaluation.areas.items():
        yield f"areas.{key}", area.score.points
        yield f"areas.{key}.percent", area.score.percent
    for key, sub_area in evaluation.pack.sub_areas.items():
        if sub_area.part is Part.RESULT:
            yield f"sub_areas.{key}", evaluation.sub_areas[key].points
