"""A body of the wider country while its story is told: its units by code, its assessor, those of the ministry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.people.contract import Role
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import Scope

if TYPE_CHECKING:
    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.rehearsal.demo_country.days import Days
    from pulau.apps.rehearsal.demo_country.places import Country
    from pulau.apps.rehearsal.demo_country.records import Records

_NATIONAL: Final = {"tpn": ("citra", Role.TPN_ASSESSOR), "panel": ("hasan", Role.TPN_PANEL)}


@dataclass(frozen=True, slots=True)
class Stage:
    """The body, its days, the rows to be written, its units (they are read anew as a year begins), and its people."""

    body: Country
    tenant_id: UUID
    days: Days
    records: Records
    units: dict[str, WorkUnit]
    assessor_id: UUID
    ministry: Mapping[str, UUID]

    @property
    def system(self) -> Actor:
        """The system acting for the body."""
        return Actor.system(self.tenant_id)

    def actor(self, who: str) -> Actor:
        """Return who acts: the assessors, the panel; for heads, who have no account here, the system."""
        if who in _NATIONAL:
            name, role = _NATIONAL[who]
            return Actor(self.ministry[name], self.tenant_id, role, (Appointment(role, None, Scope.COUNTRY),))
        if who == "tpi":
            role = Role.TPI_LEADER
            return Actor(self.assessor_id, self.tenant_id, role, (Appointment(role),))
        return self.system
