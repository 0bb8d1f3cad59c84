"""Loading Django for the commands that need it; the pure ones start without."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from pulau.cli.collecting import without_collecting
from pulau.cli.language import default_language

SETTINGS_MODULE = "pulau.config.settings.chosen"
BAD_INPUT = 2


def run_command(command: str, *arguments: str, **options: object) -> None:
    """Run a Django management command by its name; it speaks the language of the command line."""
    with loaded_django():
        from django.core.management import call_command  # noqa: PLC0415 - the pure commands must start without Django
        from django.utils.translation import override  # noqa: PLC0415 - the same

        with override(default_language()):
            call_command(command, *arguments, **options)


@contextmanager
def loaded_django() -> Iterator[None]:
    """Load Django; what it refuses ends with its message and exit code 2, without a trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    import django  # noqa: PLC0415 - the pure commands must start without Django
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - the same
    from django.core.management import CommandError  # noqa: PLC0415 - the same
    from django.db import OperationalError  # noqa: PLC0415 - the same

    try:
        with without_collecting():
            django.setup()
        yield
    except (CommandError, ImproperlyConfigured, OperationalError) as error:
        typer.echo(f"pulau: {error}", err=True)
        raise typer.Exit(BAD_INPUT) from error
