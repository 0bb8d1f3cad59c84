"""Where the demo's people act: a body with its units and people, and the days on which things happened there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.contract import Role, employee_of_user, head_of
from pulau.apps.signing.contract import Given, Signatory, sign_document, stamped_then
from pulau.core.shared.actor import Actor, Appointment
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.people.contract import Employee
    from pulau.apps.signing.contract import Document
    from pulau.foundation.accounts.models import User

_MORNING: Final = time(2, 0)  # UTC: the working morning in all three zones
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class When:
    """A day of the story: of this year (0) or of one before (-1), so many hundredths of it gone by.

    Of this year the hundredths are those of what has gone by already: whenever the demo is loaded, its past is past.
    """

    year: int
    part: int

    def at(self, now: datetime) -> datetime:
        """Return the moment on that day: in the morning, of a working day where the year has one by then."""
        first = datetime(now.year + self.year, 1, 2, tzinfo=UTC)
        last = min(datetime(now.year + self.year, 12, 30, tzinfo=UTC), now - timedelta(days=1))
        day = first + max(timedelta(), last - first) * self.part / 100
        weekend = max(0, day.weekday() - _SATURDAY + 1)
        if (day - timedelta(days=weekend)).year == day.year:
            day -= timedelta(days=weekend)
        return min(datetime.combine(day, _MORNING, UTC), now)


@dataclass(frozen=True, slots=True)
class Stage:
    """A body of the demo: who is who there, and its units by code. `now` is when the demo is loaded."""

    tenant_id: UUID
    cast: Mapping[str, User]
    units: Mapping[str, UUID]
    now: datetime

    @classmethod
    def of(cls, tenant_id: UUID, cast: Mapping[str, User], now: datetime) -> Stage:
        """Return the stage of a body, behind its wall."""
        units = dict(units_of(Actor.system(tenant_id)).values_list("code", "pk"))
        return cls(tenant_id, cast, units, now)

    @property
    def system(self) -> Actor:
        """The system acting for the body."""
        return Actor.system(self.tenant_id)

    def administrator(self, name: str) -> Actor:
        """Return somebody as the body's administrator."""
        return self._holding(name, Role.AGENCY_ADMINISTRATOR)

    def leader(self, name: str) -> Actor:
        """Return somebody as the body's head."""
        return self._holding(name, Role.AGENCY_HEAD)

    def heading(self, user_id: UUID, unit: str) -> Actor:
        """Return somebody as the head of a unit."""
        unit_id = self.units[unit]
        return Actor(user_id, self.tenant_id, Role.UNIT_HEAD, (Appointment(Role.UNIT_HEAD, unit_id),))

    def oneself(self, user_id: UUID) -> Actor:
        """Return somebody as themselves, without any duty."""
        return Actor(user_id, self.tenant_id, "")

    def employee(self, name: str) -> Employee | None:
        """Return one of the cast as an employee of the body."""
        return employee_of_user(self.system, self.cast[name].pk)

    def head_of(self, unit: str, at: datetime) -> Employee:
        """Return who leads a unit on a day by their post. Raises LookupError where nobody does."""
        found = head_of(self.system, self.units[unit], at.date())
        if found is None:
            raise LookupError(unit)
        return found.employee

    def _holding(self, name: str, role: Role) -> Actor:
        return Actor(self.cast[name].pk, self.tenant_id, role, (Appointment(role),))


def before(at: datetime, days: int) -> datetime:
    """Return the moment so many days before another; in early January the first morning of its year.

    A declaration asks for pacts of its own year, which therefore are not signed in the one before.
    """
    return max(at - timedelta(days=days), min(datetime.combine(date(at.year, 1, 1), _MORNING, UTC), at))


def sign_as(user_id: UUID, document: Document, at: datetime) -> None:
    """Let somebody sign where a document names them, on that day."""
    with behind_wall(document.tenant_id, user_id), stamped_then(at):
        own = Signatory.objects.for_tenant(document.tenant_id).get(document=document, user_id=user_id)
        actor = Actor(user_id, document.tenant_id, "")
        sign_document(actor=actor, signatory_id=own.pk, given=Given(), now=at)
