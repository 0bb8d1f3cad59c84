"""The journal on its way into the public log: what waits, across all bodies, and how it is marked.

Only the one sequencer reads here, at a place of the wall that shows it every entry and nothing else (`SEQUENCER`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import models

from pulau.core.log.entries import Record
from pulau.foundation.journal.models import Entry, OutboxState
from pulau.foundation.tenancy.wall import Place, behind_wall, standing_at

if TYPE_CHECKING:
    from django.db.models import QuerySet

SEQUENCER: Final = "log-sequencer"
OPENING: Final = f"current_setting('pulau.token', true) = '{SEQUENCER}'"
"""The condition (SQL) under which PostgreSQL shows entries of every body, for reading."""
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry as the log needs it: its record and its salt."""

    record: Record
    salt: bytes

    @property
    def id(self) -> UUID:
        """Its number."""
        return UUID(self.record.id)


@contextmanager
def everywhere() -> Iterator[None]:
    """Stand where the entries of all bodies can be read."""
    with standing_at(Place(token=SEQUENCER)):
        yield


def pending(most: int) -> list[Waiting]:
    """Return entries that wait, oldest first."""
    with everywhere():
        rows = _rows().filter(outbox=OutboxState.PENDING).order_by("at", "id")[:most]
        return [waiting(row) for row in rows]


def oldest_pending() -> tuple[int, datetime | None]:
    """Return how many entries wait (counted to 100,000), and since when the oldest does."""
    with everywhere():
        rows = _rows().filter(outbox=OutboxState.PENDING)
        return rows.order_by()[:100_000].count(), rows.order_by("at").values_list("at", flat=True).first()


def in_chunks(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Yield some of these ids at a time: no database takes any number in one question."""
    rest = iter(ids)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def known(ids: Collection[UUID]) -> set[UUID]:
    """Return which of these entries the journal has."""
    with everywhere():
        return {pk for chunk in in_chunks(ids) for pk in _rows().filter(pk__in=chunk).values_list("pk", flat=True)}


def by_id(ids: Collection[UUID]) -> dict[UUID, Waiting]:
    """Return what these entries commit to now, of whatever body; those that the journal has not are left out."""
    with everywhere():
        return {row.pk: waiting(row) for chunk in in_chunks(ids) for row in _rows().filter(pk__in=chunk)}


def tenants_of(ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return these entries by their body."""
    found: dict[UUID, list[UUID]] = {}
    with everywhere():
        for chunk in in_chunks(ids):
            for pk, tenant in _rows().filter(pk__in=chunk).values_list("pk", "tenant_id"):
                found.setdefault(tenant, []).append(pk)
    return found


def mark(by_tenant: Mapping[UUID, Iterable[UUID]], state: OutboxState) -> None:
    """Move entries on, body by body: the wall lets nobody write across."""
    for tenant, ids in by_tenant.items():
        with behind_wall(tenant):
            for chunk in in_chunks(ids):
                _rows().filter(tenant_id=tenant, pk__in=chunk).update(outbox=state)


def waiting(entry: Entry) -> Waiting:
    """Return what an entry commits to."""
    return Waiting(record_of(entry), bytes(entry.salt))


def record_of(entry: Entry) -> Record:
    """Return an entry as its record."""
    return Record(
        id=str(entry.pk),
        action=entry.action,
        at=moment(entry.at),
        object_type=entry.object_type,
        object_id=entry.object_id,
        payload=entry.payload,
        tenant=str(entry.tenant_id),
        actor=str(entry.actor_id or ""),
        role=entry.role,
        on_behalf_of=str(entry.on_behalf_of or ""),
        unit=str(entry.unit_id or ""),
        request=str(entry.request_id or ""),
    )


def moment(at: datetime) -> str:
    """Return a time as records tell it: UTC, milliseconds, Z."""
    utc = at.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def _rows() -> QuerySet[Entry]:
    """Return entries without the manager's wall, and with the `update` of `outbox`, the one that the database lets."""
    return models.QuerySet(Entry)
