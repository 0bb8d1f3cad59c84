"""`pulau worksheet template | export`: our own workbook, blank or with the answers of a file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from pulau.cli.failing import bad_input_said
from pulau.cli.language import LanguageOption
from pulau.cli.reading import (
    FileArgument,
    Options,
    PriorTitleOption,
    RegulationOption,
    Scored,
    UnansweredOption,
    score_file,
)
from pulau.core.regulation.wording import Wording
from pulau.core.scoring.answers import no_worksheet
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import available, load_pack, load_wording
from pulau.exchange.workbook.write import write_template, write_worksheet

OutputOption = Annotated[Path, typer.Option("-o", "--output", help="The workbook to write (.xlsx).")]

worksheet = typer.Typer(help="Our own workbook: blank, or with the answers of a file.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(worksheet, name="worksheet")


@worksheet.command()
def template(
    *,
    output: OutputOption,
    regulation: RegulationOption = None,
    language: LanguageOption,
) -> None:
    """Write a blank workbook, in Indonesian, for the regulation in force or the one named."""
    with bad_input_said(language):
        pack = load_pack(regulation or _newest_worksheet())
        if not pack.worksheet:
            raise no_worksheet(pack)
        _write(output, lambda stream: write_template(pack, load_wording(pack.id), stream))


@worksheet.command()
def export(
    file: FileArgument,
    *,
    output: OutputOption,
    regulation: RegulationOption = None,
    prior_title: PriorTitleOption = None,
    unanswered: UnansweredOption = Unanswered.ZERO,
    language: LanguageOption,
) -> None:
    """Write a file's answers, notes and links as our workbook, with live formulas."""
    with bad_input_said(language):
        scored = score_file(file, Options(regulation, None, prior_title, unanswered))
        wording = load_wording(scored.evaluation.pack.id)
        _write(output, lambda stream: _export(scored, wording, stream))


def _export(scored: Scored, wording: Wording, stream: BinaryIO) -> None:
    submission = scored.submission
    write_worksheet(
        scored.evaluation,
        wording,
        stream,
        notes=submission.notes,
        links=submission.links,
        origin=submission.origin,
    )


def _newest_worksheet() -> str:
    return next(pack for pack in available() if load_pack(pack).worksheet)


def _write(output: Path, write: Callable[[BinaryIO], None]) -> None:
    """Make the whole workbook before the file is touched, so that a refusal leaves what was there."""
    made = BytesIO()
    write(made)
    try:
        output.write_bytes(made.getvalue())
    except OSError as error:
        raise BadInput.because("file-unwritable", str(output), reason=error.strerror or "") from None
    typer.echo(str(output), err=True)
