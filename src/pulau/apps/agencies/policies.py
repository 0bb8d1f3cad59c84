"""Who may change what an agency consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

ADMINISTRATOR = "agency-administrator"
"""The role that keeps the units. Appointments belong to an app further right, which gives it this code."""


def can_add_units(actor: Actor) -> bool:
    """Whether the actor may add units to their agency and see the list of them: its administrator, or the system."""
    return actor.user_id is None or actor.holds(ADMINISTRATOR)
