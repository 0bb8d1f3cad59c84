"""What stands on every page for everybody: sentences above it, and links below it. An app says what (`set_board`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BoardBar:
    """A sentence above every page, where its link leads (empty: nowhere), and its tone: info or warning."""

    words: str
    href: str
    tone: str


@dataclass(frozen=True, slots=True)
class BoardLink:
    """A link below every page."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Board:
    """The sentences and the links, each in the order in which they stand."""

    bars: tuple[BoardBar, ...] = ()
    links: tuple[BoardLink, ...] = ()


BoardSource = Callable[[], Board]

_sources: dict[str, BoardSource] = {}


def set_board(source: BoardSource) -> None:
    """Say who knows the board; there is one such source."""
    _sources["board"] = source


def board_now() -> Board:
    """Return the board in the reader's language; an empty one where nobody knows it."""
    source = _sources.get("board")
    return source() if source else Board()
