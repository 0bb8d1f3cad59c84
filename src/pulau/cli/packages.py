"""`pulau package`: whole self-assessments with their evidence, as one ZIP that anybody can check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from pulau.cli.formats import Format, FormatOption
from pulau.cli.language import LanguageOption
from pulau.cli.loaded import run_command

NOT_GOOD: Final = 1
package = typer.Typer(help="Whole self-assessments with their evidence, as one ZIP.", no_args_is_help=True)
_AGENCY: Final = typer.Option(help="Code of the agency, where several have a unit of this code.")


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(package, name="package")


@package.command("list")
def listed(*, format: FormatOption = Format.TEXT) -> None:  # noqa: A002 - the name of the option
    """Print which self-assessments can be exported, those that were handed in and drafts."""
    run_command("package_list", format=format.value)


@package.command("export")
def export(
    *,
    unit: Annotated[str, typer.Option(help="Code of the unit.")],
    year: Annotated[int, typer.Option(help="Year of the worksheet.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The ZIP to write.")],
    agency: Annotated[str, _AGENCY] = "",
    confidential: Annotated[
        bool, typer.Option("--with-confidential", help="Take confidential evidence along too.")
    ] = False,
) -> None:
    """Write a unit's self-assessment of a year with its evidence as a BagIt package."""
    options = {"unit": unit, "year": year, "output": str(output), "agency": agency, "confidential": confidential}
    run_command("package_export", **options)


@package.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="A package (ZIP).", show_default=False)],
    *,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    language: LanguageOption,
) -> None:
    """Check a package, offline and without an installation. Exit code 0: good; 1: not; 2: cannot be read."""
    # They load scoring, the packs and the sentences, which the other commands need not wait for.
    from pulau.cli.failing import bad_input_said  # noqa: PLC0415 - said above
    from pulau.cli.show_package import show_package  # noqa: PLC0415 - the same

    with bad_input_said(language):
        good = show_package(file, format, language)
    if not good:
        raise typer.Exit(NOT_GOOD)


@package.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="A package (ZIP).", show_default=False)],
    *,
    agency: Annotated[str, typer.Option(help="Code of the agency that takes it, where it is another here.")] = "",
    unit: Annotated[str, typer.Option(help="Code of the unit that takes it, where it is another here.")] = "",
) -> None:
    """Check a package and take it in: agency and unit where they are new, the worksheet, its evidence."""
    run_command("package_import", file=str(file), agency=agency, unit=unit)
