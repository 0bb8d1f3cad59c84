"""Taking over evidence from last year, as long as it still holds. Answers are taken one by one (`services.answers`)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.worksheets.evidence_selectors import pieces_of, standing_evidence
from pulau.apps.worksheets.last_year_selectors import get_worksheet_before, position_now
from pulau.apps.worksheets.models import ItemEvidence
from pulau.apps.worksheets.policies import FILL
from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.apps.worksheets.services.evidence import Laying, add_evidence_of_items
from pulau.core.evidencing.asked import day_of
from pulau.exchange.packs import load_pack
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def carry_evidence(
    *, actor: Actor, worksheet_id: UUID, placed_ids: Collection[UUID], now: datetime
) -> list[ItemEvidence]:
    """Lay evidence of last year's items beside the same items of this year, for the same things they ask for.

    Pieces that the actor does not see, that are no longer last year's, whose item this form does not have, or that do
    not hold on the day on which this year is judged are passed over. Raises WorksheetNotFound, PermissionDenied,
    WorksheetSubmitted.
    """
    row = get_worksheet_by_id(actor, worksheet_id)
    require(actor, FILL, unit_id=row.unit_id)
    before = get_worksheet_before(actor, row)
    on = day_of(row.year, today_of(actor, now))
    items = load_pack(row.regulation).items
    wishes = [
        Laying(piece.item, piece.evidence_id, position_now(before, row, piece.item, piece.asked), piece.remark)
        for piece in pieces_of(actor, standing_evidence(before).filter(pk__in=list(placed_ids)))
        if piece.seen and piece.item in items and piece.usable(on)
    ]
    return add_evidence_of_items(actor=actor, worksheet_id=row.pk, wishes=wishes, now=now)
