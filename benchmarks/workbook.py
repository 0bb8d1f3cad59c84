"""workbook-to-score and read-figures: the ministry's form from bytes to a score, and its figures alone."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

from benchmarks import samples
from benchmarks.figure import Figure
from benchmarks.libreoffice import marginal_seconds
from benchmarks.timing import seconds_each, seconds_of_both
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.exchange.packs import load_pack
from pulau.exchange.worksheet_files import read_figures as read_figures_of
from pulau.exchange.worksheet_files import read_worksheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.core.scoring.model import Evaluation

NAME = "form.xlsx"


def workbook_to_score() -> Iterator[Figure]:
    """Time a form from its bytes to its evaluation, beside what LibreOffice takes for one more of the same form."""
    form = samples.ministry_form()
    own = seconds_each(_score, [form], rounds=20)
    office = marginal_seconds(form)
    ratio = None if office is None else own / office
    yield Figure("workbook-to-score", own * 1000, "ms", ratio=ratio, ratio_limit=0.25)


def read_figures() -> Iterator[Figure]:
    """Time the reading of answers and printed figures, beside python-calamine's bare read of every sheet."""
    form = samples.ministry_form()
    own, bare = seconds_of_both(lambda data: read_figures_of(data, NAME), _bare, form)
    yield Figure("read-figures", own * 1000, "ms", ratio=own / bare, ratio_limit=2)


def _score(data: bytes) -> Evaluation:
    submission = read_worksheet(data, NAME)
    pack = load_pack(submission.regulation)
    return evaluate(pack, take_answers(pack, submission.answers))


def _bare(data: bytes) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    for sheet in book.sheet_names:
        book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
