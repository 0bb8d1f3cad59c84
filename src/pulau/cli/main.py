"""The `pulau` command: puts the commands of the other modules together.

`evaluate`, `plan`, `compare`, `explain`, `regulations` and `worksheet` need neither settings nor a database;
`server` loads Django, and only when one of its commands runs.
"""

from __future__ import annotations

from typing import Annotated

import typer

from pulau import __version__
from pulau.cli import evaluate, regulations, server, workings, worksheet

app = typer.Typer(
    name="pulau",
    help="Score a worksheet (LKE) of an integrity zone, explain and plan it; run the Pulau server.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # what a person filled in does not belong into a trace
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"pulau {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave."),
    ] = False,
) -> None:
    """Score a worksheet (LKE) of an integrity zone, explain and plan it; run the Pulau server."""


# The pure commands, then those of the server. A module gives `register(app)`.
for commands in (evaluate, workings, regulations, worksheet, server):
    commands.register(app)


def main() -> None:
    """Run the command line; exits with 2 for bad input."""
    app()
