"""Rows to values of the core, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.exchange.figures import Figures, figures_of
from pulau.exchange.packs import load_pack
from pulau.exchange.result_json import replay_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.scoring.model import Evaluation


def score_of(regulation: str, values: Mapping[str, Any], prior_title: str) -> Figures:
    """Score answers (item id to plain data) under a form; `prior_title` may be empty. Raises BadInput."""
    pack = load_pack(regulation)
    return figures_of(evaluate(pack, take_answers(pack, values), prior_title=prior_title or None))


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
