"""How many have signed their pact, office by office, for the record of a ceremony."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Exists, OuterRef, Q

from pulau.apps.agencies.contract import units_of
from pulau.apps.declarations.models import Declaration, Pact, PactState
from pulau.apps.declarations.selectors.readiness import PERSONAL_KINDS
from pulau.apps.people.contract import posts_on

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

MOST_OFFICES: Final = 400


def signed_by_office(actor: Actor, declaration: Declaration, day: date) -> list[tuple[str, int, int]]:
    """Return (unit, signed, staff) of the unit that declared and those right below it, by name; empty ones left out.

    Of a declaration of the whole body: of all its units. Two queries.
    """
    signed = Pact.objects.for_actor(actor).filter(
        year=declaration.year, state=PactState.SIGNED, kind__in=PERSONAL_KINDS, employee_id=OuterRef("employee_id")
    )
    posts = posts_on(actor, day)
    if declaration.unit_id is not None:
        posts = posts.filter(Q(unit_id=declaration.unit_id) | Q(unit__parent_id=declaration.unit_id))
    counted = posts.values("unit_id").annotate(
        staff=Count("employee_id", distinct=True),
        signed=Count("employee_id", distinct=True, filter=Exists(signed)),
    )
    counts = {row["unit_id"]: (row["signed"], row["staff"]) for row in counted}
    units = units_of(actor).filter(pk__in=list(counts)).order_by("name", "code")[:MOST_OFFICES]
    return [(unit.name, *counts[unit.pk]) for unit in units]
