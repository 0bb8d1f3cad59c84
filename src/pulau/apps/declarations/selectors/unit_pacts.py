"""A unit's pacts as its head, the agency's head and its administrators see them, and how far the asking is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404

from pulau.apps.agencies.contract import find_units, units_of
from pulau.apps.declarations.policies import SEE_PACTS
from pulau.apps.declarations.selectors.pacts import staff_pacts, waiting_pacts
from pulau.apps.people.contract import posts_on, staff_count
from pulau.core.shared.permissions import reach
from pulau.foundation.tenancy.days import not_over

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class UnitNotFound(Http404):
    """No unit of this code whose pacts the actor may see."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How far a body or a unit is with asking for a year: employees who serve, and those who have been asked."""

    staff: int
    asked: int

    @property
    def done(self) -> bool:
        """Whether everybody who serves has a pact of the year."""
        return self.asked >= self.staff

    @property
    def size(self) -> int:
        """How long the bar is: a bar of nothing would be none."""
        return max(1, self.staff)

    @property
    def missing(self) -> int:
        """How many have none."""
        return max(0, self.staff - self.asked)


def units_seen(actor: Actor, words: str, day: date) -> ScopedQuerySet[Any]:
    """Return the living units whose pacts the actor may see, by name."""
    seen = reach(actor, SEE_PACTS)
    rows = find_units(actor, words).filter(not_over(day))
    return rows if seen.everything else rows.filter(pk__in=seen.units)


def get_unit_seen(actor: Actor, code: str) -> WorkUnit:
    """Return a unit whose pacts the actor may see. Raises UnitNotFound (404)."""
    seen = reach(actor, SEE_PACTS)
    rows = units_of(actor).filter(code=code)
    unit = (rows if seen.everything else rows.filter(pk__in=seen.units)).first()
    if unit is None:
        raise UnitNotFound(code)
    return unit


def asking_of(actor: Actor, day: date, unit_id: UUID | None = None) -> Asking:
    """Return how far the asking is, from what there is: two counts."""
    pacts = staff_pacts(actor, day.year)
    if unit_id is not None:
        posts = posts_on(actor, day).filter(unit_id=unit_id)
        asked = pacts.filter(employee_id__in=posts.values("employee_id"))
        return Asking(posts.values("employee_id").distinct().count(), asked.values("employee_id").distinct().count())
    return Asking(staff_count(actor, day), pacts.order_by().values("employee_id").distinct().count())


def unreachable(actor: Actor, year: int, unit_id: UUID | None = None) -> int:
    """Return how many who have not signed have no account: no notice and no mail finds them."""
    return waiting_pacts(actor, year, unit_id).filter(user__isnull=True).count()
