"""Who acts: plain values, so that rules can be asked about a person without a database."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Appointment:
    """One duty that a person holds in the actor's tenant: a role, and the unit it is for (None: the whole body)."""

    role: str
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A user acting for one tenant, with the appointments held at that moment.

    `user_id` is None for the system itself (set-up, schedules). `role` is the capacity in which the actor acts now,
    as the journal keeps it.
    """

    user_id: UUID | None
    tenant_id: UUID
    role: str
    appointments: tuple[Appointment, ...] = ()

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

    def holds(self, role: str, unit_id: UUID | None = None) -> bool:
        """Whether the actor holds `role` for `unit_id`, or for the whole body."""
        return any(held.role == role and held.unit_id in {None, unit_id} for held in self.appointments)
