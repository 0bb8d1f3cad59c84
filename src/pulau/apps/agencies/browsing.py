"""The units as pages show them: a level of the tree with what stands right below, and the story of one unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from pulau.apps.agencies.models import UnitChange, UnitEvent, UnitKind, WorkUnit
from pulau.apps.agencies.selectors import history_of, parts_of, taken_over_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from pulau.core.shared.actor import Actor

MOST_PARTS: Final = 12
"""How many units below another are unfolded in place; the rest stands on the unit's own page."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in a list, the first of those right below it, and how many these are in all."""

    unit: WorkUnit
    parts: tuple[WorkUnit, ...] = ()
    count: int = 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.parts)


def branches(actor: Actor, units: Iterable[WorkUnit], day: date) -> list[Branch]:
    """Return units with what stands right below them, in one query more."""
    rows = list(units)
    below: dict[UUID | None, list[Any]] = {}
    for part in parts_of(actor, [unit.pk for unit in rows], day, MOST_PARTS):
        below.setdefault(part.parent_id, []).append(part)
    return [
        Branch(unit, tuple(parts), parts[0].of if parts else 0) for unit in rows for parts in (below.get(unit.pk, []),)
    ]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a unit's story: the day, what happened, the document, and the other unit of a merger."""

    day: date | None
    title: str
    text: str
    document: str = ""
    other: WorkUnit | None = None


def story_of(actor: Actor, unit: WorkUnit) -> list[Event]:
    """Return what happened to a unit and what went into it, newest first, in two queries."""
    changes = list(history_of(actor, unit.pk).select_related("parent_before", "into"))
    told = [_told(change, _after(unit, changes[number + 1 :])) for number, change in enumerate(changes)]
    told += [
        Event(change.day, _("Menerima unit lain"), change.name_before, change.document, change.unit)
        for change in taken_over_by(actor, unit.pk)
    ]
    told.sort(key=lambda event: event.day or date.min, reverse=True)
    if unit.since is not None:
        told.append(Event(unit.since, _("Berdiri"), changes[0].name_before if changes else unit.name))
    return told


@dataclass(frozen=True, slots=True)
class _Then:
    name: str
    code: str
    kind: str
    parent: WorkUnit | None


def _after(unit: WorkUnit, later: list[UnitChange]) -> _Then:
    """Return how the unit was after a change: as the next one kept it, or as it is now."""
    if later:
        return _Then(later[0].name_before, later[0].code_before, later[0].kind_before, later[0].parent_before)
    return _Then(unit.name, unit.code, unit.kind, unit.parent)


def _told(change: UnitChange, then: _Then) -> Event:
    title = str(UnitEvent(change.event).label)
    if change.event == UnitEvent.RENAMED:
        return Event(change.day, title, _renaming(change, then), change.document)
    if change.event == UnitEvent.MOVED:
        top = _("langsung di bawah instansi")
        names = {
            "before": change.parent_before.name if change.parent_before else top,
            "after": then.parent.name if then.parent else top,
        }
        return Event(change.day, title, _("Dari %(before)s ke %(after)s") % names, change.document)
    into = change.into if change.event == UnitEvent.MERGED else None
    return Event(change.day, title, into.name if into else "", change.document, into)


def _renaming(change: UnitChange, then: _Then) -> str:
    parts = []
    if change.name_before != then.name:
        parts.append(_("%(before)s menjadi %(after)s") % {"before": change.name_before, "after": then.name})
    if change.code_before != then.code:
        codes = {"before": change.code_before, "after": then.code}
        parts.append(_("kode %(before)s menjadi %(after)s") % codes)
    if change.kind_before != then.kind:
        kinds = {"before": UnitKind(change.kind_before).label, "after": UnitKind(then.kind).label}
        parts.append(_("jenis %(before)s menjadi %(after)s") % kinds)
    return "; ".join(parts)
