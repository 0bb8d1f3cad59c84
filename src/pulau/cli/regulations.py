"""`pulau regulations`: list, show, check, compare and try out regulation packs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track

from pulau.cli.failing import BAD_INPUT, bad_input_said
from pulau.cli.formats import Format, FormatOption
from pulau.cli.language import LanguageOption
from pulau.cli.printing import print_lines
from pulau.cli.reading import read_bytes
from pulau.cli.show_pack import show_pack
from pulau.cli.show_regulations import check_line, check_problems, show_differences, show_dry_run, show_list
from pulau.core.regulation.differences import compare_packs
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.dry_run import DryRun, dry_run, dry_run_object
from pulau.exchange.pack_checks import check_path, check_shipped
from pulau.exchange.pack_json import differences_object, pack_object
from pulau.exchange.packs import available, load_file, load_pack, load_wording
from pulau.exchange.result_json import dump
from pulau.exchange.worksheet_files import read_worksheet

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack

regulations = typer.Typer(help="Regulation packs: the law as data.", no_args_is_help=True)

PackArgument = Annotated[str, typer.Argument(help="A regulation id, or a pack file.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(regulations, name="regulations")


@regulations.command("list")
def list_(*, language: LanguageOption) -> None:
    """List the packs that come with Pulau."""
    with bad_input_said(language):
        show_list([load_pack(pack_id) for pack_id in available()], language)


@regulations.command()
def show(
    regulation: Annotated[str, typer.Argument(metavar="ID", help="A regulation id.", show_default=False)],
    *,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    language: LanguageOption,
) -> None:
    """Show all that a pack states, each value with its citation."""
    with bad_input_said(language):
        pack, wording = load_pack(regulation), load_wording(regulation)
        if format is Format.JSON:
            typer.echo(dump(pack_object(pack, wording)), nl=False)
        else:
            print_lines(show_pack(pack, wording, language))


@regulations.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(help="A pack file or its folder; without it, all packs that come with Pulau.")
    ] = None,
    *,
    language: LanguageOption,
) -> None:
    """Check packs: structure, weights, citations, words, worked examples. Exits with 2 if anything is wrong."""
    checks = [check_path(path)] if path else [check_shipped(pack_id) for pack_id in available()]
    wrong = [line for done in checks for line in check_problems(done, language)]
    if wrong:
        for line in wrong:
            typer.echo(f"pulau: {line}", err=True)
        raise typer.Exit(BAD_INPUT)
    print_lines(check_line(done, language) for done in checks)


@regulations.command()
def diff(
    before: PackArgument,
    after: PackArgument,
    *,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    language: LanguageOption,
) -> None:
    """Say what differs between two packs: weights, items, gates, conditions, open points."""
    with bad_input_said(language):
        left, right = _pack(before), _pack(after)
        found = compare_packs(left, right)
        if format is Format.JSON:
            typer.echo(dump(differences_object(left, right, found)), nl=False)
        else:
            show_differences(left, right, found, language)


@regulations.command("try")
def try_(
    pack: PackArgument,
    files: Annotated[list[Path], typer.Argument(help="Filled worksheets: .json, .xlsx, .ods.", show_default=False)],
    *,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    language: LanguageOption,
) -> None:
    """Try a changed pack on filled worksheets: score now and then, titles won and lost. Changes nothing."""
    with bad_input_said(language):
        changed = _pack(pack)
        shown = Console(stderr=True)
        steps = track(files, description="try", console=shown, transient=True, disable=not shown.is_terminal)
        runs = [_try(changed, path) for path in steps]
        if format is Format.JSON:
            typer.echo(dump({"pack": changed.id, "worksheets": [dry_run_object(run) for run in runs]}), nl=False)
        else:
            show_dry_run(runs, language)


def _pack(name: str) -> Pack:
    """Load a pack by its id, or else as a user's file."""
    if name in available():
        return load_pack(name)
    path = Path(name)
    if not path.exists():
        raise BadInput.because("unknown-regulation", name, known=", ".join(available()))
    return load_file(path)


def _try(changed: Pack, path: Path) -> DryRun:
    """Try one file; its problems are said with its name."""
    try:
        return dry_run(path.name, read_worksheet(read_bytes(path), path.name, regulation=None), changed)
    except BadInput as error:
        raise BadInput(Problem(p.code, _within(path.name, p.place), p.params) for p in error.problems) from None


def _within(file: str, place: str) -> str:
    return place if file in place else f"{file} {place}".rstrip()
