"""Reading around a shared tablet: the device's own session, who has not signed, and what waits for a witness."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from pulau.apps.agencies.contract import find_units, units_of
from pulau.apps.declarations.models import AttestItem, AttestItemState, AttestRun, Pact, PactState, TabletSession
from pulau.apps.declarations.policies import ATTEND_TABLET
from pulau.apps.declarations.selectors.pacts import OF_STAFF, PactNotFound
from pulau.core.pledging.renewing import SIGNABLE
from pulau.core.shared.permissions import reach
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.days import not_over
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.tenancy.wall import enter_tenant, enter_token

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class TabletNotFound(Http404):
    """No tablet of this id at whose unit the actor may attend."""


class RunNotFound(Http404):
    """No run of this id that the actor started."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A device that is an open tablet: its session, and who opened it, with what they hold now."""

    session: TabletSession
    attendant: Actor
    unit: WorkUnit


def key_digest(key: str) -> str:
    """Return what is kept of a tablet's key, which has 256 random bits."""
    return hashlib.sha256(key.encode()).hexdigest()


def presented_tablet(key: str, now: datetime) -> Kiosk | None:
    """Return the tablet whose key a device brought, or None where it is none, was ended, or its time is over.

    It is over too where whoever opened it may attend there no more. The request then stands behind its body's wall.
    """
    digest = key_digest(key)
    enter_token(digest)
    row = TabletSession.objects.presented(digest).first()
    if row is None or not is_open(row, now):
        return None
    enter_tenant(row.tenant_id)  # known from here on: by the row that the key opened
    attendant = actor_in(row.tenant_id, row.opened_by_id)
    if attendant is None or not allowed(attendant, ATTEND_TABLET, unit_id=row.unit_id):
        return None
    unit = units_of(attendant).filter(pk=row.unit_id).first()
    return Kiosk(row, attendant, unit) if unit is not None else None


def is_open(row: TabletSession, now: datetime) -> bool:
    """Whether a tablet was neither ended nor ran out."""
    return row.ended_at is None and row.opened_at <= now < row.until


def unsigned_pacts(actor: Actor, unit_id: UUID, year: int, words: str = "") -> QuerySet[Pact]:
    """Return the pacts of a unit that can be signed now, by name; the tablet's attendant is asked by the caller."""
    rows = Pact.objects.for_actor(actor).filter(unit_id=unit_id, year=year, kind__in=OF_STAFF, state__in=SIGNABLE)
    return (rows.filter(name__icontains=words) if words else rows).order_by("name", "pk")


def pact_at(actor: Actor, unit_id: UUID, year: int, pact_id: UUID) -> Pact:
    """Return an employee's pact of a unit and year, however far it is. Raises PactNotFound (404)."""
    rows = Pact.objects.for_actor(actor).filter(unit_id=unit_id, year=year, kind__in=OF_STAFF)
    row = rows.select_related("employee").exclude(state=PactState.ENDED).filter(pk=pact_id).first()
    if row is None:
        raise PactNotFound(pact_id)
    return row


def drawn_pacts(actor: Actor, unit_id: UUID) -> ScopedQuerySet[Pact]:
    """Return the pacts of a unit that were drawn and wait for a witness, of whatever year, the oldest first."""
    rows = Pact.objects.for_actor(actor).filter(unit_id=unit_id, kind__in=OF_STAFF, state=PactState.DRAWN)
    return rows.select_related("employee").order_by("drawn_at", "pk")


def is_own(pact: Pact, user_id: UUID) -> bool:
    """Whether a pact is of this person: nobody is the witness of what they drew themselves."""
    return user_id in (pact.user_id, pact.employee.user_id if pact.employee is not None else None)


def units_attended(actor: Actor, words: str, day: date) -> ScopedQuerySet[Any]:
    """Return the living units for which the actor may open a tablet, by name."""
    seen = reach(actor, ATTEND_TABLET)
    rows = find_units(actor, words).filter(not_over(day))
    return rows if seen.everything else rows.filter(pk__in=seen.units)


def tablets_seen(actor: Actor, now: datetime) -> QuerySet[TabletSession]:
    """Return the tablets that the actor may attend and that are open or have drawings waiting, the newest first."""
    seen = reach(actor, ATTEND_TABLET)
    waiting = Pact.objects.for_actor(actor).filter(state=PactState.DRAWN, kind__in=OF_STAFF).values("unit_id")
    rows = TabletSession.objects.for_actor(actor).select_related("unit", "opened_by")
    rows = rows.filter(Q(ended_at__isnull=True, until__gt=now) | Q(unit_id__in=waiting))
    return rows if seen.everything else rows.filter(unit_id__in=seen.units)


def drawn_counts(actor: Actor, units: list[UUID]) -> dict[UUID, int]:
    """Return how many drawings wait in some units, in one query."""
    rows = Pact.objects.for_actor(actor).filter(state=PactState.DRAWN, kind__in=OF_STAFF, unit_id__in=units)
    return {row["unit_id"]: row["many"] for row in rows.order_by().values("unit_id").annotate(many=Count("pk"))}


def get_tablet_for(actor: Actor, tablet_id: UUID, *, lock: bool = False) -> TabletSession:
    """Return a tablet at whose unit the actor may attend. Raises TabletNotFound (404)."""
    seen = reach(actor, ATTEND_TABLET)
    rows = TabletSession.objects.for_actor(actor).filter(pk=tablet_id)
    rows = rows if seen.everything else rows.filter(unit_id__in=seen.units)
    row = (rows.select_for_update() if lock else rows.select_related("unit", "opened_by")).first()
    if row is None:
        raise TabletNotFound(tablet_id)
    return row


def get_drawn_for(actor: Actor, pact_id: UUID) -> Pact:
    """Return a drawn pact of a unit at which the actor may attend. Raises PactNotFound (404)."""
    seen = reach(actor, ATTEND_TABLET)
    rows = Pact.objects.for_actor(actor).filter(pk=pact_id, state=PactState.DRAWN, kind__in=OF_STAFF)
    row = (rows if seen.everything else rows.filter(unit_id__in=seen.units)).select_related("employee").first()
    if row is None:
        raise PactNotFound(pact_id)
    return row


def newest_run(actor: Actor, unit_id: UUID) -> AttestRun | None:
    """Return the newest run of the actor in a unit."""
    return AttestRun.objects.for_actor(actor).filter(unit_id=unit_id, witness_id=actor.person).first()


def attest_run_of(actor: Actor, run_id: UUID, *, lock: bool = False) -> AttestRun:
    """Return a run of the actor's body, for its job. Raises RunNotFound."""
    rows = AttestRun.objects.for_actor(actor)
    row: AttestRun | None = (rows.select_for_update() if lock else rows).filter(pk=run_id).first()
    if row is None:
        raise RunNotFound(run_id)
    return row


def counts_of_run(run: AttestRun) -> dict[str, int]:
    """Return how many drawings of a run are in each state."""
    rows = AttestItem.objects.for_tenant(run.tenant_id).filter(run=run).order_by().values_list("state")
    return dict.fromkeys(map(str, AttestItemState), 0) | dict(rows.annotate(many=Count("pk")))


def skipped_in(run: AttestRun) -> list[AttestItem]:
    """Return the drawings of a run that were not attested, with their pacts."""
    rows = AttestItem.objects.for_tenant(run.tenant_id).filter(run=run, state=AttestItemState.SKIPPED)
    return list(rows.select_related("pact")[:200])
