"""Taking the units of an agency in hand, so that two people cannot bend its tree against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.agencies.models import Agency, WorkUnit
from pulau.apps.agencies.refusals import UnitNotFound

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor


def hold_tree(actor: Actor) -> None:
    """Let nobody else change the tree of the agency until this transaction ends; who comes second sees the first."""
    Agency.objects.for_actor(actor).select_for_update().order_by().first()


def take_unit(actor: Actor, unit_id: UUID) -> WorkUnit:
    """Return a unit to be changed, the tree held. Raises UnitNotFound."""
    hold_tree(actor)
    unit: WorkUnit | None = WorkUnit.objects.for_actor(actor).select_for_update().filter(pk=unit_id).first()
    if unit is None:
        raise UnitNotFound(unit_id)
    return unit
