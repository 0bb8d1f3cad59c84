"""What makes the ministry look whether a title may stay: dated rules with their source, `regulations/triggers.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

from pulau.core.deadlines.calendar import Source
from pulau.core.regulation.source import Cursor, parse_source
from pulau.core.workflow.keeping import TriggerKind
from pulau.exchange.sourced import holding_on, read_day, read_source, read_word

_FILE: Final = "triggers.yaml"


@dataclass(frozen=True, slots=True)
class TriggerRule:
    """A rule that holds from a day on; `more_than` is the fall of a survey's index (0 to 4) beyond which it bites."""

    kind: TriggerKind
    since: date
    source: Source
    more_than: Fraction | None = None


def trigger_on(kind: TriggerKind, day: date) -> TriggerRule | None:
    """Return the rule of a kind that holds on a day, or None where none has begun."""
    known = [rule for rule in trigger_rules() if rule.kind is kind and rule.since <= day]
    return holding_on(day, known, kind) if known else None


@cache
def trigger_rules() -> tuple[TriggerRule, ...]:
    """Return every rule."""
    return parse_triggers((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_triggers(text: str, file: str) -> tuple[TriggerRule, ...]:
    """Read the file. Raises BadInput with file and line."""
    return tuple(_rule(entry) for entry in parse_source(text, file).only("triggers")["triggers"].sequence())


def _rule(entry: Cursor) -> TriggerRule:
    entry.only("kind", "since", "more_than", "source")
    kind = TriggerKind(read_word(entry["kind"], tuple(TriggerKind)))
    limit = entry.get("more_than")
    if (limit is None) == (kind is TriggerKind.SURVEY_FALL):
        raise entry.refuse("pack-missing", key="more_than")
    return TriggerRule(kind, read_day(entry["since"]), read_source(entry["source"]), limit.number() if limit else None)
