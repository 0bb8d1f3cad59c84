"""Worksheet files given to a command: read, checked against their pack, scored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_file, load_pack
from pulau.exchange.safety.workbooks import MAX_WORKBOOK_BYTES
from pulau.exchange.worksheet_files import read_worksheet

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.model import Evaluation
    from pulau.exchange.submission import Submission

SUFFIXES: Final = (".json", ".xlsx", ".ods")

FileArgument = Annotated[Path, typer.Argument(help="A filled worksheet: .json, .xlsx or .ods.", show_default=False)]
RegulationOption = Annotated[
    str | None, typer.Option("--regulation", help="Regulation id; must agree with the file if that names one.")
]
OverlayOption = Annotated[Path | None, typer.Option("--overlay", help="An agency's own gates (a pack file).")]
PriorTitleOption = Annotated[str | None, typer.Option("--prior-title", help="Title the unit holds: WBK or WBBM.")]
UnansweredOption = Annotated[Unanswered, typer.Option("--unanswered", help="What an unanswered item does.")]


@dataclass(frozen=True, slots=True)
class Scored:
    """A file as read, and its evaluation."""

    submission: Submission
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be scored."""

    regulation: str | None = None
    overlay: Path | None = None
    prior_title: str | None = None
    unanswered: Unanswered = Unanswered.ZERO


def score_file(path: Path, options: Options | None = None) -> Scored:
    """Read and score one file. Raises BadInput."""
    options = options or Options()
    submission = read_worksheet(read_bytes(path), path.name, regulation=options.regulation)
    if options.regulation not in (None, submission.regulation):
        raise BadInput.because("regulation-differs", path.name, file=submission.regulation, asked=options.regulation)
    pack = _pack(submission.regulation, options.overlay)
    evaluation = evaluate(
        pack,
        take_answers(pack, submission.answers),
        unanswered=options.unanswered,
        prior_title=options.prior_title or submission.prior_title,
    )
    return Scored(submission, evaluation)


def _pack(regulation: str, overlay: Path | None) -> Pack:
    if overlay is None:
        return load_pack(regulation)
    pack = load_file(overlay)
    if pack.id != regulation:
        raise BadInput.because("regulation-differs", overlay.name, file=regulation, asked=pack.id)
    return pack


def read_bytes(path: Path) -> bytes:
    """Read a file that is not larger than any worksheet. Raises BadInput."""
    try:
        if path.stat().st_size > MAX_WORKBOOK_BYTES:
            raise BadInput.because("file-too-large", path.name, limit_mb=MAX_WORKBOOK_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise BadInput.because("file-unreadable", str(path), reason=error.strerror or "") from None
