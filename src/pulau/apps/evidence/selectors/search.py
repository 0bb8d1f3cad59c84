"""Finding evidence: by words, by what it is, whose, whether it holds; always of what the actor may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Substr

from pulau.apps.evidence.indexing import head_words, more_words, tell, tenant_mark
from pulau.apps.evidence.models import Evidence, EvidenceText, EvidenceVersion
from pulau.apps.evidence.searching import GAP, Marked, Marker, Query, for_fts5, for_postgresql, holds, parse
from pulau.apps.evidence.selectors.pieces import current_versions, evidence_for
from pulau.core.evidencing.asked import SOON

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

PAGE: Final = 50
MOST_COUNTED: Final = 1_000
"""Rows are counted up to here; beyond, it is said that there are more, and words rank only so many."""
_FEW: Final = 3_000
_MATCHING: Final = "SELECT rowid FROM evidence_words WHERE evidence_words MATCH %s"
_READ_TEXT: Final = 20_000
"""Characters of a file's text that are looked through for the line shown of it."""


class Validity(StrEnum):
    """Which days a piece is to have: it holds today, ends soon (core.evidencing.SOON), ended, begins later."""

    HOLDS = "berlaku"
    ENDS_SOON = "segera-habis"
    ENDED = "habis"
    NOT_YET = "belum-berlaku"


@dataclass(frozen=True, slots=True)
class EvidenceSearch:
    """What is looked for. None and "" mean either way.

    `kinds` are codes of `exchange.files.kinds` of the newest version; `unit` is whose it is; `page` counts from 1.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    unit: UUID | None = None
    validity: Validity | None = None
    preserved: bool | None = None
    withdrawn: bool | None = False
    confidential: bool | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class FoundPiece:
    """One row of a list: the piece with its unit, its newest version with its preparation, and what was met of it."""

    row: Evidence
    version: EvidenceVersion | None
    title: Marked
    line: Marked | None


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of what was found; `total` is exact unless `more`: then there are more than that."""

    pieces: tuple[FoundPiece, ...]
    total: int
    more: bool
    page: int

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return self.page * PAGE < self.total or (self.more and len(self.pieces) == PAGE)


def find_evidence(actor: Actor, wish: EvidenceSearch, today: date) -> FoundPage:
    """Return a page of what the actor may see of what is looked for: by weight where words were typed, newest first.

    Where words meet more than MOST_COUNTED pieces, the newest so many are ranked. A fixed number of queries.
    """
    query = parse(wish.words)
    if wish.words.strip() and not query:
        return FoundPage((), 0, more=False, page=1)
    rows = _filtered(evidence_for(actor), actor, wish, today).select_related("unit")
    if query:
        return _ranked(actor, rows, query, wish.page)
    total = rows.order_by()[: MOST_COUNTED + 1].count()
    page = max(1, wish.page)
    start = (page - 1) * PAGE
    ids = list(rows.order_by("-changed_at", "pk").values_list("pk", flat=True)[start : start + PAGE])
    found = {row.pk: row for row in rows.filter(pk__in=ids).order_by()}  # apart: those before are skipped unread
    shown = [found[pk] for pk in ids if pk in found]
    return FoundPage(_shown(actor, shown, query), min(total, MOST_COUNTED), more=total > MOST_COUNTED, page=page)


def _filtered(
    rows: ScopedQuerySet[Evidence], actor: Actor, wish: EvidenceSearch, today: date
) -> ScopedQuerySet[Evidence]:
    if wish.unit is not None:
        rows = rows.filter(unit_id=wish.unit)
    if wish.withdrawn is not None:
        rows = rows.filter(withdrawn_at__isnull=not wish.withdrawn)
    if wish.confidential is not None:
        rows = rows.filter(confidential=wish.confidential)
    if wish.preserved is not None:
        rows = rows.filter(head__gt=0) if wish.preserved else rows.filter(head=0)
    if wish.validity is not None:
        rows = rows.filter(_WHEN[wish.validity](today))
    if wish.kinds:
        versions = EvidenceVersion.objects.for_actor(actor).filter(kind__in=wish.kinds)
        rows = rows.filter(Exists(versions.filter(evidence=OuterRef("pk"), number=OuterRef("head"))))
    return rows


def _holds(day: date) -> Q:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


_WHEN: Final[dict[Validity, Callable[[date], Q]]] = {
    Validity.HOLDS: _holds,
    Validity.ENDS_SOON: lambda day: _holds(day) & Q(valid_until__lte=day + SOON),
    Validity.ENDED: lambda day: Q(valid_until__lt=day),
    Validity.NOT_YET: lambda day: Q(valid_from__gt=day),
}


def _ranked(actor: Actor, rows: ScopedQuerySet[Evidence], query: Query, page: int) -> FoundPage:
    ordered = rows.order_by("-changed_at", "pk")
    met = (
        _met_on_postgresql(actor, ordered, query)
        if connection.vendor == "postgresql"
        else _met_on_sqlite(ordered, query)
    )
    ids = list(met.values_list("pk", flat=True)[: MOST_COUNTED + 1])
    more, ids = len(ids) > MOST_COUNTED, ids[:MOST_COUNTED]
    weights = _weights(actor, ids, query)
    ids.sort(key=weights.__getitem__)  # otherwise as they were: newest first
    page = max(1, min(page, -(-len(ids) // PAGE)))
    wanted = ids[(page - 1) * PAGE : page * PAGE]
    found = {row.pk: row for row in rows.filter(pk__in=wanted).order_by()}
    shown = [found[pk] for pk in wanted if pk in found]
    return FoundPage(_shown(actor, shown, query), len(ids), more=more, page=page)


def _met_on_postgresql(actor: Actor, rows: ScopedQuerySet[Evidence], query: Query) -> ScopedQuerySet[Evidence]:
    """Narrow to what holds a query; the wall is told which words are asked for."""
    text, values = for_postgresql(query)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({text})::text", values)
        words = str(cursor.fetchone()[0])
        asked = f"'{tenant_mark(actor.tenant_id)}' & ({words})" if words else ""
        tell(cursor, asked)
    holding = RawSQL("words @@ %s::tsquery", [asked], BooleanField())
    return rows.filter(pk__in=EvidenceText.objects.for_actor(actor).filter(holding).values("evidence_id"))


def _met_on_sqlite(rows: ScopedQuerySet[Evidence], query: Query) -> ScopedQuerySet[Evidence]:
    """Narrow to what holds a query: few hits are looked up and sorted; for many, the pieces are walked by date.

    The table of words knows no bodies: the rows that are narrowed do.
    """
    match = for_fts5(query)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({_MATCHING} LIMIT {_FEW + 1})", [match])  # noqa: S608 - ours
        few = cursor.fetchone()[0] <= _FEW
    if few:
        text = f"SELECT evidence_id FROM evidence_evidencetext WHERE id IN ({_MATCHING})"  # noqa: S608 - ours
        return rows.filter(pk__in=RawSQL(text, [match]))  # noqa: S611 - ours
    text = (
        "(SELECT t.id FROM evidence_evidencetext AS t WHERE t.evidence_id = evidence_evidence.id) "  # noqa: S608 - ours
        f"IN ({_MATCHING})"
    )
    return rows.filter(RawSQL(text, [match], BooleanField()))  # noqa: S611 - ours


def _weights(actor: Actor, ids: list[UUID], query: Query) -> dict[UUID, int]:
    """Return 0 for pieces with every word in the title, 1 for those with them in title and description, else 2."""
    versions = EvidenceVersion.objects.for_actor(actor).filter(evidence=OuterRef("pk"), number=OuterRef("head"))
    rows = (
        Evidence.objects.for_actor(actor)
        .filter(pk__in=ids)
        .annotate(file=Subquery(versions.order_by().values("name")[:1]))
    )
    found: dict[UUID, int] = {}
    for pk, title, code, name, about, address in rows.order_by().values_list(
        "pk", "title", "code", "file", "about", "address"
    ):
        head = head_words(title, code, name or "")
        if holds(query, head):
            found[pk] = 0
        else:
            found[pk] = 1 if holds(query, [*head, GAP, *more_words(about, address)]) else 2
    return found


def _shown(actor: Actor, rows: list[Evidence], query: Query) -> tuple[FoundPiece, ...]:
    versions = current_versions(actor, [row.pk for row in rows])
    marker = Marker(query)
    texts = _texts(actor, rows) if query else {}
    return tuple(
        FoundPiece(row, versions.get(row.pk), marker.whole(row.title), _line(marker, row, texts.get(row.pk, "")))
        for row in rows
    )


def _texts(actor: Actor, rows: list[Evidence]) -> dict[UUID, str]:
    """Return the beginning of the text of each piece; on PostgreSQL the wall shows those that were just found."""
    kept = EvidenceText.objects.for_actor(actor).filter(evidence_id__in=[row.pk for row in rows])
    return dict(kept.annotate(begins=Substr("text", 1, _READ_TEXT)).values_list("evidence_id", "begins"))


def _line(marker: Marker, row: Evidence, text: str) -> Marked | None:
    """Return where the words stand in the description, else in the file; None where in neither."""
    if not (row.about or text):
        return None
    for each in (row.about, text):
        line = marker.stretch(each)
        if line.found:
            return line
    return None
