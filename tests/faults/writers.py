"""People who save without end, also while their server dies: what was acknowledged, and what is still on its way."""

from __future__ import annotations

import http.client
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from tests.faults.pairs import ITEMS, OPTIONS, Edit
from tests.served import PATIENCE, Installation, Visitor, version_in

A_MOMENT = 0.05
ON_ITS_WAY = 503
"""What says that the database did not answer: then a page tries again."""
Versions = dict[str, list[tuple[str, str]]]


@dataclass(slots=True)
class Writer:
    """Somebody who changes items of their own, one after the other, and sends again what was not acknowledged."""

    visitor: Visitor
    items: list[str]
    saved: Versions = field(default_factory=lambda: defaultdict(list))
    pending: Edit | None = None
    count: int = 0
    faults: list[str] = field(default_factory=list)

    def write(self, until: int, over: Event) -> None:
        """Save until so many were acknowledged, or it is over; the edit at hand is always finished."""
        while self.count < until and not over.is_set():
            item = self.items[self.count % len(self.items)]
            options = OPTIONS[item]
            option = options[self.count // len(self.items) % len(options)]
            self.pending = Edit(item, len(self.saved[item]), option, f"catatan ke-{self.count}")
            self._finish(self.pending)
            self.saved[item].append((option, self.pending.note))
            self.count += 1

    def _finish(self, edit: Edit) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                reply = edit.send(self.visitor, api=False)
            except (OSError, http.client.HTTPException):
                time.sleep(A_MOMENT)
                continue
            if reply.status == 200:
                if version_in(reply.text, edit.item) != edit.seen + 1:
                    self.faults.append(f"{edit}: another version was acknowledged: {reply.text[:300]}")
                return
            if reply.status != ON_ITS_WAY:
                self.faults.append(f"{edit}: {reply.status} {reply.text[:300]}")
                return
            time.sleep(A_MOMENT)
        self.faults.append(f"{edit}: no answer in {PATIENCE} s")


@dataclass(frozen=True, slots=True)
class Writers:
    """Several of them at work."""

    all: list[Writer]
    running: list[Future[None]]

    @property
    def count(self) -> int:
        """How many saves were acknowledged so far."""
        return sum(writer.count for writer in self.all)

    @property
    def faults(self) -> list[str]:
        """What was answered and should not have been."""
        return [fault for writer in self.all for fault in writer.faults]

    def reach(self, count: int) -> bool:
        """Wait until so many saves were acknowledged. False when they stopped before."""
        while self.count < count:
            if all(one.done() for one in self.running):
                return False
            time.sleep(A_MOMENT / 5)
        return True

    def finish(self) -> None:
        """Wait until all have saved what they had to."""
        for one in self.running:
            one.result()

    def acknowledged(self) -> Versions:
        """Return what was acknowledged up to now, by item."""
        return {item: list(versions) for writer in self.all for item, versions in writer.saved.items()}


@contextmanager
def writing(there: Installation, port: int, people: int, saves: int) -> Iterator[Writers]:
    """Let `people` save until `saves` were acknowledged in all."""
    over = Event()
    names = ("ayu", "fajar")
    writers = [Writer(Visitor(there, port, names[n % 2], timeout=20), ITEMS[n::people]) for n in range(people)]
    with ThreadPoolExecutor(people) as pool:
        try:
            yield Writers(writers, [pool.submit(one.write, saves // people, over) for one in writers])
        finally:
            over.set()


def lost(acknowledged: Versions, stored: Mapping[str, Mapping[str, list[Any]]]) -> list[str]:
    """Return the acknowledged versions that are not there with their value and note."""
    return [
        f"{item} v{number}: {list(version)} was acknowledged, {stored.get(item, {}).get(str(number))} is there"
        for item, versions in acknowledged.items()
        for number, version in enumerate(versions, 1)
        if stored.get(item, {}).get(str(number)) != list(version)
    ]
