"""`pulau verify`: whether a signed PDF is intact and by whom it was signed, offline and without an installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from pulau.cli.failing import bad_input_said
from pulau.cli.formats import Format, FormatOption
from pulau.cli.language import Language, default_language

NOT_TRUSTED: Final = 1
_Anchors = Annotated[
    list[Path] | None,
    typer.Option("--anchor", help="Certificates to trust (PEM), in place of PULAU_HOME/anchors. May be repeated."),
]
_Language = Annotated[
    Language,
    typer.Option("--language", "--lang", default_factory=default_language, help="Language of what is printed."),
]


def register(app: typer.Typer) -> None:
    """Add this module's command to the `pulau` command."""
    app.command()(verify)


def verify(
    file: Annotated[Path, typer.Argument(help="A signed PDF.", show_default=False)],
    *,
    anchor: _Anchors = None,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    language: _Language,
) -> None:
    """Check a signed PDF offline. Exit code 0: intact and trusted; 1: not; 2: cannot be read."""
    # pyHanko takes a third of a second to load, which the other commands need not wait for
    from pulau.cli.show_verification import show_verification  # noqa: PLC0415 - said above

    with bad_input_said(language):
        trusted = show_verification(file, anchor, format, language)
    if not trusted:
        raise typer.Exit(NOT_TRUSTED)
