"""Commands about signed documents: taking them all along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pulau.cli.loaded import run_command

documents = typer.Typer(help="Signed documents.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(documents, name="documents")


@documents.command("export")
def export(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder; what is right in it already stays.")],
    agency: Annotated[str, typer.Option(help="Code of the agency; all of them without.")] = "",
) -> None:
    """Write every signed PDF with an index, so that an agency can leave with its documents."""
    run_command("documents_export", output=str(output), agency=agency)


@documents.callback()
def _documents() -> None:
    """Keep `documents` a group while it has one command."""
