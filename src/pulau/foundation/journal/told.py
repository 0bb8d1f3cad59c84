"""What the journal told: entries by action or object with their payload, for holding it against the rows.

Called behind the wall of the body. What was erased by right tells nothing any more, and is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q

from pulau.core.shared.digest import canonical_digest
from pulau.foundation.journal.models import Entry
from pulau.foundation.registry.logged_facts import FactDiffers

if TYPE_CHECKING:
    from datetime import datetime

CHUNK: Final = 50
"""Entries, or objects, that are held against their rows at a time."""
_FIELDS: Final = ("pk", "action", "object_type", "object_id", "at", "payload")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as far as it matters here; numbers in its payload are texts, as canonical JSON has them."""

    entry_id: UUID
    action: str
    object_type: str
    object_id: str
    at: datetime
    payload: dict[str, Any]

    def differs(self, told: object, found: object, *, of: tuple[str, object] | None = None) -> Iterator[FactDiffers]:
        """Yield that what it told is not what is found; both are digests, or anything that has one. `of`: what of."""
        before, now = _digest(told), _digest(found)
        if before != now:
            kind, object_id = of or (self.object_type, self.object_id)
            yield FactDiffers(self.entry_id, kind, str(object_id), before, now)


def told_of(tenant_id: UUID, kind: str, ids: Iterable[object], actions: Collection[str]) -> dict[str, list[Told]]:
    """Return by object, oldest first, what entries of these actions told of objects of a kind; one query."""
    rows = Entry.objects.for_tenant(tenant_id).filter(
        object_type=kind, object_id__in=[str(each) for each in ids], action__in=list(actions)
    )
    found: dict[str, list[Told]] = {}
    for row in rows.order_by("at", "id").values_list(*_FIELDS):
        if (told := _told(row)) is not None:
            found.setdefault(told.object_id, []).append(told)
    return found


def chunks_told(tenant_id: UUID, actions: Collection[str], size: int = CHUNK) -> Iterator[list[Told]]:
    """Go through all entries of these actions, oldest first, some at a time."""
    rows = Entry.objects.for_tenant(tenant_id).filter(action__in=list(actions)).order_by("at", "id")
    after = Q()
    while page := list(rows.filter(after).values_list(*_FIELDS)[:size]):
        yield [told for row in page if (told := _told(row)) is not None]
        last, at = page[-1][0], page[-1][4]
        after = Q(at__gt=at) | Q(at=at, pk__gt=last)


def last_told(tenant_id: UUID, kind: str, ids: Iterable[object], actions: Collection[str]) -> Told | None:
    """Return the newest entry of these actions on any of these objects, or None."""
    found = [told for each in told_of(tenant_id, kind, ids, actions).values() for told in each]
    return max(found, key=lambda told: (told.at, told.entry_id), default=None)


def _told(row: tuple[Any, ...]) -> Told | None:
    try:
        payload = json.loads(row[-1])
    except ValueError:
        return None  # erased
    if not isinstance(payload, dict) or not payload:
        return None
    return Told(row[0], row[1], row[2], row[3], row[4], payload)


def _digest(value: object) -> str:
    return value if isinstance(value, str) else canonical_digest(value)
