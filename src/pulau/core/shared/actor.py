"""Who acts: plain values, so that rules can be asked about a person without a database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from pulau.core.shared.roles import Scope

REACHING_OUT = frozenset({Scope.REGION, Scope.COUNTRY})


@dataclass(frozen=True, slots=True)
class Appointment:
    """One duty that a person holds towards the actor's tenant: a role, and the unit it is for (None: the whole body).

    `scope` tells how it reaches here: a grant of region or country was given by another body, for this one among
    others. `on_behalf_of` is the person whose duty it is, where the holder only stands in (Plh, Plt, delegation).
    """

    role: str
    unit_id: UUID | None = None
    scope: Scope | None = None
    on_behalf_of: UUID | None = None

    @property
    def granted(self) -> bool:
        """Whether it was given by another body, to be used here."""
        return self.scope in REACHING_OUT


@dataclass(frozen=True, slots=True)
class Actor:
    """A user acting for one tenant, with the appointments held at that moment.

    `user_id` is None for the system itself (set-up, schedules). `role` is the capacity in which the actor acts now, as
    the journal keeps it; `on_behalf_of` the person for whom they then stand in.
    """

    user_id: UUID | None
    tenant_id: UUID
    role: str
    appointments: tuple[Appointment, ...] = ()
    on_behalf_of: UUID | None = None

    @classmethod
    def system(cls, tenant_id: UUID) -> Actor:
        """Return the system acting for a tenant."""
        return cls(user_id=None, tenant_id=tenant_id, role="system")

    @property
    def person(self) -> UUID:
        """The user's id. Raises LookupError for the system, which is nobody."""
        if self.user_id is None:
            raise LookupError("the system is no person")
        return self.user_id

    @property
    def visits(self) -> bool:
        """Whether the actor is here only by a grant of another body."""
        return bool(self.appointments) and all(held.granted for held in self.appointments)

    def holds(self, role: str, unit_id: UUID | None = None) -> bool:
        """Whether the actor holds `role` for `unit_id`, or for the whole body."""
        return any(held.role == role and held.unit_id in {None, unit_id} for held in self.appointments)

    def using(self, held: Appointment) -> Actor:
        """Return the actor in the capacity of one of their appointments."""
        return replace(self, role=held.role, on_behalf_of=held.on_behalf_of)
