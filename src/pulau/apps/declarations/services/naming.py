"""Who reads, signs and witnesses at a declaration, in order; and for which units others sign symbolically."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import units_of
from pulau.apps.declarations.actions import DECLARATION_CHANGED
from pulau.apps.declarations.models import (
    Declaration,
    DeclarationPart,
    DeclarationPerson,
    DeclarationState,
    SymbolicUnit,
)
from pulau.apps.declarations.plans import (
    MOST_PEOPLE,
    NOT_NOW,
    OTHER_NAME,
    TOO_MANY,
    TWICE,
    DeclarationNotFound,
    DeclarationRefused,
    PersonWish,
)
from pulau.apps.declarations.policies import PLAN
from pulau.apps.declarations.selectors.declarations import get_plan_for
from pulau.apps.declarations.services.planning import STILL_PLANNED
from pulau.apps.signing.contract import may_be_named
from pulau.core.shared.actor import Actor
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

_SIGNING = {DeclarationPart.SIGNER, DeclarationPart.WITNESS}


@transaction.atomic
def name_person(*, actor: Actor, declaration_id: UUID, wish: PersonWish, now: datetime) -> DeclarationPerson:
    """Name somebody as the last of their part. Nobody signs and witnesses at once, nor one of these twice.

    Raises DeclarationNotFound, DeclarationRefused.
    """
    actor, declaration = _planned(actor, declaration_id)
    people = list(DeclarationPerson.objects.for_actor(actor).filter(declaration=declaration))
    if len(people) >= MOST_PEOPLE:
        raise DeclarationRefused(TOO_MANY)
    if any(_same(wish, one) for one in people):
        raise DeclarationRefused(TWICE, "who")
    if wish.user_id is not None and not may_be_named(actor, wish.user_id, wish.name):
        raise DeclarationRefused(OTHER_NAME, "name")
    last = max((one.order for one in people if one.part == wish.part), default=0)
    person = DeclarationPerson(
        tenant_id=actor.tenant_id,
        declaration=declaration,
        code=declaration.code,
        part=wish.part,
        order=last + 1,
        name=wish.name,
        position=wish.position,
        institution=wish.institution,
        acting=wish.acting,
        user_id=wish.user_id,
        employee_id=wish.employee_id,
    )
    person.clean_fields(exclude=["tenant", "declaration", "user", "employee", "code"])
    person.save(force_insert=True)
    _note(actor, declaration, {"person": person.pk, "part": str(wish.part), "order": person.order}, now)
    return person


@transaction.atomic
def drop_person(*, actor: Actor, declaration_id: UUID, person_id: UUID, now: datetime) -> None:
    """Take somebody off the list before anything was opened; those after move up. Raises as `name_person`."""
    actor, declaration = _planned(actor, declaration_id)
    person = _person(actor, declaration, person_id)
    after = DeclarationPerson.objects.for_actor(actor).filter(
        declaration=declaration, part=person.part, order__gt=person.order
    )
    person.delete()
    before = {"person": person.pk, "part": str(person.part), "order": person.order}
    for other in after.order_by("order"):
        other.order -= 1
        other.save(update_fields=["order"])
    _note(actor, declaration, journal.changed(before, {}), now)


@transaction.atomic
def move_person(*, actor: Actor, declaration_id: UUID, person_id: UUID, up: bool, now: datetime) -> None:
    """Let somebody come one place earlier (`up`) or later in their part. Raises as `name_person`."""
    actor, declaration = _planned(actor, declaration_id)
    person = _person(actor, declaration, person_id)
    beside = person.order + (-1 if up else 1)
    rows = DeclarationPerson.objects.for_actor(actor).filter(declaration=declaration, part=person.part)
    other = rows.filter(order=beside).first()
    if other is None:
        return
    was = person.order
    for one, order in ((person, 0), (other, was), (person, beside)):  # 0 first: two may not hold one place
        one.order = order
        one.save(update_fields=["order"])
    payload = {"person": person.pk} | journal.changed({"order": was}, {"order": beside})
    _note(actor, declaration, payload, now)


@transaction.atomic
def choose_symbolic_units(*, actor: Actor, declaration_id: UUID, units: Collection[UUID], now: datetime) -> None:
    """Say for which units others sign symbolically; these still owe their own. Raises as `name_person`."""
    actor, declaration = _planned(actor, declaration_id)
    rows = SymbolicUnit.objects.for_actor(actor).filter(declaration=declaration)
    before = set(rows.values_list("unit_id", flat=True))
    known = set(units_of(actor).filter(pk__in=list(units)).values_list("pk", flat=True))
    after = known - {declaration.unit_id}
    if before == after:
        return
    rows.exclude(unit_id__in=after).delete()
    rows.bulk_create(
        SymbolicUnit(tenant_id=actor.tenant_id, declaration=declaration, unit_id=unit)
        for unit in sorted(after - before)
    )
    payload = journal.changed({"symbolic": sorted(map(str, before))}, {"symbolic": sorted(map(str, after))})
    _note(actor, declaration, payload, now)


def _planned(actor: Actor, declaration_id: UUID) -> tuple[Actor, Declaration]:
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    if declaration.state not in STILL_PLANNED:
        raise DeclarationRefused(NOT_NOW)
    return actor, declaration


def _person(actor: Actor, declaration: Declaration, person_id: UUID) -> DeclarationPerson:
    found: DeclarationPerson | None = (
        DeclarationPerson.objects.for_actor(actor).filter(declaration=declaration, pk=person_id).first()
    )
    if found is None:
        raise DeclarationNotFound(person_id)
    return found


def _note(actor: Actor, declaration: Declaration, payload: dict[str, object], now: datetime) -> None:
    """Write the entry; a deed that was prepared names others now, so it is to be prepared anew."""
    if declaration.state != DeclarationState.DRAFT:
        before = {"state": str(declaration.state)}
        declaration.state = DeclarationState.DRAFT
        declaration.save(update_fields=["state"])
        payload = payload | {"state": journal.changed(before, {"state": str(declaration.state)})}
    journal.record(actor, DECLARATION_CHANGED.code, declaration, payload, now, unit_id=declaration.unit_id)


def _same(wish: PersonWish, one: DeclarationPerson) -> bool:
    if wish.part == one.part == DeclarationPart.READER or {wish.part, one.part} <= _SIGNING:
        known = wish.user_id is not None and wish.user_id == one.user_id
        employed = wish.employee_id is not None and wish.employee_id == one.employee_id
        return known or employed or (wish.user_id == one.user_id and wish.name.casefold() == one.name.casefold())
    return False
