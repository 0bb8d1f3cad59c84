"""Commands about personal data: ending what is past its time, and gathering an incident."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pulau.cli.loaded import run_command

privacy = typer.Typer(help="Personal data: what is past its time.", no_args_is_help=True)
breach = typer.Typer(help="Incidents with personal data.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(privacy, name="privacy")
    app.add_typer(breach, name="breach")


@privacy.command("sweep")
def sweep(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be touched.")] = False,
) -> None:
    """End what is past its time by the register of personal data."""
    run_command("privacy_sweep", dry_run=dry_run)


@privacy.callback()
def _privacy() -> None:
    """Keep `privacy` a group while it has one command."""


@breach.command("pack")
def pack(
    since: Annotated[str, typer.Option(help="From when on: 2026-11-20T08:00, in the agency's zone.")],
    until: Annotated[str, typer.Option(help="Until when.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to make.")],
    agency: Annotated[str, typer.Option(help="Code of the agency; all of them without.")] = "",
    user: Annotated[str, typer.Option(help="E-mail address of an account that was misused.")] = "",
    request: Annotated[str, typer.Option(help="Number of a request.")] = "",
) -> None:
    """Gather who is affected by an incident, what happened when, and drafts of the letters."""
    run_command("breach_pack", since=since, until=until, output=str(output), agency=agency, user=user, request=request)


@breach.callback()
def _breach() -> None:
    """Keep `breach` a group while it has one command."""
