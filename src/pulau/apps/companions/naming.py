"""What things of companions are called, for the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.companions.models import Room
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor


def _rooms(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Room.objects.for_actor(actor).filter(pk__in=ids).order_by().only("kind", "unit_name", "agency_name")
    return {str(row.pk): f"{row.get_kind_display()}: {row.unit_name or row.agency_name}" for row in rows}


SUBJECTS: Final = (
    Subjects("companions.room", "Ruang pendamping", "Companion's room", _rooms, keys=frozenset({"room"})),
    Subjects("companions.roomentry", "Tulisan di ruang pendamping", "Entry of a companion's room"),
)
