"""The tree of an agency's units: the way up, the levels below, at most MOST_LEVELS of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.agencies.models import WorkUnit

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from pulau.core.shared.actor import Actor

MOST_LEVELS: Final = 8
"""Levels of the tree: a ministry, its directorate, regional office, branch, section and more have room."""
_UPWARDS: Final = "__".join(["parent"] * (MOST_LEVELS - 1))


def path_of(actor: Actor, unit_id: UUID) -> list[WorkUnit]:
    """Return the units from the top of the tree down to and with this one, in one query; empty for an unknown one."""
    unit: WorkUnit | None = WorkUnit.objects.for_actor(actor).select_related(_UPWARDS).filter(pk=unit_id).first()
    path: list[WorkUnit] = []
    while unit is not None:
        path.insert(0, unit)
        unit = unit.parent if unit.parent_id is not None else None
    return path


def levels_below(actor: Actor, unit_id: UUID) -> list[list[WorkUnit]]:
    """Return the units below one, ended ones too, level by level: one query a level and one more."""
    found: list[list[WorkUnit]] = []
    above: Collection[UUID] = (unit_id,)
    while len(found) < MOST_LEVELS:
        level = list(WorkUnit.objects.for_actor(actor).filter(parent__in=above))
        if not level:
            break
        found.append(level)
        above = [unit.pk for unit in level]
    return found
