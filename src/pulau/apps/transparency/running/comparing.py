"""Holding the database against the log: each logged entry against its leaf, and rows against what entries told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef

from pulau.apps.transparency import actions
from pulau.apps.transparency.logged import LOGGED
from pulau.apps.transparency.models import ErasedEntry, LoggedLeaf, OperatorEntry
from pulau.apps.transparency.running.operator import operations_by_id
from pulau.core.log.entries import Leaf, RecordRefused, commitment, read_leaf, record_bytes
from pulau.core.log.tiles import WIDTH, TileRefused
from pulau.exchange.log.reading import leaves_between
from pulau.exchange.log.trees import FileMissing, TreeStore
from pulau.foundation.journal import outbox
from pulau.foundation.journal.models import Entry, OutboxState
from pulau.foundation.registry.logged_facts import logged_facts
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.foundation.journal.outbox import Waiting

JOURNAL: Final = "journal"
FACTS: Final = "facts"
KEPT: Final = 20
"""So many of what was found are told; more are only counted."""
CHANGED: Final = "changed"
MISSING: Final = "missing"
UNMARKED: Final = "unmarked"
NOT_LOGGED: Final = "not-logged"
LEFT_OUT: Final = "left-out"
"""What can be wrong with an entry: it is not what was committed to; it is gone; the database says another place of it;
it is said to be in the log and is not; it belongs into the log and was left out by hand."""


@dataclass(slots=True)
class Found:
    """What was found so far, and where the search goes on: so many leaves are done, then so many bodies."""

    count: int = 0
    first: list[dict[str, object]] = field(default_factory=list)
    leaves: int = 0
    bodies: int = 0

    def add(self, **what: object) -> None:
        """Keep one difference."""
        self.count += 1
        if len(self.first) < KEPT:
            self.first.append({key: str(value) for key, value in what.items()})

    def as_json(self) -> dict[str, object]:
        """Return it as plain JSON."""
        return {"count": self.count, "first": list(self.first), "leaves": self.leaves, "bodies": self.bodies}

    @classmethod
    def of_json(cls, told: Mapping[str, object]) -> Found:
        """Return it of its JSON; anew where that is empty."""
        first = told.get("first", [])
        numbers = {name: int(str(told.get(name, 0))) for name in ("count", "leaves", "bodies")}
        return cls(first=list(first) if isinstance(first, list) else [], **numbers)


def compare_journal(store: TreeStore, size: int, found: Found, tell: Callable[[int, int], None]) -> None:
    """Hold the first `size` leaves against the entries that they commit to; then look for entries without a leaf.

    Bundles that cannot be read are passed over: hashing the tiles tells of them. Raises OSError.
    """
    bodies = _bodies()
    every = size + len(bodies)
    while found.leaves < size:
        end = min(found.leaves + WIDTH, size)
        _compare_bundle(store, size, found.leaves, end, found)
        found.leaves = end
        tell(end, every)
    while found.bodies < len(bodies):
        with behind_wall(bodies[found.bodies]):
            _compare_body(bodies[found.bodies], found)
        found.bodies += 1
        tell(size + found.bodies, every)
    astray = OperatorEntry.objects.filter(~_logged(), outbox=OutboxState.PUBLISHED)
    for pk in astray.values_list("pk", flat=True).iterator():
        found.add(entry=pk, why=NOT_LOGGED)


def compare_facts(found: Found, tell: Callable[[int, int], None]) -> None:
    """Ask each kind of facts, body by body, what is no longer as the journal told it."""
    bodies = _bodies()
    while found.bodies < len(bodies):
        body = bodies[found.bodies]
        with behind_wall(body):
            for facts in logged_facts:
                for each in facts.check(body):
                    found.add(
                        facts=facts.code,
                        entry=each.entry_id,
                        object_type=each.object_type,
                        object=each.object_id,
                        told=each.told,
                        found=each.found,
                    )
        found.bodies += 1
        tell(found.bodies, len(bodies))


def _compare_bundle(store: TreeStore, size: int, start: int, end: int, found: Found) -> None:
    leaves = dict(_leaves(store, size, start, end))
    refs = [UUID(leaf.ref) for leaf in leaves.values()]
    rows = outbox.by_id(refs) | operations_by_id(refs)
    marks = {mark.index: mark for mark in LoggedLeaf.objects.filter(index__gte=start, index__lt=end)}
    erased = _erased(refs)
    for index, leaf in leaves.items():
        ref = UUID(leaf.ref)
        mark, row = marks.get(index), rows.get(ref)
        if mark is None or mark.entry_id != ref:
            found.add(entry=ref, index=index, why=UNMARKED)
        elif row is None:
            if not mark.lost:
                found.add(entry=ref, index=index, why=MISSING)
        elif ref not in erased and not _holds(leaf, row):
            found.add(entry=ref, index=index, why=CHANGED)


def _leaves(store: TreeStore, size: int, start: int, end: int) -> Iterator[tuple[int, Leaf]]:
    try:
        for index, raw in enumerate(leaves_between(store, size, start, end), start):
            yield index, read_leaf(raw)
    except (FileMissing, TileRefused, RecordRefused):
        return


def _holds(leaf: Leaf, row: Waiting) -> bool:
    try:
        commit = commitment(row.salt, record_bytes(row.record))
    except ValueError:  # the salt is gone, and nobody has erased it by right
        return False
    return (leaf.commit, leaf.time) == (commit, row.record.at)


def _erased(refs: Sequence[UUID]) -> set[UUID]:
    """Return which of these entries were erased by right: the journal tells of it, too."""
    with outbox.everywhere():
        rows = dict(_erasures().filter(entry_id__in=refs).values_list("pk", "entry_id"))
        known = _entries().filter(action=actions.ERASED.code, object_id__in=[str(pk) for pk in rows])
        return {rows[UUID(pk)] for pk in known.values_list("object_id", flat=True)}


def _compare_body(tenant_id: UUID, found: Found) -> None:
    """Look for entries that the database calls logged and that are not, and for those kept out of the log by hand."""
    rows = _entries().filter(tenant_id=tenant_id)
    astray = rows.filter(~_logged(), outbox=OutboxState.PUBLISHED)
    for pk in astray.values_list("pk", flat=True).iterator():
        found.add(entry=pk, why=NOT_LOGGED)
    erased = _erasures().filter(entry_id=OuterRef("pk"))
    left = rows.filter(~Exists(erased), outbox=OutboxState.APART, action__in=list(LOGGED))
    for pk in left.values_list("pk", flat=True).iterator():
        found.add(entry=pk, why=LEFT_OUT)


def _entries() -> QuerySet[Entry]:
    """Return entries as far as the wall shows them."""
    return models.QuerySet(Entry)


def _erasures() -> QuerySet[ErasedEntry]:
    """Return erasures as far as the wall shows them."""
    return models.QuerySet(ErasedEntry)


def _logged() -> Exists:
    return Exists(LoggedLeaf.objects.filter(pk=OuterRef("pk")))


def _bodies() -> list[UUID]:
    return list(Tenant.objects.order_by("pk").values_list("pk", flat=True))
