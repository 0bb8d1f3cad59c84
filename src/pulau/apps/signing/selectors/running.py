"""What a person may sign in one go, and the runs by which they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count
from django.http import Http404

from pulau.apps.signing.keeping import places_of
from pulau.apps.signing.models import (
    DocumentState,
    ItemState,
    Signatory,
    SignatoryPart,
    SignatoryState,
    SigningItem,
    SigningRun,
)
from pulau.core.pledging.completeness import Place, is_turn
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.core.shared.actor import Actor

_OPEN = (DocumentState.PREPARED, DocumentState.PARTLY)


class RunNotFound(Http404):
    """No run of this id that is the actor's."""


@dataclass(frozen=True, slots=True)
class ToSign:
    """A place that waits for a person: their own, or (`attests`) one that was drawn and that they witness.

    `own_id` is where they are named themselves. `turn` is False while others come first.
    """

    signatory_id: UUID
    own_id: UUID
    code: str
    title: str
    kind: str
    body: str
    unit: str  # tells documents of one title apart; empty where it is of the whole body
    name: str
    part: str
    order: int
    asked_at: datetime
    attests: bool
    turn: bool


def to_sign(actor: Actor) -> list[ToSign]:
    """Return what waits for the actor, of every body, the oldest first; one query a body and one more."""
    mine = Signatory.objects.of_user(actor.person).filter(
        state__in=(SignatoryState.WAITING, SignatoryState.SIGNED), document__state__in=_OPEN
    )
    by_tenant: dict[UUID, list[Signatory]] = {}
    for one in mine.select_related("document", "tenant").order_by("document__made_at", "document_id"):
        if one.state == SignatoryState.WAITING or one.part == SignatoryPart.WITNESS:
            by_tenant.setdefault(one.tenant_id, []).append(one)
    found: list[ToSign] = []
    for tenant_id, rows in by_tenant.items():
        with behind_wall(tenant_id, actor.person):
            people = Signatory.objects.for_tenant(tenant_id).filter(document_id__in=[one.document_id for one in rows])
            around: dict[UUID, list[Signatory]] = {}
            for person in people.select_related("document__unit").order_by("order"):  # units stand behind the wall
                around.setdefault(person.document_id, []).append(person)
        for own in rows:
            found += _places(own, around[own.document_id])
    return sorted(found, key=lambda place: (place.asked_at, place.code, place.order))


def run_of(actor: Actor, run_id: UUID, *, lock: bool = False) -> SigningRun:
    """Return a run of the actor's body, for its job. Raises RunNotFound."""
    rows = SigningRun.objects.for_actor(actor)
    found: SigningRun | None = (rows.select_for_update() if lock else rows).filter(pk=run_id).first()
    if found is None:
        raise RunNotFound(run_id)
    return found


def get_run_for(actor: Actor, run_id: UUID, *, lock: bool = False) -> SigningRun:
    """Return a run that the actor started. Raises RunNotFound (404)."""
    found = run_of(actor, run_id, lock=lock)
    if found.user_id != actor.person:
        raise RunNotFound(run_id)
    return found


def open_runs(actor: Actor) -> list[SigningRun]:
    """Return the actor's runs that are not over, the newest first."""
    return list(SigningRun.objects.for_actor(actor).filter(user_id=actor.person, finished_at__isnull=True)[:5])


def counts_of(run: SigningRun) -> dict[str, int]:
    """Return how many documents of a run are in each state."""
    rows = SigningItem.objects.for_tenant(run.tenant_id).filter(run=run).order_by().values_list("state")
    return dict.fromkeys(map(str, ItemState), 0) | dict(rows.annotate(many=Count("pk")))


def skipped_of(run: SigningRun) -> list[SigningItem]:
    """Return the documents of a run that were not signed."""
    return list(SigningItem.objects.for_tenant(run.tenant_id).filter(run=run, state=ItemState.SKIPPED)[:200])


def _places(own: Signatory, people: list[Signatory]) -> Iterable[ToSign]:
    places = places_of(people)
    of_unit = people[0].document.unit
    unit = of_unit.name if of_unit is not None else ""
    drawn = [one for one in people if one.state == SignatoryState.DRAWN] if own.part == SignatoryPart.WITNESS else []
    for one in drawn:
        yield _place(own, one, places, unit, attests=True)
    if own.state == SignatoryState.WAITING and not drawn:
        yield _place(own, own, places, unit, attests=False)


def _place(own: Signatory, one: Signatory, places: list[Place], unit: str, *, attests: bool) -> ToSign:
    document = own.document
    return ToSign(
        signatory_id=one.pk,
        own_id=own.pk,
        code=document.code,
        title=document.title,
        kind=document.kind,
        body=own.tenant.name,
        unit=unit,
        name=one.name,
        part=str(own.get_part_display()),
        order=one.order,
        asked_at=document.made_at,
        attests=attests,
        turn=not document.ordered or is_turn(places, one.order),
    )
