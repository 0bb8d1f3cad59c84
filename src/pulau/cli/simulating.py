"""`pulau simulate season`: a season in throw-away databases, a process for each processor, and the sum of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.progress import Progress

from pulau.cli.formats import Format, FormatOption
from pulau.cli.loaded import BAD_INPUT, SETTINGS_MODULE

if TYPE_CHECKING:
    from collections.abc import Callable

simulate = typer.Typer(help="Work played through with invented people, to check the rules.", no_args_is_help=True)
_OWN: Final = ("PULAU_", "DJANGO_")


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(simulate, name="simulate")


@simulate.command("season")
def season(
    *,
    agencies: Annotated[int, typer.Option(min=1, help="How many bodies.")] = 5,
    units: Annotated[int, typer.Option(min=1, help="How many units each has.")] = 4,
    seed: Annotated[int, typer.Option(help="The same seed always plays the same season.")] = 1,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Play a season through the whole workflow in a throw-away database, and check that its rules held.

    Ends with 1 where one did not; the first ones are told on stderr.
    """
    parts = min(agencies, os.cpu_count() or 1)
    with Progress(console=Console(stderr=True), transient=True) as progress, ExitStack() as homes:
        task = progress.add_task("", total=agencies)
        folders = [Path(homes.enter_context(tempfile.TemporaryDirectory())) for _part in range(parts)]
        shares = [
            _Share(folder, [str(agencies), str(units), str(seed), f"{part}/{parts}"], lambda: progress.advance(task))
            for part, folder in enumerate(folders)
        ]
        found = [share.outcome() for share in shares]
    told = _sum(found)
    _print(told, format)
    raise typer.Exit(1 if told["violations"] else 0)


class _Share:
    """One process with its own database. `done` is called for each body that it finished."""

    def __init__(self, home: Path, arguments: list[str], done: Callable[[], object]) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
        self._environment = {**kept, "PULAU_HOME": str(home), "DJANGO_SETTINGS_MODULE": SETTINGS_MODULE}
        self._arguments = dict(zip(("--agencies", "--units", "--seed", "--share"), arguments, strict=True))
        self._done = done
        self._told: dict[str, Any] = {}
        self._trouble: list[str] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def outcome(self) -> dict[str, Any]:
        """Return what the process told, once it has ended. Ends the command where it failed."""
        self._thread.join()
        for line in self._trouble:
            typer.echo(line, err=True)
        if not self._told:
            raise typer.Exit(BAD_INPUT)
        return self._told

    def _run(self) -> None:
        options = [part for name, value in self._arguments.items() for part in (name, value)]
        migrated = subprocess.run(
            [sys.executable, "-m", "django", "migrate", "-v0"], env=self._environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if migrated.returncode:
            self._trouble.append(migrated.stderr.strip())
            return
        with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "django", "simulate_season", *options],
            env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            for line in process.stderr or ():
                if line.strip().isdecimal():
                    self._done()
                else:
                    self._trouble.append(line.rstrip())
            printed = process.stdout.read() if process.stdout else ""
        if process.returncode == 0:
            self._told = json.loads(printed)


def _sum(found: list[dict[str, Any]]) -> dict[str, Any]:
    states: Counter[str] = Counter()
    for one in found:
        states.update(one["states"])
    counted = {name: sum(one[name] for one in found) for name in ("checked", "violations", "refused", "barred")}
    return {"states": dict(sorted(states.items())), **counted}


def _print(told: dict[str, Any], format: Format) -> None:  # noqa: A002 - as above
    if format is Format.JSON:
        typer.echo(json.dumps(told, indent=1))
        return
    for stage, count in told["states"].items():
        typer.echo(f"{count:>7}  {stage}")
    typer.echo(f"checked {told['checked']}, violations {told['violations']}, refused as they must be {told['refused']}")
