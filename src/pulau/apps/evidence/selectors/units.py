"""Units that somebody may keep or seek evidence of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.agencies.contract import find_units
from pulau.apps.evidence.policies import KEEP, READ
from pulau.core.shared.permissions import reach

if TYPE_CHECKING:
    from pulau.apps.agencies.contract import WorkUnit
    from pulau.core.shared.actor import Actor
    from pulau.core.shared.permissions import Action
    from pulau.foundation.tenancy.scope import ScopedQuerySet

OF_THE_AGENCY: Final = "-"
"""Stands for a unit's code where the agency's own pieces are meant."""
MOST_CHOICES: Final = 200
"""Up to how many units are offered as a list; of more the code is typed."""


def units_for(actor: Actor, action: Action) -> ScopedQuerySet[WorkUnit]:
    """Return the units to whose evidence the actor may do something, by name."""
    rows = find_units(actor)
    where = reach(actor, action)
    return rows if where.everything else rows.filter(pk__in=where.units)


def unit_choices(actor: Actor, action: Action) -> list[tuple[str, str]] | None:
    """Return those units as (code, name), or None where they are too many for a list. One query."""
    found = list(units_for(actor, action).values_list("code", "name")[: MOST_CHOICES + 1])
    return None if len(found) > MOST_CHOICES else found


def may_keep_for_agency(actor: Actor) -> bool:
    """Whether the actor may keep evidence that is the agency's own, of no unit."""
    return reach(actor, KEEP).everything


def sees_all(actor: Actor) -> bool:
    """Whether the actor sees evidence of all units."""
    return reach(actor, READ).everything
