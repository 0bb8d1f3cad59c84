"""A dry run of a changed pack over filled worksheets: the score now, the score then, titles won and lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.carry import carried_title, carry_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import print_exact
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.model import Evaluation
    from pulau.exchange.submission import Submission


@dataclass(frozen=True, slots=True)
class DryRun:
    """One worksheet under its own regulation and under the changed one; totals in points, exact.

    `won` and `lost` are titles; `left_out` the answered items that the changed pack does not have, or whose answer it
    does not take.
    """

    file: str
    regulation: str
    now: Fraction
    then: Fraction
    won: tuple[str, ...]
    lost: tuple[str, ...]
    left_out: tuple[str, ...]


def dry_run(file: str, submission: Submission, changed: Pack) -> DryRun:
    """Score a worksheet both ways. Raises BadInput for one that its own regulation does not take."""
    own = load_pack(submission.regulation)
    answers = take_answers(own, submission.answers)
    now = evaluate(own, answers, prior_title=submission.prior_title)
    carried = carry_answers(answers, changed)
    then = evaluate(changed, carried.answers, prior_title=carried_title(submission.prior_title, changed))
    before, after = _titles(now), _titles(then)
    return DryRun(
        file=file,
        regulation=own.id,
        now=now.total.points,
        then=then.total.points,
        won=tuple(title for title in after if title not in before),
        lost=tuple(title for title in before if title not in after),
        left_out=tuple(carried.left_out),
    )


def dry_run_object(run: DryRun) -> dict[str, Any]:
    """Return a dry run as plain data, numbers as decimal text."""
    return {
        "file": run.file,
        "regulation": run.regulation,
        "now": print_exact(run.now),
        "then": print_exact(run.then),
        "change": print_exact(run.then - run.now),
        "won": list(run.won),
        "lost": list(run.lost),
        "left_out": list(run.left_out),
    }


def _titles(evaluation: Evaluation) -> list[str]:
    return [title for title, verdict in evaluation.titles.items() if verdict.met]
