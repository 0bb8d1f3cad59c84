"""Who has a worksheet open right now, and on which area.

Presence is no service and has no journal entry: it changes nothing of the worksheet, it is worth something for less
than a minute, one row a person is overwritten again and again, and a lasting record of when somebody had which page
open would be a watch on employees that nobody asked for. Nothing but this module reads or writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.worksheets.models import Presence
from pulau.apps.worksheets.readers import initials

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.shared.actor import Actor

VALID = timedelta(seconds=45)
"""How long somebody counts as present after the last sign of them; a page gives one about every 20 seconds."""
_LONGEST_AREA = 8  # of the column


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at the worksheet; `area` is the area's id, `hasil` for the result, empty elsewhere."""

    user_id: UUID
    name: str
    area: str

    @property
    def initials(self) -> str:
        """The letters of the person's mark."""
        return initials(self.name)


def note_presence(actor: Actor, row: Worksheet, area: str, now: datetime) -> None:
    """Note that the actor has a worksheet open, fetched for this very actor, on an area (empty: on none).

    One upsert. Raises LookupError for the system, which is nowhere.
    """
    here = Presence(
        tenant_id=row.tenant_id, worksheet_id=row.pk, user_id=actor.person, area=area[:_LONGEST_AREA], seen_at=now
    )
    rows = Presence.objects.for_actor(actor)
    rows.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["tenant", "worksheet", "user"],
        update_fields=["area", "seen_at"],
    )


def people_present(row: Worksheet, now: datetime) -> list[Present]:
    """Return who had a worksheet open within the last 45 seconds, by name: one query."""
    rows = Presence.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, seen_at__gt=now - VALID)
    found = rows.order_by("user__full_name", "user_id").values_list("user_id", "user__full_name", "area")
    return [Present(*values) for values in found]
