"""Commands about the files that are kept: whether they are whole, and moving them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pulau.cli.loaded import run_command

files = typer.Typer(help="Files that are kept by their digest.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(files, name="files")


@files.command("check")
def check() -> None:
    """Read every file that is kept and compare it with its digest; name what is missing or damaged."""
    run_command("files_check")


@files.command("copy")
def copy(folder: Annotated[Path, typer.Argument(help="The folder that was the store: `files` of PULAU_HOME.")]) -> None:
    """Take the files of a folder into the store that is set now; what is there already stays."""
    run_command("files_copy", str(folder))
