"""Taking over from last year: an answer that somebody looked at, and evidence that still holds. Nothing by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.worksheets.changes import AnswerChangedMeanwhile, Change, Provenance, Saved
from pulau.apps.worksheets.evidence_selectors import pieces_of, standing_evidence
from pulau.apps.worksheets.last_year_selectors import position_now, worksheet_before
from pulau.apps.worksheets.models import ItemEvidence, Source
from pulau.apps.worksheets.policies import FILL
from pulau.apps.worksheets.selectors import WorksheetNotFound, get_worksheet_by_id, revisions_of
from pulau.apps.worksheets.services.answers import answer_items
from pulau.apps.worksheets.services.evidence import Laying, add_evidence_of_items
from pulau.core.evidencing.asked import day_of
from pulau.core.scoring.revisions import UNTOUCHED
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Carrying:
    """A wish to answer an item as last year: the `version` of last year's answer, and this year's as `seen`."""

    item: str
    version: int
    seen: int
    note: bool = False


@transaction.atomic
def carry_answer(*, actor: Actor, worksheet_id: UUID, wish: Carrying, now: datetime) -> Saved:
    """Answer an item as it was answered last year, with its note if wished; the version says where it came from.

    Raises WorksheetNotFound where there is no worksheet or none of the year before, PermissionDenied,
    WorksheetSubmitted, BadInput for a version that never was or an answer that this form does not take, and
    AnswerChangedMeanwhile.
    """
    row, before = _both(actor, worksheet_id)
    found = revisions_of(before, {wish.item: wish.version}).get(wish.item)
    if found is None or found.value is None:
        raise BadInput.because("unknown-version", wish.item[:40], version=wish.version)
    change = Change(wish.item, wish.seen, found.value, found.note if wish.note else UNTOUCHED)
    origin = Provenance(Source.CARRIED, {"year": before.year, "version": wish.version})
    saved = answer_items(actor=actor, worksheet_id=row.pk, changes=[change], provenance=origin, now=now)
    for problems in saved.problems.values():
        raise BadInput(problems)
    for clash in saved.clashes:
        raise AnswerChangedMeanwhile(clash)
    return saved


@transaction.atomic
def carry_evidence(
    *, actor: Actor, worksheet_id: UUID, placed_ids: Collection[UUID], now: datetime
) -> list[ItemEvidence]:
    """Lay evidence of last year's items beside the same items of this year, for the same things they ask for.

    Pieces that the actor does not see, that are no longer last year's, whose item this form does not have, or that do
    not hold on the day on which this year is judged are passed over. Raises WorksheetNotFound, PermissionDenied,
    WorksheetSubmitted.
    """
    row, before = _both(actor, worksheet_id)
    on = day_of(row.year, today_of(actor, now))
    items = load_pack(row.regulation).items
    wishes = [
        Laying(piece.item, piece.evidence_id, position_now(before, row, piece.item, piece.asked), piece.remark)
        for piece in pieces_of(actor, standing_evidence(before).filter(pk__in=list(placed_ids)))
        if piece.seen and piece.item in items and piece.usable(on)
    ]
    return add_evidence_of_items(actor=actor, worksheet_id=row.pk, wishes=wishes, now=now)


def _both(actor: Actor, worksheet_id: UUID) -> tuple[Worksheet, Worksheet]:
    row = get_worksheet_by_id(actor, worksheet_id)
    require(actor, FILL, unit_id=row.unit_id)
    before = worksheet_before(actor, row)
    if before is None:
        raise WorksheetNotFound("the unit has no worksheet of the year before")
    return row, before
