"""live-followers: 300 phones follow a ceremony on `pulau serve`, its events written by another process on SQLite."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from tests.live.client import Phone, all_open
from tests.live.writer import make
from tests.served import ROOT, Installation, Visitor, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PHONES = 300
SIGNATURES = 150
EVERY = 0.1  # seconds
PAGE = "/istilah"
PATIENCE = 120.0


def live_followers() -> Iterator[Figure]:
    """Tell when signatures arrive (p95 of all phones and signatures), what was lost or doubled, a page meanwhile."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        there = _installation(Path(folder))
        with serving(there, settings="tests.live.settings") as server:
            alone = _page_seconds(Visitor(there, server.port, ""), count=100)
            crowd = _Crowd(there, server.port)
            asyncio.run(crowd.follow())
    delays = [delay for phone in crowd.phones for delay in phone.delays]
    lost = sum(len(phone.wrong(range(1, SIGNATURES + 1))) for phone in crowd.phones)
    yield Figure("live-followers", _p95(delays), "s", limit=2)
    yield Figure("live-followers-lost", lost, "events", limit=0)
    yield Figure("live-page-beside", _p95(crowd.page) * 1000, "ms", limit=100, ratio=_p95(crowd.page) / _p95(alone))


def _installation(home: Path) -> Installation:
    make(home)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULAU_", "DJANGO_"))}
    return Installation(home, {**kept, "PULAU_HOME": str(home), "PYTHONPATH": str(ROOT)}, {}, {}, {})


@dataclass(slots=True)
class _Crowd:
    """The phones, and somebody who opens pages meanwhile."""

    there: Installation
    port: int
    phones: Sequence[Phone] = ()
    page: Sequence[float] = ()

    async def follow(self) -> None:
        """Let all follow until the last signature has come."""
        self.phones = [Phone(self.port) for _ in range(PHONES)]
        async with asyncio.timeout(PATIENCE):
            following = [asyncio.create_task(phone.follow(SIGNATURES)) for phone in self.phones]
            await all_open(self.phones)
            command = ["-m", "tests.live.writer", str(self.there.home), "1", str(SIGNATURES), str(EVERY)]
            writer = await asyncio.create_subprocess_exec(
                sys.executable, *command, cwd=ROOT, env=self.there.environment
            )
            visitor = Visitor(self.there, self.port, "")
            self.page = await asyncio.to_thread(_page_seconds, visitor, count=100, pause=SIGNATURES * EVERY / 120)
            await asyncio.gather(*following)
            await writer.wait()


def _page_seconds(visitor: Visitor, *, count: int, pause: float = 0.0) -> list[float]:
    """Open a page again and again; return the seconds of each."""
    found: list[float] = []
    for _ in range(count):
        start = perf_counter()
        visitor.ask("GET", PAGE)
        found.append(perf_counter() - start)
        sleep(pause)
    return found


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
