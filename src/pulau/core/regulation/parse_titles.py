"""Titles and gates of a pack file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.core.regulation import checks
from pulau.core.regulation.model import Gate, PriorTitle, Title, Unit
from pulau.core.regulation.parse_parts import read_citation

if TYPE_CHECKING:
    from pulau.core.regulation.source import Cursor


def read_titles(place: Cursor, instrument: str, only: str | None = None, rank: int | None = None) -> dict[str, Title]:
    """Read the titles, lowest first; with `only`, that one alone, at the rank given (an overlay adds gates to it)."""
    titles: dict[str, Title] = {}
    for position, (key, entry) in enumerate(place.entries()):
        if only not in (None, key):
            continue
        entry.only("gates", "citation")
        gates = tuple(_gate(gate_id, gate, instrument) for gate_id, gate in entry["gates"].entries())
        citation = read_citation(entry, instrument)
        titles[key] = Title(key, position if rank is None else rank, gates, citation)
    return titles


def _gate(gate_id: str, place: Cursor, instrument: str) -> Gate | PriorTitle:
    place.only("measure", "unit", "minimum", "requires", "citation")
    citation = read_citation(place, instrument)
    if "requires" in place:
        return PriorTitle(gate_id, place["requires"].text(), citation)
    unit = checks.one_of(Unit, place["unit"]) if "unit" in place else Unit.POINTS
    return Gate(gate_id, place["measure"].text(), unit, checks.weight(place["minimum"]), citation)


def read_zone_area_minimums(place: Cursor | None, instrument: str) -> dict[str, Gate]:
    """Read the least integration score of an area-wide zone (kawasan) for each title."""
    if place is None:
        return {}
    place.only("minimum", "integration", "citation")
    citation = read_citation(place, instrument)
    return {
        title: Gate("integration", "zone_area.integration", Unit.POINTS, checks.weight(minimum), citation)
        for title, minimum in place["minimum"].entries()
    }
