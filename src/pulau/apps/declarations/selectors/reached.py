"""How far a declaration has come that calls the bodies of a region, or of the country."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from pulau.apps.agencies.contract import Agency
from pulau.apps.declarations.models import Calls, Declaration
from pulau.apps.declarations.selectors.cascade import BODIES_ABOVE, CALLS
from pulau.core.pledging.cascade import Place, calls_body, level_of


@dataclass(frozen=True, slots=True)
class Reached:
    """How many bodies a declaration calls, and how many of them have declared."""

    called: int
    declared: int


def reached_by(declaration: Declaration) -> Reached | None:
    """Return how far a held declaration that calls other bodies has come; None where it calls none. Two queries."""
    if declaration.calls not in {Calls.REGION, Calls.COUNTRY}:
        return None
    bodies = Agency.objects.directory().order_by()
    own = bodies.filter(tenant_id=declaration.tenant_id).first()
    if own is None:
        return None
    caller = Place(level_of(own.kind, unit=False), own.tenant_id, own.region_code)
    if declaration.calls == Calls.REGION:
        bodies = bodies.filter(region_code__startswith=own.region_code)
    rows = bodies.values_list("tenant_id", "kind", "region_code")
    call = CALLS[Calls(declaration.calls)]
    called = {
        one for one, kind, region in rows if calls_body(call, caller, Place(level_of(kind, unit=False), one, region))
    }
    below = Declaration.objects.held().filter(_descending(declaration.pk), unit__isnull=True)
    return Reached(len(called), len(called & set(below.values_list("tenant_id", flat=True))))


def _descending(top: UUID) -> Q:
    condition = Q(parent_id=top)
    for steps in range(1, BODIES_ABOVE + 1):
        condition |= Q(**{f"{'parent__' * steps}parent_id": top})
    return condition
