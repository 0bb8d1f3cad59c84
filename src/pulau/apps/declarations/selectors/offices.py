"""How many have signed their pact, office by office, for the record of a ceremony."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from pulau.apps.agencies.contract import units_of
from pulau.apps.declarations.models import Declaration
from pulau.apps.declarations.selectors.tally import pledged_by_unit

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

MOST_OFFICES: Final = 400


def signed_by_office(actor: Actor, declaration: Declaration, day: date) -> list[tuple[str, int, int]]:
    """Return (unit, signed, staff) of the unit that declared and those right below it, by name; empty ones left out.

    Of a declaration of the whole body: of all its units.
    """
    counts = {pk: one for pk, one in pledged_by_unit(actor, declaration.year, day).items() if one.staff}
    units = units_of(actor).filter(pk__in=list(counts))
    if declaration.unit_id is not None:
        units = units.filter(Q(pk=declaration.unit_id) | Q(parent_id=declaration.unit_id))
    names = units.order_by("name", "code").values_list("pk", "name")[:MOST_OFFICES]
    return [(name, counts[pk].signed, counts[pk].staff) for pk, name in names]
