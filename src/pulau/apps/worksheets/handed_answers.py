"""What was handed in, item by item, for the assessors: the unit's answers and the evidence that was pinned."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from pulau.apps.worksheets.models import Answer, ItemEvidence, Level, Worksheet
from pulau.apps.worksheets.selectors import newest_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pulau.foundation.tenancy.scope import ScopedQuerySet


@dataclass(frozen=True, slots=True)
class HandedAnswer:
    """An answer of the self-assessment as it was handed in; `value` is plain data, None where it was taken back."""

    value: Any
    note: str
    version: int
    source: str


@dataclass(frozen=True, slots=True)
class HandedEvidence:
    """A piece of evidence beside an item, in the version that was handed in (`number` 0: only an outside `address`).

    `asked` is the position, from 1, of what it shows; 0: something else. `state` tells how far the version is prepared
    for viewing, `copy` whether there is a copy to look at. `confidential`: the caller decides who is told what it is.
    """

    evidence_id: UUID
    code: str
    title: str
    name: str
    number: int
    kind: str
    size: int
    state: str
    copy: bool
    asked: int
    remark: str
    address: str
    confidential: bool
    withdrawn: bool


def handed_answers(tenant_id: UUID, worksheet_id: UUID) -> dict[str, HandedAnswer]:
    """Return the unit's own answers of a worksheet by item, in one query: those handed in, as long as it stands.

    A worksheet that was handed in takes no change; the caller has asked who may read it.
    """
    rows = newest_of(Answer.objects.for_tenant(tenant_id).filter(worksheet_id=worksheet_id, level=Level.SELF))
    found = rows.values_list("item", "value", "note", "version", "source")
    return {item: HandedAnswer(value, note, version, source) for item, value, note, version, source in found}


def handed_evidence(
    tenant_id: UUID, worksheet_id: UUID, items: Collection[str] | None = None
) -> dict[str, tuple[HandedEvidence, ...]]:
    """Return the evidence that was handed in with a worksheet, by item, as asked for; of some items where named.

    One query. The caller has asked who may read it, and hides what is confidential from whom it must.
    """
    rows = _pinned(tenant_id, worksheet_id)
    if items is not None:
        rows = rows.filter(item__in=list(items))
    found: dict[str, list[HandedEvidence]] = defaultdict(list)
    for item, *values in rows.order_by("item", "asked", "added_at", "id").values_list("item", *_COLUMNS.values()):
        found[item].append(_piece(dict(zip(_COLUMNS, values, strict=True))))
    return {item: tuple(sorted(pieces, key=lambda piece: piece.asked or 99)) for item, pieces in found.items()}


def evidence_counts(tenant_id: UUID, worksheet_id: UUID) -> dict[str, int]:
    """Return how many pieces were handed in beside each item."""
    counts: dict[str, int] = defaultdict(int)
    for item in _pinned(tenant_id, worksheet_id).order_by().values_list("item", flat=True):
        counts[item] += 1
    return dict(counts)


def worksheets_with(tenant_id: UUID, evidence_id: UUID, number: int) -> tuple[UUID, ...]:
    """Return the worksheets with which this very version of a piece was handed in."""
    rows = ItemEvidence.objects.for_tenant(tenant_id).filter(
        evidence_id=evidence_id, pinned=number, removed_at__isnull=True
    )
    return tuple(rows.order_by().values_list("worksheet_id", flat=True).distinct())


def prior_title(tenant_id: UUID, worksheet_id: UUID) -> str:
    """Return the title that the unit held as the worksheet was filled; empty: none."""
    rows = Worksheet.objects.for_tenant(tenant_id).filter(pk=worksheet_id).order_by()
    return str(rows.values_list("prior_title", flat=True).first() or "")


def _pinned(tenant_id: UUID, worksheet_id: UUID) -> ScopedQuerySet[Any]:  # rows with an annotation have their own type
    rows = ItemEvidence.objects.for_tenant(tenant_id).filter(
        worksheet_id=worksheet_id, removed_at__isnull=True, pinned__isnull=False
    )
    given = FilteredRelation("evidence__versions", condition=Q(evidence__versions__number=F("pinned")))
    return rows.annotate(given=given)


_COLUMNS: Final = {
    "evidence_id": "evidence_id",
    "code": "evidence__code",
    "title": "evidence__title",
    "name": "given__name",
    "number": "pinned",
    "kind": "given__kind",
    "size": "given__size",
    "state": "given__preparation__state",
    "copy": "given__preparation__copy",
    "asked": "asked",
    "remark": "remark",
    "address": "evidence__address",
    "confidential": "evidence__confidential",
    "withdrawn_at": "evidence__withdrawn_at",
}


def _piece(found: Mapping[str, Any]) -> HandedEvidence:
    values = {key: value for key, value in found.items() if key != "withdrawn_at"}
    known = {"name": values["name"] or "", "kind": values["kind"] or "", "size": values["size"] or 0}
    return HandedEvidence(
        **{**values, **known, "state": values["state"] or "", "copy": bool(values["copy"])},
        withdrawn=found["withdrawn_at"] is not None,
    )
