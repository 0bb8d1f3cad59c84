"""Evidence beside items in the walls: what a worksheet's readers may see, and what only its team may; last year too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.services.evidence import Laying, add_evidence_of_items
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

ITEM: Final = "P1.i.a"
_WHERE: Final = {
    "dukcapil": ("ayu", ("dukcapil", "rahasia-dukcapil", "sagara")),
    "rsud": ("joko", ("rsud", "sagara")),
    "lain": ("dewi", ("lain",)),
}
PLACED: Final = "{placed}"


def lay_proofs(
    house: House, sheets: Mapping[str, Worksheet], pieces: Mapping[str, UUID], texts: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """Furnish: the pieces of the store beside an item of each worksheet, each with a remark for the same readers.

    Returns the ids of what stands there, by sphere and by the word that stands for them in the addresses of `places`.
    """
    made: dict[tuple[str, str], str] = {}
    house.open("disdukcapil-lain", 2025, who="vera")
    for sphere, (who, laid) in _WHERE.items():
        actor, row = house.actors[who], sheets[sphere]
        wishes = [Laying(ITEM, pieces[name], 1, texts[name]) for name in laid]
        with behind_wall(actor.tenant_id):
            placed = add_evidence_of_items(actor=actor, worksheet_id=row.pk, wishes=wishes, now=NOW)
            made[sphere, PLACED] = str(placed[0].pk)
            before = Worksheet.objects.for_actor(actor).filter(unit_id=row.unit_id, year=row.year - 1).first()
            if before is not None:
                add_evidence_of_items(actor=actor, worksheet_id=before.pk, wishes=wishes, now=NOW)
    return made
