"""Writing rows of units: new ones at once, changes one by one with their history, ends of what a file does not name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from pulau.apps.agencies.importing.here import units_here
from pulau.apps.agencies.importing.planning import against_here, differences_of
from pulau.apps.agencies.importing.reading import kind_words, read_unit, unit_texts
from pulau.apps.agencies.models import UnitKind, WorkUnit
from pulau.apps.agencies.refusals import UnitCodeTaken, UnitRefusal
from pulau.apps.agencies.services.bulk import NewUnit, add_units
from pulau.apps.agencies.services.history import close_unit, move_unit, rename_unit
from pulau.apps.agencies.services.units import correct_unit
from pulau.apps.agencies.taking import hold_tree
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.importers import Flaw, Outcome, RowBroke

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.agencies.importing.here import Here
    from pulau.apps.agencies.importing.reading import Wanted
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.importers import Row

MOVED_ON = Flaw("unit-moved-on", "code")


def write_units(actor: Actor, rows: Sequence[Row], now: datetime) -> Mapping[int, Outcome]:
    """Write rows that a plan found fit, parents before their parts. Raises RowBroke, PermissionDenied."""
    hold_tree(actor)
    here, today, kinds = units_here(actor), today_of(actor, now), kind_words()
    read = [read_unit(row, kinds) for row in rows]
    wishes = [wanted for wanted, _cells in read]
    coming = {wanted.code for wanted in wishes}
    flaws = {
        wanted.number: found[0]
        for wanted, cells in read
        if (found := [*cells.flaws, *against_here(wanted, here, today), *_orphaned(wanted, here, coming)])
    }
    if flaws:
        raise RowBroke(flaws)
    new = [wanted for wanted in wishes if wanted.code not in here.units]
    _add(actor, new, now)
    outcomes = {wanted.number: Outcome.ADDED for wanted in new}
    for wanted in wishes:
        if wanted.code in here.units:
            changed = bool(differences_of(wanted, here))
            outcomes[wanted.number] = Outcome.CHANGED if changed else Outcome.SAME
            if changed:
                _change(actor, wanted, here, today, now)
    return outcomes


def _orphaned(wanted: Wanted, here: Here, coming: set[str]) -> list[Flaw]:
    """Return what is wrong where the parent that a row wants is neither here any more nor written with it."""
    parent = wanted.parent
    if not parent or parent in coming or here.lives(parent) or parent == here.parents.get(wanted.code):
        return []
    return [Flaw("unit-parent-unknown", "parent", {"code": parent})]


def _add(actor: Actor, new: Sequence[Wanted], now: datetime) -> None:
    if not new:
        return
    units = [
        NewUnit(
            code=wanted.code,
            name=wanted.name,
            kind=UnitKind(wanted.kind),
            parent=wanted.parent or "",
            region_code=wanted.region or "",
            since=wanted.since,
        )
        for wanted in new
    ]
    try:
        add_units(actor=actor, units=units, now=now)
    except (UnitCodeTaken, ValidationError):
        raise RowBroke({new[0].number: MOVED_ON}) from None


def _change(actor: Actor, wanted: Wanted, here: Here, today: date, now: datetime) -> None:
    """Change a unit as its row wants: a new name or kind, and a new parent, hold from today; the rest is mended."""
    unit, kind = here.units[wanted.code], UnitKind(wanted.kind)
    region = unit.region_code if wanted.region is None else wanted.region
    since = wanted.since if wanted.has_since else unit.since
    renamed = (wanted.name, wanted.kind) != (unit.name, unit.kind)
    young = unit.since is not None and unit.since >= today
    try:
        if renamed and not young:
            rename_unit(actor=actor, unit_id=unit.pk, name=wanted.name, code=unit.code, kind=kind, day=today, now=now)
        if (region, since) != (unit.region_code, unit.since) or (renamed and young):
            correct_unit(
                actor=actor, unit_id=unit.pk, name=wanted.name, kind=kind, region_code=region, since=since, now=now
            )
        if wanted.parent is not None and wanted.parent != here.parents[wanted.code]:
            parent = WorkUnit.objects.for_actor(actor).filter(code=wanted.parent).first() if wanted.parent else None
            if wanted.parent and parent is None:
                raise RowBroke({wanted.number: Flaw("unit-parent-unknown", "parent", {"code": wanted.parent})})
            move_unit(actor=actor, unit_id=unit.pk, parent_id=parent.pk if parent else None, day=today, now=now)
    except (UnitRefusal, ValidationError):
        raise RowBroke({wanted.number: MOVED_ON}) from None


def end_units(actor: Actor, keys: Sequence[str], now: datetime) -> None:
    """Let units end with yesterday, the lowest first. Raises RowBroke, PermissionDenied."""
    today = today_of(actor, now)
    units = {unit.code: unit for unit in WorkUnit.objects.for_actor(actor).filter(code__in=keys)}
    for code in keys:
        unit = units.get(code)
        if unit is None or unit.until is not None:
            continue  # it was ended meanwhile
        try:
            close_unit(actor=actor, unit_id=unit.pk, day=today, now=now)
        except UnitRefusal:
            raise RowBroke({0: MOVED_ON}) from None


def export_units(actor: Actor) -> Iterator[Sequence[str]]:
    """Give the units that exist, by code, in the order of the columns."""
    rows = WorkUnit.objects.for_actor(actor).filter(until__isnull=True).select_related("parent").order_by("code")
    for unit in rows.iterator(1_000):
        yield list(unit_texts(unit, unit.parent.code if unit.parent else "").values())
