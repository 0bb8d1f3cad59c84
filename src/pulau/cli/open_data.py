"""Commands of open data: a release now, and keys of the read API."""

from __future__ import annotations

from typing import Annotated

import typer

from pulau.cli.loaded import run_command

opendata = typer.Typer(help="Open data: releases, and keys of the read API.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(opendata, name="opendata")


@opendata.command("build")
def build(year: Annotated[int, typer.Option(help="Of which year; without it the running one.")] = 0) -> None:
    """Make the release of a year now; equal data makes no new version."""
    run_command("opendata_build", year=year)


@opendata.command("key")
def key(
    label: Annotated[str, typer.Argument(help="Whom the key is for.")],
    a_minute: Annotated[int, typer.Option(help="Requests a minute.")] = 600,
) -> None:
    """Make a key of the read API and print it; it is shown this once."""
    run_command("opendata_key", label, a_minute=a_minute)


@opendata.command("revoke")
def revoke(hint: Annotated[str, typer.Argument(help="The first letters of the key (data_ and six more).")]) -> None:
    """Let a key of the read API count no more."""
    run_command("opendata_revoke", hint)
