"""A worksheet handed in at the calculator: read, checked against its pack, scored; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.submission import Submission
from pulau.exchange.worksheet_files import read_worksheet

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.model import Evaluation

NO_TITLE = "none"
"""What the form sends for "this unit holds no title", whatever the file says."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to score: each None stands for "as the file says"; `prior_title` may be `NO_TITLE`."""

    regulation: str | None = None
    prior_title: str | None = None
    unanswered: Unanswered = Unanswered.ZERO


@dataclass(frozen=True, slots=True)
class Calculation:
    """A worksheet with its evaluation; `name` is the file's or the unit's, for people."""

    name: str
    submission: Submission
    evaluation: Evaluation
    wording: Wording


def calculate_file(data: bytes, name: str, options: Options) -> Calculation:
    """Read a file (xlsx, ods or JSON) and score it. Raises BadInput with every problem found."""
    submission = read_worksheet(data, name, regulation=options.regulation)
    if options.regulation not in (None, submission.regulation):
        raise BadInput.because("regulation-differs", name, file=submission.regulation, asked=options.regulation)
    return calculate(submission, name, options)


def calculate(submission: Submission, name: str, options: Options) -> Calculation:
    """Score what was read. Raises BadInput.

    The title stated in the form goes into the submission, so that what is downloaded gives the same result again.
    """
    _refuse_unwritable(submission)
    pack = load_pack(submission.regulation)
    stated = options.prior_title or submission.prior_title
    held = None if stated == NO_TITLE else stated
    evaluation = evaluate(
        pack,
        take_answers(pack, submission.answers),
        unanswered=options.unanswered,
        prior_title=held,
    )
    return Calculation(name, replace(submission, prior_title=held), evaluation, load_wording(pack.id))


def _refuse_unwritable(submission: Submission) -> None:
    """Refuse half characters, which JSON can spell and no file or page can hold."""
    texts = [*submission.notes.items(), *((item, link) for item, listed in submission.links.items() for link in listed)]
    for item, text in texts:
        if legible(item + text) != item + text:
            raise BadInput.because("file-not-utf8", legible(item))


def legible(text: str) -> str:
    """Return a text that can be written: half characters, as a hostile JSON spells them, become question marks."""
    return text.encode("utf-8", "replace").decode()


def calculation_of(row: Worksheet, evaluation: Evaluation) -> Calculation:
    """Put a stored worksheet into the shape in which the report's views take one that was handed in."""
    submission = Submission("json", row.regulation, dict(evaluation.answers.values), row.prior_title or None)
    return Calculation(f"{row.unit_name}, {row.year}", submission, evaluation, load_wording(row.regulation))
