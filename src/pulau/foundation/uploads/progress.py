"""A bar for who watches a long command; nothing for a file or a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import track

if TYPE_CHECKING:
    from django.core.management.base import OutputWrapper

T = TypeVar("T")


def following(things: Sequence[T], words: str, output: OutputWrapper) -> Iterator[T]:
    """Return the things one by one, with a bar of how many are done where the output is a terminal."""
    yield from track(things, description=words, console=Console(stderr=True), disable=not output.isatty())
