"""The `pulau` command: puts the commands of the other modules together.

`evaluate`, `plan`, `compare`, `explain`, `regulations`, `worksheet`, `verify` and `witness` need neither settings nor a
database; `server` loads Django, and only when one of its commands runs.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Final

import typer

from pulau import __version__
from pulau.cli import server

PURE: Final = ("evaluate", "workings", "regulations", "worksheet", "verify", "witness")
"""The modules of the pure commands, in the order of the help. A module gives `register(app)`."""


def build(*, pure: bool = True) -> typer.Typer:
    """Build the command line; without `pure` only the server's commands, which then start half a second sooner."""
    app = typer.Typer(
        name="pulau",
        help="Score a worksheet (LKE) of an integrity zone, explain and plan it; run the Pulau server.",
        no_args_is_help=True,
        pretty_exceptions_show_locals=False,  # what a person filled in does not belong into a trace
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    for name in PURE if pure else ():
        import_module(f"pulau.cli.{name}").register(app)
    server.register(app)
    return app


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"pulau {__version__}")
        raise typer.Exit


def root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave."),
    ] = False,
) -> None:
    """Score a worksheet (LKE) of an integrity zone, explain and plan it; run the Pulau server."""


def main() -> None:
    """Run the command line; exits with 2 for bad input."""
    build(pure=not (len(sys.argv) > 1 and sys.argv[1] in server.COMMANDS))()
