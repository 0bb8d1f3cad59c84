"""Rows to values of the core, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulau.core.regulation.model import Part
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import hundredths, print_exact
from pulau.exchange.packs import load_pack
from pulau.exchange.result_json import replay_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.scoring.model import Evaluation


def evaluation_of(row: Worksheet, values: Mapping[str, Any]) -> Evaluation:
    """Score the answers of a worksheet (item id to plain data) under its form. Raises BadInput."""
    pack = load_pack(row.regulation)
    return evaluate(pack, take_answers(pack, values), prior_title=row.prior_title or None)


def write_score(row: Worksheet, evaluation: Evaluation) -> None:
    """Put the figures of an evaluation into the row; the caller saves it."""
    figures = dict(_figures(evaluation))
    row.exact = {path: print_exact(value) for path, value in figures.items()}
    row.printed = {path: hundredths(value.numerator, value.denominator) for path, value in figures.items()}
    row.gates = {f"{title}.{gate.gate}": gate.met for title, found in evaluation.titles.items() for gate in found.gates}
    row.titles = {title: verdict.met for title, verdict in evaluation.titles.items()}
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
