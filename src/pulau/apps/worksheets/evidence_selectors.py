"""The evidence beside the items of a worksheet: all of it in one query, whoever may see how much of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q
from django.db.models.functions import Coalesce

from pulau.apps.evidence.contract import PreparationState, evidence_for
from pulau.apps.worksheets.models import ItemEvidence, Worksheet
from pulau.core.evidencing.asked import Asked, Holding, Shown, asked_for, counts, holding
from pulau.exchange.packs import load_wording

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

_LANGUAGE: Final = "id"
_MOST_RECENT: Final = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece beside an item. Where the reader does not `see` it, title, name, address and remark are empty.

    `asked` is the position, from 1, of what it shows; 0: something else. `number`, `name`, `kind` and `size` are those
    of the newest version, or of the one handed in (0 and empty: none is kept, only an `address`); `state` tells how far
    that one is prepared.
    """

    id: UUID
    item: str
    asked: int
    evidence_id: UUID
    added_at: datetime
    seen: bool
    confidential: bool
    withdrawn: bool
    valid_from: date | None
    valid_until: date | None
    number: int
    state: str
    remark: str = ""
    title: str = ""
    dated_on: date | None = None
    seen_on: date | None = None
    address: str = ""
    name: str = ""
    kind: str = ""
    size: int = 0

    @property
    def shown(self) -> Shown:
        """The piece as the rule sees it."""
        return Shown(
            asked=self.asked,
            preserved=self.number > 0,
            blocked=self.blocked,
            withdrawn=self.withdrawn,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )

    @property
    def blocked(self) -> bool:
        """Whether something dangerous was found in it."""
        return self.state == PreparationState.BLOCKED

    def holding(self, on: date) -> Holding:
        """Return whether it holds on a day."""
        return holding(self.valid_from, self.valid_until, on)

    def usable(self, on: date) -> bool:
        """Whether it may be laid beside an item anew: it holds on a day, and nothing speaks against it."""
        return self.holding(on) in (Holding.HOLDS, Holding.ENDS_SOON) and not self.blocked and not self.withdrawn

    def counts(self, on: date) -> bool:
        """Whether it shows something on a day."""
        return counts(self.shown, on)


ItemPieces = dict[str, tuple[Piece, ...]]
_OPEN: Final = {
    "title": "evidence__title",
    "dated_on": "evidence__dated_on",
    "seen_on": "evidence__seen_on",
    "address": "evidence__address",
    "name": "newest__name",
    "kind": "newest__kind",
    "size": "newest__size",
    "remark": "remark",
}
_FACTS: Final = {
    "id": "pk",
    "item": "item",
    "asked": "asked",
    "evidence_id": "evidence_id",
    "added_at": "added_at",
    "seen": "seen",
    "confidential": "evidence__confidential",
    "withdrawn": "withdrawn",
    "valid_from": "evidence__valid_from",
    "valid_until": "evidence__valid_until",
    "number": "number",
    "state": "newest__preparation__state",
}
_COLUMNS: Final = {**_FACTS, **_OPEN}


def evidence_by_item(actor: Actor, row: Worksheet, items: Collection[str] | None = None) -> ItemPieces:
    """Return the evidence of a worksheet by item, in the order of what is asked for; of some items where named.

    One query, however many there are. The caller has asked whether the actor may read the worksheet; a piece that the
    actor may not read keeps its days and nothing that tells what it is.
    """
    rows = standing_evidence(row)
    if items is not None:
        rows = rows.filter(item__in=list(items))
    found: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces_of(actor, rows):
        found[piece.item].append(piece)
    return {item: tuple(sorted(pieces, key=_order)) for item, pieces in found.items()}


def standing_evidence(row: Worksheet) -> ScopedQuerySet[ItemEvidence]:
    """Return the rows of a worksheet that were not taken away."""
    return ItemEvidence.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, removed_at__isnull=True)


def pieces_of(actor: Actor, rows: ScopedQuerySet[ItemEvidence]) -> list[Piece]:
    """Return rows as values, each with its piece's newest version, or with the one that was handed in.

    What the actor may not see is left empty.
    """
    shown = Coalesce("pinned", "evidence__head")
    newest = FilteredRelation("evidence__versions", condition=Q(evidence__versions__number=shown))
    sees = Exists(evidence_for(actor).filter(pk=OuterRef("evidence_id")).order_by())
    known = rows.annotate(
        number=shown, newest=newest, seen=sees, withdrawn=Q(evidence__withdrawn_at__isnull=False)
    ).order_by()
    return [_piece(dict(zip(_COLUMNS, values, strict=True))) for values in known.values_list(*_COLUMNS.values())]


def _piece(found: dict[str, Any]) -> Piece:
    if not found["seen"]:
        found = {key: value for key, value in found.items() if key in _FACTS}
    emptied = {key: value if value is not None or key in _DAYS else _EMPTY[key] for key, value in found.items()}
    return Piece(**emptied)


_DAYS: Final = frozenset({"valid_from", "valid_until", "dated_on", "seen_on"})
_EMPTY: Final[Mapping[str, Any]] = {"name": "", "kind": "", "size": 0, "state": ""}


def _order(piece: Piece) -> tuple[int, datetime, str]:
    """Put what is asked for first, in its order, and what was added first before the rest."""
    return (piece.asked or 99, piece.added_at, str(piece.id))


def asked_of(row: Worksheet, item: str, pieces: Sequence[Piece], on: date) -> Asked:
    """Return what an item asks for and what of it is there on a day."""
    lines = load_wording(row.regulation).items[item].evidence[_LANGUAGE]
    return asked_for(len(lines), (piece.shown for piece in pieces), on)


def evidence_mark(row: Worksheet) -> int:
    """Return how often evidence was laid beside items of a worksheet or taken away: it only grows."""
    rows = ItemEvidence.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk)
    found = rows.aggregate(added=Count("pk"), removed=Count("removed_at"))
    return int(found["added"]) + int(found["removed"])


def items_moved(row: Worksheet, since: int, mark: int) -> set[str] | None:
    """Return the items whose evidence moved between two marks; None where that was too often to tell them apart."""
    often = mark - since
    if not 0 <= often <= _MOST_RECENT:
        return None
    rows = ItemEvidence.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk)
    added = rows.order_by("-added_at").values_list("added_at", "item")[:often]
    removed = rows.filter(removed_at__isnull=False).order_by("-removed_at").values_list("removed_at", "item")[:often]
    moves = sorted([*added, *removed], reverse=True)
    return {item for _at, item in moves[:often]}
