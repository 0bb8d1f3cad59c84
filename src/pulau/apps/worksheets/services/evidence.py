"""Laying evidence beside items, and taking it away again. No score moves; what was taken away stays on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.http import Http404

from pulau.apps.evidence.contract import Evidence, EvidenceNotFound, EvidenceWithdrawn, evidence_for
from pulau.apps.worksheets.actions import EVIDENCE_ADDED, EVIDENCE_CHANGED, EVIDENCE_REMOVED
from pulau.apps.worksheets.evidence_selectors import standing_evidence
from pulau.apps.worksheets.locked import require_draft
from pulau.apps.worksheets.models import LONGEST_REMARK, ItemEvidence, Worksheet
from pulau.apps.worksheets.policies import FILL
from pulau.apps.worksheets.selectors import WorksheetRef, lock_worksheet
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

MOST_AT_ONCE: Final = 500
_LANGUAGE: Final = "id"  # the number of things that an item asks for is the same in every language


class ItemEvidenceNotFound(Http404):
    """No such evidence stands beside an item of this worksheet, or it was taken away."""


@dataclass(frozen=True, slots=True)
class Laying:
    """A wish to lay a piece beside an item: for what the item asks for at position `asked`, 0 for something else."""

    item: str
    evidence_id: UUID
    asked: int = 0
    remark: str = ""


@transaction.atomic
def add_item_evidence(
    *, actor: Actor, worksheet_id: WorksheetRef, item: str, asked: int, evidence_id: UUID, remark: str, now: datetime
) -> ItemEvidence:
    """Lay a piece beside an item; where it stands there already, that row is returned and nothing is written.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted, EvidenceNotFound for a piece that the actor does not
    see, EvidenceWithdrawn, and BadInput for an unknown item or position or an unusable remark.
    """
    wish = Laying(item, evidence_id, asked, remark)
    return add_evidence_of_items(actor=actor, worksheet_id=worksheet_id, wishes=[wish], now=now)[0]


@transaction.atomic
def add_evidence_of_items(
    *, actor: Actor, worksheet_id: WorksheetRef, wishes: Sequence[Laying], now: datetime
) -> list[ItemEvidence]:
    """Lay pieces beside items, all or none, and return where each stands. Raises as `add_item_evidence`."""
    row, actor = _open(actor, worksheet_id)
    if len(wishes) > MOST_AT_ONCE:
        raise BadInput.because("too-much-evidence", most=MOST_AT_ONCE)
    wishes = [Laying(w.item, w.evidence_id, _position(row, w.item, w.asked), _remark(w.item, w.remark)) for w in wishes]
    _usable(actor, {wish.evidence_id for wish in wishes})
    standing = {_place(placed): placed for placed in _standing(row, {wish.item for wish in wishes})}
    new: list[ItemEvidence] = []
    for wish in wishes:
        key = (wish.item, wish.asked, wish.evidence_id)
        if key not in standing:
            standing[key] = _row(actor, row, wish, now)
            new.append(standing[key])
    ItemEvidence.objects.for_actor(actor).bulk_create(new)
    journal.record_many(actor, EVIDENCE_ADDED.code, ((placed, _payload(placed), row.unit_id) for placed in new), now)
    return [standing[wish.item, wish.asked, wish.evidence_id] for wish in wishes]


@transaction.atomic
def remove_item_evidence(*, actor: Actor, worksheet_id: WorksheetRef, placed_id: UUID, now: datetime) -> ItemEvidence:
    """Take a piece away from an item: the row is ended, the piece itself stays. A second time changes nothing.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted, ItemEvidenceNotFound.
    """
    row, actor = _open(actor, worksheet_id)
    placed = _get(row, placed_id)
    if placed.removed_at is None:
        _end(actor, placed, now)
        journal.record(actor, EVIDENCE_REMOVED.code, placed, _payload(placed), now, unit_id=row.unit_id)
    return placed


@transaction.atomic
def change_item_evidence(
    *, actor: Actor, worksheet_id: WorksheetRef, placed_id: UUID, asked: int, remark: str, now: datetime
) -> ItemEvidence:
    """Move a piece to another thing that its item asks for, or say anew where in it to look.

    A moved piece is a row of its own, so that the record tells where it stood. Raises as `add_item_evidence`, and
    ItemEvidenceNotFound.
    """
    row, actor = _open(actor, worksheet_id)
    placed = _get(row, placed_id)
    if placed.removed_at is not None:
        raise ItemEvidenceNotFound(placed_id)
    asked, remark = _position(row, placed.item, asked), _remark(placed.item, remark)
    if (asked, remark) == (placed.asked, placed.remark):
        return placed
    before = _facts(placed)
    if asked == placed.asked:
        placed.remark = remark
        placed.save(update_fields=["remark"])
        moved = placed
    else:
        moved = _moved(actor, row, placed, Laying(placed.item, placed.evidence_id, asked, remark), now)
    payload = journal.changed(before, _facts(moved), sealed={"remark"}) | {"evidence": moved.evidence_id}
    journal.record(actor, EVIDENCE_CHANGED.code, moved, payload, now, unit_id=row.unit_id)
    return moved


def _open(actor: Actor, worksheet_id: WorksheetRef) -> tuple[Worksheet, Actor]:
    """Return the worksheet, locked, and the actor who may fill it: one change at a time, so both of two stay."""
    row, _listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, FILL, unit_id=row.unit_id)
    require_draft(row)
    return row, actor


def _moved(actor: Actor, row: Worksheet, placed: ItemEvidence, wish: Laying, now: datetime) -> ItemEvidence:
    _end(actor, placed, now)
    there = {_place(other): other for other in _standing(row, {placed.item})}
    found = there.get((wish.item, wish.asked, wish.evidence_id))
    if found is None:
        found = _row(actor, row, wish, now)
        found.save(force_insert=True)
    elif wish.remark and wish.remark != found.remark:  # what was typed is kept also where the piece stood already
        found.remark = wish.remark
        found.save(update_fields=["remark"])
    return found


def _end(actor: Actor, placed: ItemEvidence, now: datetime) -> None:
    placed.removed_by_id, placed.removed_at = actor.user_id, now
    placed.save(update_fields=["removed_by", "removed_at"])


def _get(row: Worksheet, placed_id: UUID) -> ItemEvidence:
    rows = ItemEvidence.objects.for_tenant(row.tenant_id)
    found: ItemEvidence | None = rows.filter(worksheet_id=row.pk, pk=placed_id).first()
    if found is None:
        raise ItemEvidenceNotFound(placed_id)
    return found


def _standing(row: Worksheet, items: set[str]) -> list[ItemEvidence]:
    return list(standing_evidence(row).filter(item__in=items))


def _usable(actor: Actor, ids: set[UUID]) -> None:
    """Raise EvidenceNotFound for a piece that the actor does not see, EvidenceWithdrawn for one that was taken back."""
    found: dict[UUID, Evidence] = evidence_for(actor).order_by().in_bulk(list(ids))
    for evidence_id in ids:
        piece = found.get(evidence_id)
        if piece is None:
            raise EvidenceNotFound("no evidence that you may see has this id")
        if piece.withdrawn_at is not None:
            raise EvidenceWithdrawn(piece.code)


def _position(row: Worksheet, item: str, asked: int) -> int:
    """Return the position, which the item asks for. Raises BadInput for an unknown item or position."""
    if item not in load_pack(row.regulation).items:
        raise BadInput.because("unknown-item", item[:40], regulation=row.regulation)
    count = len(load_wording(row.regulation).items[item].evidence[_LANGUAGE])
    if not 0 <= asked <= count:
        raise BadInput.because("unknown-position", item, count=count)
    return asked


def _remark(item: str, remark: str) -> str:
    text = " ".join(remark.split())
    if len(text) > LONGEST_REMARK:
        raise BadInput.because("remark-too-long", item, length=len(text), most=LONGEST_REMARK)
    if "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        raise BadInput.because("text-unreadable", item)
    return text


def _row(actor: Actor, row: Worksheet, wish: Laying, now: datetime) -> ItemEvidence:
    return ItemEvidence(
        tenant_id=row.tenant_id,
        worksheet_id=row.pk,
        item=wish.item,
        asked=wish.asked,
        evidence_id=wish.evidence_id,
        remark=wish.remark,
        added_by_id=actor.user_id,
        added_at=now,
    )


def _place(placed: ItemEvidence) -> tuple[str, int, UUID]:
    return (placed.item, placed.asked, placed.evidence_id)


def _facts(placed: ItemEvidence) -> dict[str, object]:
    return {"item": placed.item, "asked": placed.asked, "remark": placed.remark}


def _payload(placed: ItemEvidence) -> dict[str, object]:
    facts = {"worksheet": placed.worksheet_id, "item": placed.item, "asked": placed.asked}
    said = {"remark": fingerprint("remark", placed.remark)} if placed.remark else {}
    return {**facts, "evidence": placed.evidence_id, **said}
