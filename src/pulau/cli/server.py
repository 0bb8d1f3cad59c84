"""The commands that need Django: `pulau migrate`, `serve`, `work`, `check`, `demo load`, `agency open`, `user add`."""

from __future__ import annotations

import os
import socket
from typing import Annotated

import typer

from pulau.cli import operating
from pulau.cli.beside import WorkerBeside
from pulau.cli.loaded import SETTINGS_MODULE, loaded_django, run_command
from pulau.cli.process import SERVER

BAD_INPUT = 2
CONNECTIONS = 2048
"""Of one worker: a hall of phones, each with a stream and a page."""
COMMANDS = ("migrate", "serve", "work", "check", "demo", "agency", "user", *operating.COMMANDS)
"""The commands that need Django."""

demo = typer.Typer(help="The demo: a fictional regency.", no_args_is_help=True)
agency = typer.Typer(help="Agencies of this installation.", no_args_is_help=True)
user = typer.Typer(help="People who can sign in.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.command()(migrate)
    app.command()(serve)
    app.command()(work)
    app.command()(check)
    for group, name in ((demo, "demo"), (agency, "agency"), (user, "user")):
        app.add_typer(group, name=name)
    operating.register(app)


def migrate() -> None:
    """Bring the database to the present version; makes it on first use, and the authority that signs documents."""
    run_command("migrate", interactive=False, verbosity=1)
    run_command("signing_setup")


def check() -> None:
    """Check settings and database as they are; in production, what `check --deploy` finds counts as failure."""
    with loaded_django():
        from django.conf import settings  # noqa: PLC0415 - the pure commands must start without Django
        from django.core.management import CommandError, call_command  # noqa: PLC0415 - the same

        strict = bool(getattr(settings, "SECURE_SSL_REDIRECT", False))
        call_command("check", deploy=strict, fail_level="WARNING" if strict else "ERROR", databases=["default"])
        if waiting := _migrations_not_run():
            raise CommandError(f"{waiting} migrations were not run: pulau migrate")


def _migrations_not_run() -> int:
    from django.db import connection  # noqa: PLC0415 - the pure commands must start without Django
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - the same

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@demo.command("load")
def demo_load(
    *,
    no_sign_in: Annotated[bool, typer.Option("--no-sign-in", help="Give nobody of the demo a password.")] = False,
) -> None:
    """Load the demo; running it again changes nothing. In production only with --no-sign-in."""
    run_command("demo_load", no_sign_in=no_sign_in)
    run_command("signing_setup")  # what the demo signed years ago has an authority of those years


@agency.command("open")
def agency_open(
    code: Annotated[str, typer.Argument(help="Short name for addresses: lower-case words joined by hyphens.")],
    name: Annotated[str, typer.Argument(help="The agency's full name.")],
    *,
    kind: Annotated[str, typer.Option(help="ministry, body, province, regency, city or vertical.")],
    national: Annotated[bool, typer.Option("--national", help="It gives duties for regions or the country.")] = False,
) -> None:
    """Open an agency, with nothing in it yet."""
    run_command("agency_open", code, name, kind=kind, national=national)


@agency.command("national")
def agency_national(
    code: Annotated[str, typer.Argument(help="The agency's code.")],
    *,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the right back.")] = False,
) -> None:
    """Let an agency give duties for a region or the whole country."""
    run_command("agency_national", code, withdraw=withdraw)


@user.command("add")
def user_add(  # noqa: PLR0913 - one parameter an option
    email: Annotated[str, typer.Argument(help="The address with which the person signs in.")],
    *,
    name: Annotated[str, typer.Option(help="The person's full name.")],
    agency: Annotated[str, typer.Option(help="The agency's code.")],
    role: Annotated[str, typer.Option(help="One of docs/security/permissions.md: zone-team, agency-head, operator …")],
    unit: Annotated[str, typer.Option(help="The unit's code, for a role in one unit.")] = "",
    scope: Annotated[str, typer.Option(help="unit, agency, region or country, where the role has several.")] = "",
    region: Annotated[str, typer.Option(help="The region's code (32, 32.04), for a role in one region.")] = "",
    area: Annotated[str, typer.Option(help="The area (1 to 6) of an area owner.")] = "",
    companion_kind: Annotated[str, typer.Option(help="ombudsman, prosecutor, police … of a companion.")] = "",
    make_password: Annotated[bool, typer.Option("--make-password", help="Make a password, print it once.")] = False,
) -> None:
    """Give somebody an account and a duty; the password is asked for on the terminal."""
    place = {"unit": unit, "scope": scope, "region": region, "area": area, "companion_kind": companion_kind}
    options = {"name": name, "agency": agency, "role": role, **place, "make_password": make_password}
    run_command("user_add", email, **options)


@user.command("reset-factor")
def user_reset_factor(
    email: Annotated[str, typer.Argument(help="The address with which the person signs in.")],
    *,
    agency: Annotated[str, typer.Option(help="The agency's code: its journal tells of it.")],
) -> None:
    """Forget somebody's second factors and sign them out everywhere, when phone and recovery codes are lost."""
    run_command("user_reset_factor", email, agency=agency)


@user.command("close")
def user_close(
    email: Annotated[str, typer.Argument(help="The address with which the person signs in.")],
    *,
    agency: Annotated[str, typer.Option(help="The agency's code: its journal tells of it.")],
    reopen: Annotated[bool, typer.Option("--reopen", help="Open a closed account again.")] = False,
) -> None:
    """Close an account: its sessions end, sign-in and tokens are refused; or open it again."""
    run_command("user_close", email, agency=agency, reopen=reopen)


@user.command("change")
def user_change(
    account: Annotated[str, typer.Argument(metavar="EMAIL", help="The address with which the person signs in.")],
    *,
    agency: Annotated[str, typer.Option(help="The agency's code: its journal tells of it.")],
    email: Annotated[str | None, typer.Option(help="The new address.")] = None,
    nip: Annotated[str | None, typer.Option(help="The new NIP, NI PPPK or NRP; empty takes it away.")] = None,
    name: Annotated[str | None, typer.Option(help="The full name as it is to be.")] = None,
) -> None:
    """Put the address, the NIP or the name of an account right; sessions stay."""
    run_command("user_change", account, agency=agency, new_email=email, nip=nip, full_name=name)


def serve(
    *,
    host: Annotated[str, typer.Option(envvar="PULAU_HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar=["PULAU_PORT", "PORT"], min=1, max=65535, help="Port.")] = 8000,
    workers: Annotated[int, typer.Option(envvar="PULAU_WORKERS", min=1, help="Processes; SQLite wants one.")] = 1,
    worker: Annotated[bool, typer.Option(help="Run jobs beside the server (embedded profile only).")] = True,
) -> None:
    """Serve Pulau until Ctrl+C. Run `pulau migrate` before it."""
    _refuse_taken_port(host, port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    os.environ[SERVER] = str(os.getpid())
    from granian import Granian  # noqa: PLC0415 - only this command needs the server; the others start without it
    from granian.constants import Interfaces  # noqa: PLC0415 - the same
    from granian.log import LogLevels  # noqa: PLC0415 - the same

    server = Granian(
        "pulau.config.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        workers=workers,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    server.on_startup(lambda: typer.echo(f"\n  Pulau: http://{_shown(host)}:{port}/\n  Ctrl+C: berhenti / stop\n"))
    beside = WorkerBeside()
    if worker:
        beside.start()
    try:
        server.serve()
    finally:
        beside.stop()


def work(
    *,
    until_empty: Annotated[bool, typer.Option("--until-empty", help="End when nothing waits.")] = False,
    beside: Annotated[int | None, typer.Option(hidden=True, help="End with this process.")] = None,
) -> None:
    """Run the jobs in the queue until Ctrl+C: webhooks, and what is due every few minutes."""
    with loaded_django():
        from django.core.management import CommandError, call_command  # noqa: PLC0415 - as above

        if waiting := _migrations_not_run():
            raise CommandError(f"{waiting} migrations were not run: pulau migrate")
        call_command("work", until_empty=until_empty, beside=beside)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _refuse_taken_port(host: str, port: int) -> None:
    """Say so at once, and how to mend it, instead of leaving a server's trace."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            typer.echo(f"pulau: {host}:{port}: {error.strerror}. PORT={port + 1} …, or --port {port + 1}", err=True)
            raise typer.Exit(BAD_INPUT) from error
