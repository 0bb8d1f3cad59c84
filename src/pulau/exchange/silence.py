"""After how many days a unit that declared and did nothing since counts as silent: dated data with its source.

`regulations/silence.yaml`: the newest that has begun holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from pulau.core.deadlines.calendar import Source
from pulau.core.pledging.coverage import SilenceRule
from pulau.core.regulation.source import Cursor, parse_source

_FILE: Final = "silence.yaml"


@dataclass(frozen=True, slots=True)
class DatedSilence:
    """The rule from a day on, with where it stands."""

    since: date
    rule: SilenceRule
    source: Source


def silence_on(day: date) -> DatedSilence:
    """Return what holds on a day. Raises LookupError before the first day."""
    begun = [dated for dated in _dated() if dated.since <= day]
    if not begun:
        raise LookupError(f"no rule of silence holds on {day}")
    return max(begun, key=lambda dated: dated.since)


@cache
def _dated() -> tuple[DatedSilence, ...]:
    return parse_silence((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_silence(text: str, file: str) -> tuple[DatedSilence, ...]:
    """Read the file. Raises BadInput with file and line."""
    return tuple(_entry(entry) for entry in parse_source(text, file).only("silence")["silence"].sequence())


def _entry(entry: Cursor) -> DatedSilence:
    entry.only("since", "days", "source")
    source = entry["source"].only("text", "mark", "note")
    mark, note = source.get("mark"), source.get("note")
    if mark is not None and note is None:
        raise entry.refuse("pack-mark-without-note", mark=mark.text())
    said = Source(source["text"].text(), None, mark.text() if mark else "", note.text() if note else "")
    try:
        since = date.fromisoformat(entry["since"].text())
    except ValueError as problem:
        raise entry["since"].refuse("pack-wrong-kind", expected="date") from problem
    return DatedSilence(since, SilenceRule(entry["days"].whole()), said)
