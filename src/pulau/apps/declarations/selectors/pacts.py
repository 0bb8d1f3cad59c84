"""Reading pacts: one's own of every body, those of a unit for its head, and counts by unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from pulau.apps.declarations.models import Pact, PactState, PledgeKind
from pulau.apps.declarations.policies import SEE_PACTS
from pulau.core.pledging import renewing
from pulau.core.pledging.renewing import STANDING
from pulau.core.shared.permissions import reach

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

OF_STAFF: Final = (PledgeKind.PERSONAL, PledgeKind.OFFICE)
WAITING: Final = (PactState.DUE, PactState.DRAWN)
NOT_SIGNED: Final = (PactState.DUE, PactState.DRAWN, PactState.REFUSED, PactState.WITHDRAWN)


class PactNotFound(Http404):
    """No pact of this id, or none that the actor may see."""


@dataclass(frozen=True, slots=True)
class PactCounts:
    """How many pacts a unit has in a year: all that count, signed, waiting, overdue of these, refused or withdrawn."""

    asked: int = 0
    signed: int = 0
    waiting: int = 0
    late: int = 0
    refused: int = 0

    @property
    def percent(self) -> int:
        """How many of a hundred are signed, rounded down."""
        return 100 * self.signed // self.asked if self.asked else 0


def staff_pacts(actor: Actor, year: int) -> ScopedQuerySet[Pact]:
    """Return the pacts of employees of the actor's body for a year that did not end; who may see them is not asked."""
    rows = Pact.objects.for_actor(actor).filter(year=year, kind__in=OF_STAFF, employee__isnull=False)
    return rows.exclude(state=PactState.ENDED)


def head_pacts(actor: Actor) -> ScopedQuerySet[Pact]:
    """Return the pacts of whoever heads or headed the actor's body, by account: they are none of the staff."""
    return Pact.objects.for_actor(actor).filter(kind=PledgeKind.OFFICE, employee__isnull=True, unit__isnull=True)


def owed_pacts(actor: Actor, year: int) -> ScopedQuerySet[Pact]:
    """Return all that people of the actor's body pledge in a year and that did not end: its staff's, its head's."""
    return Pact.objects.for_actor(actor).filter(year=year, kind__in=OF_STAFF).exclude(state=PactState.ENDED)


def waiting_pacts(actor: Actor, year: int, unit_id: UUID | None = None) -> ScopedQuerySet[Pact]:
    """Return those that wait for a signature, of a unit or of all; who may see them is for the caller to ask."""
    rows = staff_pacts(actor, year).filter(state=PactState.DUE)
    return rows if unit_id is None else rows.filter(unit_id=unit_id)


def gone_pacts(actor: Actor, day: date, unit_id: UUID | None = None) -> ScopedQuerySet[Pact]:
    """Return the pacts that are to end on a day: those of who serves no more, and unsigned ones of years before."""
    left = Q(year=day.year, state__in=STANDING, employee__until__lt=day)
    late = Q(year__lt=day.year, state=PactState.DUE)
    rows = Pact.objects.for_actor(actor).filter(left | late, employee__isnull=False).order_by("pk")
    return rows if unit_id is None else rows.filter(unit_id=unit_id)


def seen_pacts(actor: Actor, year: int) -> ScopedQuerySet[Pact]:
    """Return the employees' pacts of a year with names that the actor may see: of their units, or of the whole body."""
    seen = reach(actor, SEE_PACTS)
    rows = staff_pacts(actor, year)
    return rows if seen.everything else rows.filter(unit_id__in=seen.units)


def find_unsigned(actor: Actor, year: int, unit_id: UUID | None, words: str, only: str) -> QuerySet[Pact]:
    """Return who has not signed, by name, of those the actor may see: in a unit, by part of a name, in one state."""
    rows = seen_pacts(actor, year).filter(state__in=NOT_SIGNED).select_related("unit")
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    if only:
        rows = rows.filter(state=only)
    if words:
        rows = rows.filter(name__icontains=words)
    return rows.order_by("name", "pk")


def counts_by_unit(actor: Actor, year: int, today: date, units: Collection[UUID]) -> dict[UUID, PactCounts]:
    """Return the counts of some units, in one query; who may see them is for the caller to ask."""
    rows = staff_pacts(actor, year).filter(unit_id__in=units).order_by().values("unit_id")
    names = ("asked", "signed", "waiting", "late", "refused")
    counted = rows.annotate(**_counted(today)).values_list("unit_id", *names)
    return {unit_id: PactCounts(*counts) for unit_id, *counts in counted}


def count_pacts(actor: Actor, year: int, today: date, unit_id: UUID | None = None) -> PactCounts:
    """Return the counts of a unit, or of the whole body."""
    rows = staff_pacts(actor, year)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return PactCounts(**rows.aggregate(**_counted(today)))


def _counted(today: date) -> dict[str, Count]:
    return {
        "asked": Count("pk"),
        "signed": Count("pk", filter=Q(state=PactState.SIGNED)),
        "waiting": Count("pk", filter=Q(state__in=WAITING)),
        "late": Count("pk", filter=Q(state__in=WAITING, due_on__lt=today)),
        "refused": Count("pk", filter=Q(state__in=(PactState.REFUSED, PactState.WITHDRAWN))),
    }


def pacts_of_person(actor: Actor, employee_id: UUID | None) -> ScopedQuerySet[Pact]:
    """Return the actor's own pacts in a body, newest first, with what pages need: as this employee, and as its head."""
    as_head = Q(user_id=actor.person, employee__isnull=True, unit__isnull=True, kind=PledgeKind.OFFICE)
    own = as_head if employee_id is None else as_head | Q(employee_id=employee_id)
    rows = Pact.objects.for_actor(actor).filter(own)
    return rows.select_related("template", "unit", "document").order_by("-year", "-created_at", "pk")


def may_be_signed(pact: Pact, around: Iterable[Pact], year: int) -> bool:
    """Whether somebody may sign a pact of theirs in a year, by all their pacts (`around`).

    One as an employee never comes in the place of one as head of the body.
    """
    if pact.year != year:
        return False
    later = (one for one in around if one.year == year and one.created_at > pact.created_at)
    return renewing.may_be_signed(pact.state, (one.state for one in later if one.employee_id == pact.employee_id))


def get_seen_pact_for(actor: Actor, pact_id: UUID) -> Pact:
    """Return an employee's pact whose name the actor may see. Raises PactNotFound (404)."""
    seen = reach(actor, SEE_PACTS)
    rows = Pact.objects.for_actor(actor).filter(pk=pact_id, kind__in=OF_STAFF, employee__isnull=False)
    row = (rows if seen.everything else rows.filter(unit_id__in=seen.units)).first()
    if row is None:
        raise PactNotFound(pact_id)
    return row
