"""New evidence for an item: kept in the store and laid beside the item in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.evidence.contract import EvidenceWish, Received, evidence_for, keep_evidence
from pulau.apps.worksheets.policies import FILL
from pulau.apps.worksheets.selectors import WorksheetRef, lock_worksheet
from pulau.apps.worksheets.services.evidence import Laying, add_evidence_of_items
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import ItemEvidence
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Brought:
    """What is brought for an item: new pieces with their files or addresses, and pieces that are kept already."""

    item: str
    asked: int = 0
    remark: str = ""
    new: Sequence[tuple[EvidenceWish, Received | None]] = ()
    kept: Sequence[UUID] = ()


@transaction.atomic
def bring_evidence(
    *, actor: Actor, worksheet_id: WorksheetRef, brought: Sequence[Brought], now: datetime
) -> list[ItemEvidence]:
    """Keep what is new for the worksheet's unit and lay all of it beside the items, all or none.

    An address that the unit has kept already is that piece. Raises as `keep_evidence` and `add_evidence_of_items`.
    """
    row, _listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, FILL, unit_id=row.unit_id)
    wishes = []
    for each in brought:
        ids = [*each.kept, *(_kept(actor, wish, file, now) for wish, file in each.new)]
        wishes += [Laying(each.item, evidence_id, each.asked, each.remark) for evidence_id in ids]
    return add_evidence_of_items(actor=actor, worksheet_id=row.pk, wishes=wishes, now=now)


def _kept(actor: Actor, wish: EvidenceWish, file: Received | None, now: datetime) -> UUID:
    if file is None:
        rows = evidence_for(actor).filter(unit_id=wish.unit_id, address=wish.address, withdrawn_at__isnull=True)
        if wish.confidential:
            rows = rows.filter(confidential=True)  # what is to be hidden is not laid as a piece that all see
        there = rows.order_by("made_at").values_list("pk", flat=True).first()
        if there is not None:
            return UUID(str(there))
    return keep_evidence(actor=actor, wish=wish, file=file, now=now).pk
