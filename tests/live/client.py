"""A phone that follows: raw HTTP over asyncio, resuming from its last number whenever its line ends."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.live.app import KEY

ADDRESS = f"/langsung/uji/{KEY}"
PATIENCE = 20.0


@dataclass(slots=True)
class Phone:
    """What one phone saw: numbers in order, and how long each took from `at` in its data (seconds)."""

    port: int
    last: int = 0
    numbers: list[int] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    lines: int = 0
    statuses: list[int] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def follow(self, until: int, again: float = 0.2) -> None:
        """Follow until a number has come; open another line when one ends."""
        while self.last < until:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self.one_line(until)
            if self.last < until:
                await asyncio.sleep(again)

    async def one_line(self, until: int) -> None:
        """Follow on one connection, until it ends or a number has come."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request(self.last))
            head = await reader.readuntil(b"\r\n\r\n")
            self.statuses.append(int(head.split()[1]))
            if self.statuses[-1] != 200:
                return
            self.lines += 1
            self.open.set()
            await self._read(reader, until)
        finally:
            writer.close()

    async def _read(self, reader: asyncio.StreamReader, until: int) -> None:
        text = b""
        while self.last < until:
            size = int(await reader.readline() or b"0", 16)
            if not size:
                return
            text += (await reader.readexactly(size + 2))[:-2]
            *whole, text = text.split(b"\n\n")
            for each in whole:
                self._take(each.decode())

    def _take(self, event: str) -> None:
        fields = dict(line.split(": ", 1) for line in event.splitlines() if ": " in line and not line.startswith(":"))
        if "id" not in fields:
            return
        self.last = int(fields["id"])
        self.numbers.append(self.last)
        data: dict[str, Any] = json.loads(fields["data"])
        self.delays.append(time.time() - float(data["data"]["at"]))

    def wrong(self, expected: Iterable[int]) -> list[int]:
        """Return the numbers that are missing or came twice."""
        wanted = set(expected)
        return sorted((wanted ^ set(self.numbers)) | {n for n in wanted if self.numbers.count(n) > 1})


def request(last: int = 0) -> bytes:
    """Return what a browser asks when it follows."""
    resume = f"Last-Event-ID: {last}\r\n" if last else ""
    return f"GET {ADDRESS} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n{resume}\r\n".encode()


async def all_open(phones: Iterable[Phone]) -> None:
    """Wait until each has a line."""
    async with asyncio.timeout(PATIENCE):
        for phone in phones:
            await phone.open.wait()


def run(work: Callable[[], Awaitable[None]]) -> None:
    """Run a scene, at most for a while."""

    async def bounded() -> None:
        async with asyncio.timeout(2 * PATIENCE):
            await work()

    asyncio.run(bounded())
