"""Commands of who operates an installation beyond starting it: what it documents, checks, moves and hands over."""

from __future__ import annotations

from typing import Annotated

import typer

from pulau.cli.analytics import register as register_analytics
from pulau.cli.documents import register as register_documents
from pulau.cli.loaded import run_command
from pulau.cli.log import register as register_log
from pulau.cli.open_data import register as register_open_data
from pulau.cli.packages import register as register_packages
from pulau.cli.personal_data import register as register_personal_data
from pulau.cli.signing import register as register_signing
from pulau.cli.simulating import register as register_simulate
from pulau.cli.stored import register as register_files

COMMANDS = ("docs", "database", "mail", "generate", "privacy", "breach", "documents", "package", "signing", "files",
            "simulate", "log", "opendata", "analytics")  # fmt: skip
"""The commands of this module."""

docs = typer.Typer(help="Pages of the docs that are written from the code.", no_args_is_help=True)
database = typer.Typer(help="The database, before it is migrated.", no_args_is_help=True)
mail = typer.Typer(help="Letters of notices: how they stand, and a trial.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(docs, name="docs")
    register_personal_data(app)
    register_documents(app)
    register_packages(app)
    register_signing(app)
    register_files(app)
    register_simulate(app)
    register_log(app)
    register_open_data(app)
    register_analytics(app)
    app.add_typer(database, name="database")
    app.add_typer(mail, name="mail")
    app.command()(generate)


@docs.command("permissions")
def docs_permissions() -> None:
    """Print docs/security/permissions.md as the table of permissions has it."""
    run_command("docs_permissions")


@docs.command("workflow")
def docs_workflow() -> None:
    """Print docs/domain/workflow.md as the table of the process has it."""
    run_command("docs_workflow")


@database.command("prepare")
def database_prepare(
    *,
    execute: Annotated[
        str, typer.Option(metavar="URL", help="Do it, connected as the superuser of this address.")
    ] = "",
) -> None:
    """Print the SQL that makes a PostgreSQL database with two roles, the owner's and the application's; or run it."""
    run_command("database_prepare", execute=execute)


def generate(
    *,
    agencies: Annotated[int, typer.Option(min=1, help="How many agencies; the first is the largest.")] = 600,
    units: Annotated[int, typer.Option(min=1, help="How many units, over all of them.")] = 50_000,
    employees: Annotated[int, typer.Option(min=1, help="How many employees, over all of them.")] = 500_000,
    seed: Annotated[int, typer.Option(help="The same seed always gives the same names.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Also into an installation with agencies in it.")] = False,
) -> None:
    """Fill an empty installation with invented agencies, units and employees, to see how it bears their number."""
    run_command("generate", agencies=agencies, units=units, employees=employees, seed=seed, force=force)


@mail.command("status")
def mail_status() -> None:
    """Print how many letters of each body wait, had trouble or failed."""
    run_command("mail_status")


@mail.command("test")
def mail_test(address: Annotated[str, typer.Argument(help="Who gets the letter.")]) -> None:
    """Send one letter now and tell what the mail server said."""
    run_command("mail_test", address)


@database.callback()
def _database() -> None:
    """Keep `database` a group while it has one command."""


@docs.command("personal-data")
def docs_personal_data() -> None:
    """Print docs/security/personal-data.md as the register of personal data has it."""
    run_command("docs_personal_data")


@docs.callback()
def _docs() -> None:
    """Keep `docs` a group while it has one command."""
