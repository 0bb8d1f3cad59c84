"""Commands of who operates an installation beyond starting it: what it documents, checks, moves and hands over."""

from __future__ import annotations

import typer

from pulau.cli.loaded import run_command

COMMANDS = ("docs",)
"""The commands of this module."""

docs = typer.Typer(help="Pages of the docs that are written from the code.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(docs, name="docs")


@docs.command("permissions")
def docs_permissions() -> None:
    """Print docs/security/permissions.md as the table of permissions has it."""
    run_command("docs_permissions")


@docs.callback()
def _docs() -> None:
    """Keep `docs` a group while it has one command."""
