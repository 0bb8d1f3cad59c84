"""What happened in public to a unit or a body: each event keeps its id, however often it is made anew."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from pulau.apps.agencies.contract import UnitEvent
from pulau.apps.declarations.contract import DeclarationState
from pulau.apps.publication.models import EventKind, PublishedEvent
from pulau.core.shared.public_state import PublicState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.declarations.contract import Declaration
    from pulau.apps.publication.composing.asked import Asked
    from pulau.apps.publication.facts import TitleFacts
    from pulau.apps.publication.gathering.body import BodyGathered
    from pulau.apps.publication.models import PublishedYear
    from pulau.apps.remediation.contract import Practice

_SPACE: Final = UUID("5b0b6f3e-4c6f-5f0e-9d52-0e6f5f6b9a51")
_STEPS: Final = {
    PublicState.HANDED_IN: EventKind.HANDED_IN,
    PublicState.INTERNAL: EventKind.INTERNAL,
    PublicState.NATIONAL: EventKind.NATIONAL,
    PublicState.NOT_PASSED: EventKind.NOT_PASSED,
}
_CHANGES: Final = {
    UnitEvent.RENAMED: EventKind.RENAMED,
    UnitEvent.MERGED: EventKind.MERGED,
    UnitEvent.CLOSED: EventKind.CLOSED,
}


class Maker:
    """Makes events of one body."""

    def __init__(self, gathered: BodyGathered, asked: Asked, now: datetime) -> None:
        self._gathered = gathered
        self._asked = asked
        self._now = now

    def of_body(self) -> Iterator[PublishedEvent]:
        """Make the events of the body itself: its declarations, and ceremonies that are announced."""
        for row in self._gathered.declared.held.get(None, ()):
            yield self._declared(row, None)
        for row in self._gathered.declared.planned:
            off = row.state == DeclarationState.CANCELLED
            unit = self._gathered.units.units.get(row.unit_id) if row.unit_id else None
            kind = EventKind.CALLED_OFF if off else EventKind.CEREMONY
            yield self._event(unit, kind, str(row.pk), row.day, _ceremony(row))

    def of_unit(self, unit: WorkUnit, years: list[PublishedYear], titles: list[TitleFacts]) -> Iterator[PublishedEvent]:
        """Make the events of a unit from what is told of it."""
        for row in self._gathered.declared.held.get(unit.pk, ()):
            yield self._declared(row, unit)
        for year in years:
            for state, kind in _STEPS.items():
                if day := year.days.get(state.value):
                    yield self._event(unit, kind, str(year.year), day, {"year": year.year, "aim": year.aim})
        for title in titles:
            yield from self._title(unit, title)
        for change in self._gathered.units.changes.get(unit.pk, ()):
            happened = _CHANGES.get(UnitEvent(change.event))
            if happened and change.day <= self._asked.today:
                yield self._event(
                    unit, happened, str(change.pk), change.day, self._change(change.name_before, change.into_id)
                )

    def of_practice(self, row: Practice) -> PublishedEvent | None:
        """Make the event that a practice was published; None where its unit is not known."""
        unit = self._gathered.units.units.get(row.unit_id)
        if unit is None or row.published_at is None:
            return None
        day = self._asked.day_of(row.published_at)
        return self._event(unit, EventKind.PRACTICE, row.code, day, {"title": row.title, "code": row.code})

    def _declared(self, row: Declaration, unit: WorkUnit | None) -> PublishedEvent:
        return self._event(unit, EventKind.DECLARED, str(row.pk), row.day, _ceremony(row))

    def _title(self, unit: WorkUnit, title: TitleFacts) -> Iterator[PublishedEvent]:
        key = f"{title['title']}:{title['decree']}"
        told = {"title": title["title"], "decree": title["decree"], "since": title["since"], "until": title["until"]}
        yield self._event(unit, EventKind.GRANTED, key, title["decree_day"], told)
        if title["revoked_by"]:
            taken = {"title": title["title"], "decree": title["revoked_by"], "reasons": title["reasons"]}
            yield self._event(unit, EventKind.REVOKED, key, title["revoked_day"], taken)
        elif title["how"] == "ended":
            day = title["closed_on"] or title["until"]
            yield self._event(unit, EventKind.TITLE_ENDED, key, day, {"title": title["title"]})

    def _change(self, name_before: str, into_id: UUID | None) -> dict[str, Any]:
        into = self._gathered.units.units.get(into_id) if into_id else None
        return {"before": name_before, "into": into.name if into else ""}

    def _event(
        self, unit: WorkUnit | None, kind: EventKind, key: str, day: date | str, told: dict[str, Any]
    ) -> PublishedEvent:
        gathered = self._gathered
        whose = unit.pk if unit else gathered.tenant_id
        return PublishedEvent(
            pk=uuid5(_SPACE, f"{whose}:{kind}:{key}"),
            agency_id=gathered.tenant_id,
            unit_id=unit.pk if unit else None,
            province=gathered.province_of(unit) if unit else gathered.province,
            region_code=gathered.region_of(unit) if unit else gathered.body_region,
            kind=kind,
            day=date.fromisoformat(day) if isinstance(day, str) else day,
            told=told,
            published_at=self._now,
            changed_at=self._now,
        )


def _ceremony(row: Declaration) -> dict[str, Any]:
    return {
        "title": row.title,
        "place": row.place,
        "starts": row.starts.isoformat("minutes"),
        "zone": row.zone,
        "symbolic": row.symbolic,
        "stream": row.stream,
    }
