"""A small tree in the house: a branch, a leaf below it, and a unit beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.agencies.contract import UnitKind, WorkUnit, add_unit
from pulau.foundation.journal.models import Entry
from tests.cast import NOW

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor
    from tests.house import House

BEGAN = date(2010, 1, 4)


@dataclass
class Branches:
    """`branch` carries `leaf`; `beside` stands alone; `foreign` is another agency's. `hana` administers."""

    house: House
    branch: WorkUnit
    leaf: WorkUnit
    beside: WorkUnit

    @property
    def hana(self) -> Actor:
        return self.house.actors["hana"]

    @property
    def foreign(self) -> WorkUnit:
        return self.house.units["disdukcapil-lain"]

    def now(self, unit: WorkUnit) -> WorkUnit:
        """The unit as it is in the database."""
        found: WorkUnit = WorkUnit.objects.for_actor(self.hana).get(pk=unit.pk)
        return found

    def add(self, code: str, parent_id: UUID | None = None, since: date | None = BEGAN) -> WorkUnit:
        return add_unit(
            actor=self.hana, code=code, name=f"Unit {code}", kind=UnitKind.OFFICE, now=NOW, parent_id=parent_id,
            since=since,
        )  # fmt: skip

    def told(self, unit: WorkUnit) -> list[str]:
        """The actions that the journal tells of a unit, by their names: the clock of the tests stands still."""
        entries = Entry.objects.for_actor(self.hana).filter(unit_id=unit.pk)
        return sorted(entry.action.removeprefix("agencies.") for entry in entries)


def grow(house: House) -> Branches:
    made = Branches(house, *(None,) * 3)  # type: ignore[arg-type]  # filled in the next lines
    made.branch = made.add("dinkes")
    made.leaf = made.add("puskesmas-air-tawar", made.branch.pk)
    made.beside = made.add("disdik")
    return made
