"""`pulau plan`, `pulau compare`, `pulau explain`: the way to a title, what changed, and why a figure is what it is."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from pulau.cli.failing import bad_input_said
from pulau.cli.formats import Format, FormatOption
from pulau.cli.language import LanguageOption
from pulau.cli.reading import (
    FileArgument,
    Options,
    OverlayOption,
    PriorTitleOption,
    RegulationOption,
    UnansweredOption,
    read_bytes,
    score_file,
)
from pulau.cli.show_workings import show_comparison, show_explanation, show_plan
from pulau.core.scoring.compare import compare as make_comparison
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_wording
from pulau.exchange.result_json import dump
from pulau.exchange.workings_json import comparison_object, explanation_object, plan_object


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.command()(plan)
    app.command()(compare)
    app.command()(explain)


def plan(  # noqa: PLR0913 - an option each
    file: FileArgument,
    *,
    title: Annotated[str, typer.Option("--title", help="The title to reach: WBK or WBBM.")],
    effort: Annotated[Path | None, typer.Option("--effort", help="JSON: item id or kind of step to effort.")] = None,
    pin: Annotated[list[str] | None, typer.Option("--pin", help="An item that stays as it is; repeatable.")] = None,
    regulation: RegulationOption = None,
    overlay: OverlayOption = None,
    prior_title: PriorTitleOption = None,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    language: LanguageOption,
) -> None:
    """Find the least-effort improvements that meet every gate of a title."""
    from pulau.core.planning.plan import plan as make_plan  # noqa: PLC0415 - HiGHS brings numpy: only a plan pays

    with bad_input_said(language):
        evaluation = score_file(file, Options(regulation, overlay, prior_title)).evaluation
        found = make_plan(evaluation, title, effort=_efforts(effort), pinned=pin or ())
        if format is Format.JSON:
            typer.echo(dump(plan_object(found)), nl=False)
        else:
            show_plan(found, load_wording(evaluation.pack.id), language)


def compare(
    before: Annotated[Path, typer.Argument(help="The earlier worksheet.")],
    after: Annotated[Path, typer.Argument(help="The later worksheet.")],
    *,
    overlay: OverlayOption = None,
    unanswered: UnansweredOption = Unanswered.ZERO,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    language: LanguageOption,
) -> None:
    """Compare two worksheets: per item, area, gate and verdict."""
    options = Options(overlay=overlay, unanswered=unanswered)
    with bad_input_said(language):
        left, right = (score_file(path, options).evaluation for path in (before, after))
        found = make_comparison(left, right)
        if format is Format.JSON:
            typer.echo(dump(comparison_object(found, left, right)), nl=False)
        else:
            show_comparison(found, right, load_wording(right.pack.id), language)


def explain(
    file: FileArgument,
    path: Annotated[
        str, typer.Argument(help="total, areas.5, sub_areas.R5.iii, items.P1.i.a, titles.WBK.area-5")
    ] = "total",
    *,
    regulation: RegulationOption = None,
    overlay: OverlayOption = None,
    prior_title: PriorTitleOption = None,
    unanswered: UnansweredOption = Unanswered.ZERO,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    language: LanguageOption,
) -> None:
    """Explain a figure: its formula with the inputs filled in, down to answers and clauses."""
    with bad_input_said(language):
        evaluation = score_file(file, Options(regulation, overlay, prior_title, unanswered)).evaluation
        wording = load_wording(evaluation.pack.id)
        if format is Format.JSON:
            typer.echo(dump(explanation_object(evaluation, path, wording, language)), nl=False)
        else:
            show_explanation(evaluation, path, wording, language)


def _efforts(path: Path | None) -> dict[str, object] | None:
    """Read the user's effort file: a JSON object of item id or kind of step to a whole number."""
    if path is None:
        return None
    try:
        loaded = json.loads(read_bytes(path), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise BadInput.because("not-json", path.name, reason=str(error)) from None
    if not isinstance(loaded, dict):
        raise BadInput.because("json-not-object", path.name)
    return loaded
