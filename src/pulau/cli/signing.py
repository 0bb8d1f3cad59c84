"""Commands about signatures: the installation's authority, its anchors, certificates of people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pulau.cli.loaded import run_command

signing = typer.Typer(help="Signatures: the authority, its anchors, certificates of people.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(signing, name="signing")


@signing.command("setup")
def setup() -> None:
    """Make the installation's authority where there is none, and write its anchors to PULAU_HOME/anchors."""
    run_command("signing_setup")


@signing.command("anchors")
def anchors(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write root.pem into.")],
) -> None:
    """Write the certificates that whoever checks documents has to trust."""
    run_command("signing_anchors", output=str(output))


@signing.command("revoke")
def revoke(
    email: Annotated[str, typer.Argument(help="E-mail address of the person's account.")],
    reason: Annotated[str, typer.Option(help="Why; the person reads it.")] = "",
) -> None:
    """Revoke a person's certificates, in every body, at once."""
    run_command("signing_revoke", email, reason=reason)


@signing.command("issue")
def issue(email: Annotated[str, typer.Argument(help="E-mail address of the person's account.")]) -> None:
    """Issue a new certificate to somebody whose last one was revoked for them."""
    run_command("signing_issue", email)


@signing.command("state")
def state() -> None:
    """Print how signing stands: the way of signing, the authority, what waits for timestamps."""
    run_command("signing_state")
