"""Who may do what with a worksheet. Each rule asks plain values: the actor's appointments and the worksheet's unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.people.contract import Role

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor

FILLING = (Role.ZONE_TEAM, Role.UNIT_HEAD)
"""Who fills the worksheet of their unit."""


def can_see(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor may read the worksheets of a unit of their agency."""
    return sees_all(actor) or fills(actor, unit_id)


def sees_all(actor: Actor) -> bool:
    """Whether the actor may read every worksheet of their agency."""
    return any(held.unit_id is None for held in actor.appointments)


def fills(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor may answer items, write notes and take files over in the worksheets of a unit."""
    return any(actor.holds(role, unit_id) for role in FILLING)


def can_comment(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor may take part in the threads of a unit's worksheets: whoever may read them."""
    return can_see(actor, unit_id)


def can_open_worksheet(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor may open a worksheet for a unit: its team, or the agency's administrator."""
    return fills(actor, unit_id) or administers(actor)


def can_open_some(actor: Actor) -> bool:
    """Whether there may be units for which the actor may open a worksheet."""
    return administers(actor) or any(held.role in FILLING for held in actor.appointments)


def administers(actor: Actor) -> bool:
    """Whether the actor may add units, see the settings and keep the webhooks of their agency."""
    return actor.holds(Role.AGENCY_ADMINISTRATOR)


def own_units(actor: Actor) -> tuple[UUID, ...]:
    """Return the units for which the actor holds something: a handful at most, whatever the size of the agency."""
    return tuple({held.unit_id: None for held in actor.appointments if held.unit_id is not None})
