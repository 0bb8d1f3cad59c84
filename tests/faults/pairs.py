"""Two people who save in the same moment, and what must come of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any

from pulau.core.regulation.model import Choice
from pulau.exchange.packs import load_pack
from tests.served import UNIT, Installation, Reply, Server, Visitor, run

OPTIONS = {
    item.id: list(item.answer.values)
    for item in load_pack("permenpan-rb-90-2021").items.values()
    if isinstance(item.answer, Choice)
}
ITEMS = list(OPTIONS)


@dataclass(frozen=True, slots=True)
class Edit:
    """What one of the two sends: which version they saw, an option and a note; by the form of the page or the API."""

    item: str
    seen: int
    option: str
    note: str

    def send(self, visitor: Visitor, *, api: bool) -> Reply:
        """Send it."""
        if api:
            return visitor.put(self.item, self.seen, self.option, self.note)
        return visitor.save(self.item, self.seen, jawab=self.option, catatan=self.note)


@dataclass(slots=True)
class Record:
    """What must be there in the end: by item the versions that were acknowledged; and what went wrong on the way."""

    versions: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)

    def seen(self, item: str) -> int:
        """Return the version that stands."""
        return len(self.versions[item])

    def keep(self, edit: Edit) -> None:
        """Note an edit that was taken."""
        self.versions[edit.item].append((edit.option, edit.note))


def edits_of(number: int, record: Record, *, same: bool) -> tuple[Edit, Edit]:
    """Return what two people send: the same, different answers to one item, answers to two items, in turn."""
    kind, item = number % 3, ITEMS[number % len(ITEMS)]
    options = OPTIONS[item]
    one = Edit(item, record.seen(item), options[number % len(options)], f"catatan Ayu ke-{number}")
    if same or kind == 0:
        return one, one
    if kind == 1:
        return one, Edit(item, one.seen, options[(number + 1) % len(options)], f"catatan Fajar ke-{number}")
    other = ITEMS[(number + len(ITEMS) // 2) % len(ITEMS)]
    return one, Edit(other, record.seen(other), OPTIONS[other][0], f"catatan Fajar ke-{number}")


def meet(
    there: Installation,
    server: Server,
    count: int,
    people: tuple[str, str] = ("ayu", "fajar"),
    *,
    same: bool = False,
) -> Record:
    """Let two people save `count` times in the same moment (`same`: always the same); return what came of it."""
    record, barrier = Record(), Barrier(2)
    visitors = [Visitor(there, server.port, name) for name in people]

    def send(visitor: Visitor, edit: Edit, api: bool) -> Reply:  # noqa: FBT001 - handed on by map
        barrier.wait()
        return edit.send(visitor, api=api)

    with ThreadPoolExecutor(2) as pool:
        for number in range(count):
            edits, api = edits_of(number, record, same=same), bool(number // 3 % 2)
            replies = list(pool.map(send, visitors, edits, (api, api)))
            record.faults += [f"pair {number}: {fault}" for fault in judge(record, edits, replies, api=api)]
    return record


def judge(record: Record, edits: tuple[Edit, Edit], replies: list[Reply], *, api: bool) -> Iterator[str]:
    """Note what was taken, and say what should not be."""
    statuses = [reply.status for reply in replies]
    one, other = edits
    if one == other:
        record.keep(one)
        if statuses != [200, 200]:
            yield f"the same twice was answered by {statuses}"
    elif one.item != other.item:
        for edit in edits:
            record.keep(edit)
        if statuses != [200, 200]:
            yield f"two items were answered by {statuses}"
    elif sorted(statuses) != [200, 409]:
        record.keep(one)
        yield f"two different answers to one item were answered by {statuses}"
    else:
        winner, loser = (one, other) if statuses[0] == 200 else (other, one)
        record.keep(winner)
        if not _has_both(replies[statuses.index(409)], winner, loser, api=api):
            yield f"who came later does not see both: {replies[statuses.index(409)].text[:400]}"


def _has_both(reply: Reply, winner: Edit, loser: Edit, *, api: bool) -> bool:
    if not api:
        return all(edit.note in reply.text for edit in (winner, loser)) and "Milik" in reply.text
    told = json.loads(reply.text)
    pairs = [(told[side]["value"], told[side]["note"]) for side in ("theirs", "yours")]
    return pairs == [(edit.option, edit.note) for edit in (winner, loser)]


def audited(there: Installation) -> dict[str, Any]:
    """Return what tests/faults/audit.py finds in an installation, in a process of its own."""
    found: dict[str, Any] = json.loads(run(there.environment, "tests.faults.audit"))
    return found


def differences(there: Installation, record: Record) -> list[str]:
    """Return every fault: those on the way, those of the audit, and what is not as it was acknowledged."""
    found = audited(there)
    stored = found["answers"][UNIT]
    wrong = [
        f"{item}: {len(versions)} versions were acknowledged, {stored.get(item)} is there"
        for item, versions in record.versions.items()
        if {str(n): list(version) for n, version in enumerate(versions, 1)} != stored.get(item)
    ]
    return [*record.faults, *found["faults"], *wrong]
