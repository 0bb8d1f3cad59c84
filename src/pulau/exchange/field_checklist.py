"""What is looked at on a field visit, and how many a survey asks: dated data, `regulations/field-checklist.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from pulau.core.deadlines.calendar import Source
from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import holding_on, read_day, read_source

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack

RESULT: Final = "hasil"
"""The lines that belong to no change area: performance and surveys."""
_FILE: Final = "field-checklist.yaml"


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One thing to look at, in both languages; `concerns` are sub-areas or items of a worksheet."""

    id: str
    area: str
    text: Mapping[str, str]
    concerns: tuple[str, ...]

    def items_in(self, pack: Pack) -> tuple[str, ...]:
        """Return the items of a regulation that the line concerns, in the order of its worksheet."""
        return tuple(
            item for item in pack.items if item in self.concerns or item.rpartition(".")[0] in self.concerns
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checklist:
    """The lines by area, in their order, in force from a day on, with where they come from."""

    since: date
    areas: Mapping[str, tuple[ChecklistLine, ...]]
    source: Source

    def line(self, key: str) -> ChecklistLine | None:
        """Return a line by its id."""
        return next((line for lines in self.areas.values() for line in lines if line.id == key), None)


@dataclass(frozen=True, slots=True)
class Respondents:
    """How many a survey must ask at least, from a day on, with where that stands."""

    since: date
    least: int
    source: Source


def checklist_on(day: date) -> Checklist:
    """Return the checklist of visits that were planned on a day. Raises LookupError before the first."""
    return holding_on(day, field_data()[0], "checklist of field visits")


def respondents_on(day: date) -> Respondents:
    """Return how many a survey must ask on a day. Raises LookupError before the first."""
    return holding_on(day, field_data()[1], "least number of respondents")


@cache
def field_data() -> tuple[tuple[Checklist, ...], tuple[Respondents, ...]]:
    """Return every checklist and every number of respondents."""
    return parse_field((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_field(text: str, file: str) -> tuple[tuple[Checklist, ...], tuple[Respondents, ...]]:
    """Read the file. Raises BadInput with file and line."""
    root = parse_source(text, file).only("respondents", "checklists")
    checklists = tuple(_checklist(entry) for entry in root["checklists"].sequence())
    return checklists, tuple(_respondents(entry) for entry in root["respondents"].sequence())


def _checklist(entry: Cursor) -> Checklist:
    entry.only("since", "source", "areas")
    areas = {
        area: tuple(_line(area, line) for line in lines.sequence()) for area, lines in entry["areas"].entries()
    }  # fmt: skip
    found = Checklist(read_day(entry["since"]), areas, read_source(entry["source"]))
    keys = [line.id for lines in areas.values() for line in lines]
    if len(keys) != len(set(keys)):
        raise entry.refuse("pack-duplicate-key", key=next(key for key in keys if keys.count(key) > 1))
    return found


def _line(area: str, entry: Cursor) -> ChecklistLine:
    entry.only("id", "concerns", "text")
    words = entry["text"].only("id", "en")
    text = {"id": words["id"].text(), "en": words["en"].text()}
    return ChecklistLine(entry["id"].text(), area, text, tuple(one.text() for one in entry["concerns"].sequence()))


def _respondents(entry: Cursor) -> Respondents:
    entry.only("since", "least", "source")
    return Respondents(read_day(entry["since"]), entry["least"].whole(), read_source(entry["source"]))
