"""`pulau evaluate`: the score of a worksheet and its verdict; of a folder, a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pulau.cli import many
from pulau.cli.failing import bad_input_said
from pulau.cli.formats import Format, FormatOption
from pulau.cli.language import LanguageOption
from pulau.cli.reading import (
    Options,
    OverlayOption,
    PriorTitleOption,
    RegulationOption,
    UnansweredOption,
    score_file,
)
from pulau.cli.show_evaluation import show_evaluation
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_wording
from pulau.exchange.result_json import result_text


def register(app: typer.Typer) -> None:
    """Add this module's command to the `pulau` command."""
    app.command()(evaluate)


def evaluate(
    file: Annotated[Path, typer.Argument(help="A filled worksheet (.json, .xlsx, .ods), or a folder of them.")],
    *,
    regulation: RegulationOption = None,
    overlay: OverlayOption = None,
    prior_title: PriorTitleOption = None,
    unanswered: UnansweredOption = Unanswered.ZERO,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="For a folder: the table to write.")] = None,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    language: LanguageOption,
) -> None:
    """Score a worksheet: figures, gates, verdict, warnings. A folder gives a table: `-o results.csv`."""
    options = Options(regulation, overlay, prior_title, unanswered)
    with bad_input_said(language):
        if file.is_dir():
            if output is None:
                raise BadInput.because("output-missing", str(file))
            many.write_table(file, output, options, language)
            return
        if output is not None:
            raise BadInput.because("output-for-file", str(file))
        scored = score_file(file, options)
        if format is Format.JSON:
            typer.echo(result_text(scored.evaluation), nl=False)
        else:
            show_evaluation(scored, load_wording(scored.evaluation.pack.id), language)
