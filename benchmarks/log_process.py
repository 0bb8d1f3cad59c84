"""The processes of the log's figures: each line of input names what to do and how often; each answer is a line of JSON.

`fill 40000`, `append 40000`, `proofs 200`, `monitor 3`, `cosign 50`, `write 300` (one entry after the other, with the
time of its commit), `heads` (which were seen when), `on` and `off` (the loop of a worker), `waiting` (entries).
"""
# ruff: noqa: PLC0415 - what imports models can only do so once Django is ready

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import django
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from benchmarks.saving_process import statements

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulau.core.shared.actor import Actor

BODIES: Final = 5
IN_ONE_TRANSACTION: Final = 500
WALL: Final = ("SELECT set_config", "SELECT current_setting")
"""What tells the wall whose rows are meant."""
EVERY: Final = 0.1
"""Seconds between two entries while it is measured how long they take into the log."""


class Bodies:
    """Five bodies that write entries of every kind that goes into the log."""

    def __init__(self) -> None:
        from pulau.apps.transparency.logged import LOGGED
        from pulau.foundation.tenancy.models import Tenant

        self.chance = Random(8)  # noqa: S311 - invented
        self.codes = sorted(LOGGED)
        self.rows = list(Tenant.objects.filter(code__startswith="bench-")) or self._opened()

    def _opened(self) -> list[Any]:
        from pulau.foundation.accounts.services import open_tenant

        return [open_tenant(code=f"bench-{n}", name=f"Bench {n}", now=timezone.now()) for n in range(BODIES)]

    def write(self, count: int) -> list[UUID]:
        """Write entries of one body in one transaction, each as a service does; return their ids."""
        from pulau.core.shared.actor import Actor
        from pulau.foundation.journal import services as journal
        from pulau.foundation.tenancy.wall import behind_wall

        row = self.chance.choice(self.rows)
        actor: Actor = Actor.system(row.pk)
        with behind_wall(row.pk), transaction.atomic():
            return [
                journal.record(actor, self.chance.choice(self.codes), row, self._payload(), timezone.now()).pk
                for _ in range(count)
            ]

    def _payload(self) -> dict[str, object]:
        return {"sha256": self.chance.randbytes(32).hex(), "version": self.chance.randint(1, 9), "unit": "disdukcapil"}


class Loop:
    """The loop of a worker, begun and ended at will."""

    def __init__(self) -> None:
        self._over = Event()
        self._thread: Thread | None = None

    def on(self) -> None:
        """Begin it, and wait until nothing waits any more."""
        from pulau.apps.transparency.looping import run

        self._over = Event()
        self._thread = Thread(target=run, args=(self._over,))
        self._thread.start()
        while waiting():
            time.sleep(0.1)

    def off(self) -> None:
        """End it."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()


def waiting() -> int:
    """Return how many entries wait."""
    from pulau.foundation.journal.outbox import oldest_pending

    return oldest_pending()[0]


def append(count: int) -> dict[str, float]:
    """Add all that waits, at most `count`: seconds of the clock and of this process, and queries of the first batch."""
    from pulau.apps.transparency.running.sequencing import Sequencer

    taken = 0
    with Sequencer(timezone.now()) as sequencer:
        asked = statements(lambda: sequencer.turn(timezone.now(), 100))
        begun, busy = perf_counter(), process_time()
        while taken < count and (fresh := sequencer.turn(timezone.now())):
            taken += fresh
        return {
            "entries": taken,
            "seconds": perf_counter() - begun,
            "busy": process_time() - busy,
            "queries": sum(not sql.startswith(WALL) for sql in asked),
        }


def proofs(count: int) -> dict[str, Any]:
    """Make so many receipts of entries by chance; milliseconds of each, and of the processor for one."""
    from pulau.apps.transparency.models import LoggedLeaf
    from pulau.apps.transparency.proving import receipt
    from pulau.foundation.journal.models import Entry
    from pulau.foundation.journal.outbox import waiting
    from pulau.foundation.tenancy.wall import behind_wall

    chance = Random(3)  # noqa: S311 - invented
    taken: list[float] = []
    busy = 0.0
    last = LoggedLeaf.objects.count() - 1
    keys = LoggedLeaf.objects.filter(index__in=chance.sample(range(last), count)).values_list("pk", flat=True)
    for body in Bodies().rows:
        with behind_wall(body.pk):
            found = list(Entry.objects.for_tenant(body.pk).filter(pk__in=list(keys)))
        begun = process_time()
        taken += [_ms(lambda entry=entry: receipt(waiting(entry))) for entry in found]  # type: ignore[misc]
        busy += process_time() - begun
    return {"ms": taken, "busy": busy * 1000 / len(taken)}


def monitor(times: int) -> dict[str, float]:
    """Follow the whole tree from its beginning, by the public verifier: the best of so many times."""
    from pulau.apps.transparency import places
    from pulau.exchange.log import pulau_verify

    policy = pulau_verify.parse_policy(places.policy_text().encode())
    source = pulau_verify.Source(str(places.chosen().folder / "tree"))
    found = []
    for _ in range(times):
        begun, busy = perf_counter(), process_time()
        head, _seen = pulau_verify.monitor(source, policy, pulau_verify.Seen())
        found.append((perf_counter() - begun, process_time() - busy, head.size))
    return {"entries": found[0][2], "seconds": min(found)[0], "busy": min(each for _, each, _size in found)}


def cosign(count: int) -> list[float]:
    """Have new heads cosigned by a witness over HTTP; milliseconds of each, from the question to the kept signature."""
    from pulau.apps.transparency import places
    from pulau.apps.transparency.models import Head
    from pulau.apps.transparency.running.cosigning import growth_for
    from pulau.exchange.log.asking_witnesses import Outcome, ask, good_lines
    from pulau.exchange.log.trusted_logs import TrustedLog
    from pulau.exchange.log.witness_server import WitnessServer
    from pulau.exchange.log.witnessing import Witness, create_witness

    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        create_witness(Path(folder) / "w", "bench.example", [TrustedLog(key) for key in places.known_keys()])
        witness = Witness(Path(folder) / "w")
        server = WitnessServer(witness, ("127.0.0.1", 0))
        Thread(target=server.serve_forever, daemon=True).start()
        taken, known = [], 0
        for head in Head.objects.order_by("size")[:count]:
            begun = perf_counter()
            growth = growth_for(known, head)
            asked = ask(f"http://127.0.0.1:{server.server_port}", growth, timeout=5, local=True)
            if asked.outcome is not Outcome.SIGNED or not good_lines(growth.checkpoint, asked.lines, witness.key):
                raise RuntimeError(str(asked))
            taken.append((perf_counter() - begun) * 1000)
            known = head.size
        server.shutdown()
        witness.close()
    return taken


def write(count: int) -> list[tuple[str, float]]:
    """Write entries one after the other; the id of each and when it was committed."""
    bodies, found = Bodies(), []
    for _ in range(count):
        [key] = bodies.write(1)
        found.append((str(key), time.time()))
        time.sleep(EVERY)
    return found


def fill(count: int) -> int:
    """Write so many entries."""
    bodies = Bodies()
    for _ in range(count // IN_ONE_TRANSACTION):
        bodies.write(IN_ONE_TRANSACTION)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE journal_entry")
    return count


class Heads:
    """Watches the published checkpoint: each size, and when it was there."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, float]] = []
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        path = settings.LOG.folder / "tree" / "checkpoint"
        while True:
            with suppress(OSError):
                size = int(path.read_bytes().split(b"\n")[1])
                if not self.seen or self.seen[-1][0] != size:
                    self.seen.append((size, time.time()))
            time.sleep(0.005)


def index_of(keys: list[str]) -> dict[str, int]:
    """Return where entries stand."""
    from pulau.apps.transparency.models import LoggedLeaf

    return {str(pk): index for pk, index in LoggedLeaf.objects.filter(pk__in=keys).values_list("pk", "index")}


def latency(count: int) -> list[float]:
    """Write while a loop of another process sequences; seconds from each commit to the checkpoint that has it."""
    heads = Heads()
    written = write(count)
    until = time.monotonic() + 60
    while waiting() and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.1)
    where = index_of([key for key, _ in written])
    return [next(at for size, at in heads.seen if size > where[key]) - begun for key, begun in written]


def _ms(call: Callable[[], object]) -> float:
    begun = perf_counter()
    call()
    return (perf_counter() - begun) * 1000


def main() -> None:
    """Answer lines until there are no more."""
    loop = Loop()
    known: dict[str, Callable[[int], object]] = {
        "fill": fill, "append": append, "proofs": proofs, "monitor": monitor, "cosign": cosign, "latency": latency,
        "on": lambda _count: loop.on(), "off": lambda _count: loop.off(), "waiting": lambda _count: waiting(),
    }  # fmt: skip
    for line in sys.stdin:
        name, _, times = line.strip().partition(" ")
        print(json.dumps(known[name](int(times or 0))), flush=True)
    loop.off()


if __name__ == "__main__":
    django.setup()
    with suppress(KeyboardInterrupt):
        main()
