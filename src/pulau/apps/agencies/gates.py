"""The few doors through which pages fetch one thing of the actor's agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.agencies.models import Agency, WorkUnit
from pulau.apps.agencies.refusals import AgencyNotDescribed, UnitNotFound

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def get_agency_for(actor: Actor) -> Agency:
    """Return the actor's agency. Raises AgencyNotDescribed (404)."""
    agency: Agency | None = Agency.objects.for_actor(actor).first()
    if agency is None:
        raise AgencyNotDescribed
    return agency


def get_unit_for(actor: Actor, code: str) -> WorkUnit:
    """Return a unit of the actor's agency by its code, with its parent. Raises UnitNotFound (404)."""
    unit: WorkUnit | None = WorkUnit.objects.for_actor(actor).select_related("parent").filter(code=code).first()
    if unit is None:
        raise UnitNotFound(code)
    return unit
