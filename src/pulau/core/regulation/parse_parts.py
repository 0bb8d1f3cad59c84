"""The smaller parts of a pack file: citations, dates, areas, conditions, open points, effort."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from pulau.core.regulation import checks
from pulau.core.regulation.conditions import Condition, GradeBand, OpenPoint, ProposalConditions
from pulau.core.regulation.model import Area, Citation, Effort, InForce, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.core.regulation.source import Cursor


def read_citation(place: Cursor, instrument: str) -> Citation:
    """Read the citation of a value: a text, or a mapping with text, mark and note. A missing one is refused."""
    if "citation" not in place:
        raise place.refuse("pack-no-citation")
    cited = place["citation"]
    if cited.is_scalar:
        return Citation(_full(cited.text(), instrument))
    cited.only("text", "mark", "note")
    mark = checks.one_of(Mark, cited["mark"]) if "mark" in cited else Mark.VERIFIED
    note = cited["note"].text() if "note" in cited else ""
    if mark is not Mark.VERIFIED and not note:
        raise cited.refuse("pack-mark-without-note", mark=mark.value)
    return Citation(_full(cited["text"].text(), instrument), mark, note)


def _full(text: str, instrument: str) -> str:
    """Put the instrument before a citation that names only the place in it."""
    within = text.startswith(("Pasal", "Lampiran", "Bab"))
    return f"{instrument}, {text}" if within else text


def read_in_force(place: Cursor, instrument: str) -> InForce:
    """Read the days a regulation holds."""
    place.only("since", "until", "citation")
    since = _day(place["since"]) if "since" in place else None
    until = _day(place["until"]) if "until" in place else None
    return InForce(since, until, read_citation(place, instrument))


def _day(place: Cursor) -> date:
    try:
        return date.fromisoformat(place.text())
    except ValueError:
        raise place.refuse("pack-wrong-kind", expected="date") from None


def read_area(area_id: str, place: Cursor, instrument: str) -> Area:
    """Read an area of change with the points of its halves."""
    place.only("fulfilment", "reform", "citation")
    reform = checks.weight(place["reform"]) if "reform" in place else None
    return Area(area_id, checks.weight(place["fulfilment"]), reform, read_citation(place, instrument))


def read_effort(place: Cursor, instrument: str) -> Effort:
    """Read the default effort of a step of improvement, in whole units of at least one."""
    keys = ("option_step", "ratio_count", "index_hundredth", "percent_point")
    place.only(*keys, "citation")
    option, ratio, index, percent = (checks.at_least_one(place[key]) for key in keys)
    return Effort(option, ratio, index, percent, read_citation(place, instrument))


def read_conditions(place: Cursor, instrument: str) -> ProposalConditions:
    """Read the proposal conditions of one instrument with the days they hold."""
    place.only("since", "until", "conditions", "eased_units", "due", "citation")
    conditions = []
    for key, entry in place["conditions"].entries():
        entry.only("level", "minimum", "citation")
        minimum = {title: value.text() for title, value in entry["minimum"].entries()}
        level = entry["level"].text()
        conditions.append(Condition(key, level, MappingProxyType(minimum), read_citation(entry, instrument)))
    return ProposalConditions(
        instrument=instrument,
        since=_day(place["since"]),
        until=_day(place["until"]) if "until" in place else None,
        conditions=tuple(conditions),
        eased_units=place["eased_units"].texts() if "eased_units" in place else (),
        due=place["due"].text(),
        citation=read_citation(place, instrument),
    )


def read_grade_bands(place: Cursor | None, instrument: str) -> Iterator[GradeBand]:
    """Read the grade bands of each index; a lower bound each."""
    if place is None:
        return
    for index, entry in place.entries():
        entry.only("bands", "citation")
        for grade, least in entry["bands"].entries():
            yield GradeBand(index, grade, least.number(), read_citation(entry, instrument))


def read_open_points(place: Cursor | None, instrument: str) -> Iterator[OpenPoint]:
    """Read the points the law leaves open, with the setting this pack takes."""
    if place is None:
        return
    for key, entry in place.entries():
        entry.only("setting", "id", "en", "citation")
        sentences = {language: entry[language].text() for language in ("id", "en")}
        yield OpenPoint(key, entry["setting"].text(), MappingProxyType(sentences), read_citation(entry, instrument))
