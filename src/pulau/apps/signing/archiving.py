"""All signed documents of a body, or of every body, one after another for an archive: what is told of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Exists, Q

from pulau.apps.signing.models import Document, Party, Signatory, Version
from pulau.exchange.document_archive import place_of
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Archived:
    """A signed document: where its newest version is to lie, its digest, and its entry of the index."""

    place: str
    digest: str
    entry: dict[str, Any]


def signed_count(tenant: Tenant, *, shared: bool) -> int:
    """Return how many documents `signed_documents` will yield, for progress."""
    with behind_wall(tenant.pk):
        return sum(_signed(rows).count() for rows in _sources(tenant.pk, shared=shared))


def signed_documents(tenant: Tenant, *, shared: bool) -> Iterator[Archived]:
    """Yield a body's signed documents, the oldest first; with `shared` those of others in which it is a party too.

    Some at a time, each time behind the wall of the body: memory does not grow with their number.
    """
    for place in range(2 if shared else 1):
        after: tuple[datetime, UUID] | None = None
        while True:
            with behind_wall(tenant.pk):
                rows = _signed(tuple(_sources(tenant.pk, shared=shared))[place])
                batch = list(_after(rows, after)[:BATCH])
                archived = list(_told(batch, own=place == 0))
            yield from archived
            if len(batch) < BATCH:
                break
            after = (batch[-1].made_at, batch[-1].pk)


def _sources(tenant_id: UUID, *, shared: bool) -> Iterator[QuerySet[Document]]:
    yield Document.objects.for_tenant(tenant_id)
    if shared:
        yield Document.objects.shared_with(tenant_id).exclude(tenant_id=tenant_id)


def _signed(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Return those that somebody has signed: whose newest version is not the one that was only prepared."""
    return rows.filter(Exists(Version.objects.signed_heads()))


def _after(rows: QuerySet[Document], last: tuple[datetime, UUID] | None) -> QuerySet[Document]:
    if last is not None:
        made_at, pk = last
        rows = rows.filter(Q(made_at__gt=made_at) | Q(made_at=made_at, pk__gt=pk))
    return rows.select_related("tenant", "unit", "successor").order_by("made_at", "pk")


def _told(batch: Iterable[Document], *, own: bool) -> Iterator[Archived]:
    documents = {document.pk: document for document in batch}
    heads = _heads(documents)
    people: dict[UUID, list[Signatory]] = defaultdict(list)
    for one in Signatory.objects.of_documents(documents).order_by("order", "done_at", "id"):
        people[one.document_id].append(one)
    parties: dict[UUID, list[str]] = defaultdict(list)
    for document_id, code in Party.objects.of_documents(documents).values_list("document_id", "party_tenant__code"):
        parties[document_id].append(code)
    for pk, document in documents.items():
        head = heads[pk]
        place = place_of(document.tenant.code, document.kind, f"{document.code}.pdf")
        entry = _entry(document, head, place, own=own)
        entry["parties"] = sorted(parties[pk])
        entry["signers"] = [_signer(one) for one in people[pk]]
        yield Archived(place, head.digest, entry)


def _heads(documents: dict[UUID, Document]) -> dict[UUID, Version]:
    rows = Version.objects.of_documents(documents)
    return {row.document_id: row for row in rows if row.number == documents[row.document_id].head}


def _entry(document: Document, head: Version, place: str, *, own: bool) -> dict[str, Any]:
    unit = document.unit if own and document.unit_id else None  # of other bodies, units are theirs to tell
    return {
        "code": document.code,
        "kind": document.kind,
        "title": document.title,
        "language": document.language,
        "agency": document.tenant.code,
        "unit": {"code": unit.code, "name": unit.name} if unit else None,
        "state": document.state,
        "version": head.number,
        "made_at": moment(document.made_at),
        "completed_at": moment(document.completed_at),
        "valid_until": document.valid_until.isoformat() if document.valid_until else None,
        "ended_at": moment(document.ended_at),
        "successor": document.successor.code if document.successor else None,
        "digest": head.digest,
        "size": head.size,
        "file": place,
    }


def _signer(one: Signatory) -> dict[str, Any]:
    return {
        "part": one.part,
        "name": one.name,
        "position": one.position,
        "institution": one.institution,
        "acting": one.acting,
        "state": one.state,
        "means": one.means or None,
        "level": one.level or None,
        "at": moment(one.done_at),
    }


def moment(at: datetime | None) -> str | None:
    """Return a moment as RFC 3339 in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None
