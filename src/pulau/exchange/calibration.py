"""The calibration sets that come with Pulau: invented cases of items, each with the value that is expected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import read_source

if TYPE_CHECKING:
    from pulau.core.deadlines.calendar import Source

_FILE: Final = "calibration.yaml"


@dataclass(frozen=True, slots=True)
class Told:
    """A case told of an item: the item's id, the story, and the expected option; empty: none is told."""

    item: str
    case: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class DefaultSet:
    """A set for a regulation, with where its items stand."""

    regulation: str
    items: tuple[Told, ...]
    source: Source


@cache
def default_sets() -> dict[str, DefaultSet]:
    """Return the sets by regulation."""
    return parse_sets((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_sets(text: str, file: str) -> dict[str, DefaultSet]:
    """Read the file. Raises BadInput with file and line."""
    sets = parse_source(text, file).only("sets")["sets"]
    return {regulation: _set(regulation, entry) for regulation, entry in sets.entries()}


def _set(regulation: str, entry: Cursor) -> DefaultSet:
    entry.only("source", "items")
    return DefaultSet(regulation, tuple(map(_told, entry["items"].sequence())), read_source(entry["source"]))


def _told(entry: Cursor) -> Told:
    entry.only("item", "expected", "case")
    return Told(entry["item"].text(), entry["case"].text(), entry["expected"].text())
