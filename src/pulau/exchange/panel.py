"""How a panel counts, and which bodies are asked before it: dated data with its source, `regulations/panel.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from pulau.core.deadlines.calendar import Source
from pulau.core.regulation.source import Cursor, parse_source
from pulau.core.workflow.voting import Rules
from pulau.exchange.sourced import holding_on, read_day, read_flag, read_source

_FILE: Final = "panel.yaml"


@dataclass(frozen=True, slots=True)
class DatedRules:
    """How a panel counts from a day on, with where that stands."""

    since: date
    rules: Rules
    source: Source


@dataclass(frozen=True, slots=True)
class PanelLaw:
    """Which bodies are asked before a panel, in their order, and how panels count."""

    bodies: tuple[str, ...]
    bodies_source: Source
    rules: tuple[DatedRules, ...]


def rules_on(day: date) -> DatedRules:
    """Return how panels count on a day. Raises LookupError before the first."""
    return holding_on(day, panel_law().rules, "rules of a panel")


@cache
def panel_law() -> PanelLaw:
    """Return what the data say of panels. Raises BadInput for a file that cannot be."""
    return parse_panel((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_panel(text: str, file: str) -> PanelLaw:
    """Read the file. Raises BadInput with file and line."""
    top = parse_source(text, file).only("clearance", "panel")
    asked = top["clearance"].only("bodies", "source")
    rules = tuple(_entry(entry) for entry in top["panel"].sequence())
    return PanelLaw(asked["bodies"].texts(), read_source(asked["source"]), rules)


def _entry(entry: Cursor) -> DatedRules:
    entry.only("since", "quorum", "tie_recommends", "source")
    rules = Rules(entry["quorum"].whole(), read_flag(entry["tie_recommends"]))
    return DatedRules(read_day(entry["since"]), rules, read_source(entry["source"]))
