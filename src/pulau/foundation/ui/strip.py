"""One line above every page for what somebody must not forget while they work: an app says when, and what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Strip:
    """The sentence, and a button that ends what it tells of: its words, the address it posts to, what it sends."""

    words: str
    button: str
    address: str
    fields: tuple[tuple[str, str], ...] = ()


StripSource = Callable[[HttpRequest], Strip | None]

_sources: dict[str, StripSource] = {}


def add_strip(code: str, source: StripSource) -> None:
    """Say who knows whether a page of a request has a line above it; a second source of the same code replaces it."""
    _sources[code] = source


def strips_of(request: HttpRequest | None) -> list[Strip]:
    """Return the lines that stand above a page of this request."""
    if request is None:
        return []
    found = (source(request) for source in _sources.values())
    return [strip for strip in found if strip is not None]
