"""Bad input on the command line: each sentence on stderr, nothing on stdout, exit code 2."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import typer

from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

BAD_INPUT: Final = 2


@contextmanager
def bad_input_said(language: str, file: str = "") -> Iterator[None]:
    """Turn BadInput into its sentences on stderr and exit code 2; `file` stands before them."""
    try:
        yield
    except BadInput as error:
        for text in sentences(error, language):
            typer.echo(f"pulau: {file}: {text}" if file else f"pulau: {text}", err=True)
        raise typer.Exit(BAD_INPUT) from None
