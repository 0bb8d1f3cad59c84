"""Commands of the national figures."""

from __future__ import annotations

import typer

from pulau.cli.loaded import run_command

analytics = typer.Typer(help="The national figures: count them now.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(analytics, name="analytics")


@analytics.command("build")
def build() -> None:
    """Take a snapshot of what is published and count every figure; the worker does it every night."""
    run_command("analytics_build")
