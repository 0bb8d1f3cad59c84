"""The table of disclosure (`regulations/disclosure.yaml`): what the public is told of a unit in which state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from pulau.core.deadlines.calendar import Source
from pulau.core.publishing.disclosure import DisclosureTable, NeverPublic, PublicField, Rule, Told
from pulau.core.regulation.source import Cursor, parse_source
from pulau.core.shared.public_state import PublicState
from pulau.exchange.sourced import read_day, read_source, read_word

_FILE: Final = "disclosure.yaml"


@dataclass(frozen=True, slots=True)
class DatedTable:
    """The table, from which day on it holds, and where it comes from."""

    since: date
    source: Source
    table: DisclosureTable


@cache
def disclosure() -> DatedTable:
    """Return the table that holds."""
    return parse_disclosure((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_disclosure(text: str, file: str) -> DatedTable:
    """Read the table. Raises BadInput with file and line for what is unknown, and for a field without its rule."""
    entry = parse_source(text, file).only("disclosure")["disclosure"]
    entry.only("since", "source", "fields", "never")
    fields = entry["fields"].only(*PublicField)
    rules = {field: _rule(field, fields[field.value]) for field in PublicField}
    never = tuple(_never(code, each) for code, each in entry["never"].entries())
    return DatedTable(read_day(entry["since"]), read_source(entry["source"]), DisclosureTable(rules, never))


def _rule(field: PublicField, entry: Cursor) -> Rule:
    entry.only("words", "states", "why")
    states = frozenset(PublicState(read_word(each, PublicState)) for each in entry["states"].sequence())
    return Rule(field, states, _told(entry["words"]), _told(entry["why"]))


def _never(code: str, entry: Cursor) -> NeverPublic:
    entry.only("words", "why")
    return NeverPublic(code, _told(entry["words"]), _told(entry["why"]))


def _told(entry: Cursor) -> Told:
    entry.only("id", "en")
    return Told(entry["id"].text(), entry["en"].text())
