"""upload-resume and upload-rate: large and many files sent in resumably, to `pulau serve`."""

from __future__ import annotations

import base64
import hashlib
import os
import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from tests.served import Visitor, install, run, serving
from tests.served_house import CROWD
from tests.uploader import Uploader, peak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MEGABYTE = 1024**2
LENGTH = 1024 * MEGABYTE
CUTS = 20
CLIENTS = 8
FILES = 15
ROUNDS = 7
FILE = os.urandom(MEGABYTE)
OCTETS = "application/offset+octet-stream"
_CREATED = 201


def upload_resume() -> Iterator[Figure]:
    """Send 1 GB over a connection that is cut 20 times, each time all that is left in one request."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        there = install(Path(folder) / "home")
        source = Path(folder) / "source"
        digest = _random_file(source, LENGTH)
        handle = os.open(source, os.O_RDONLY)
        with serving(there, PULAU_UPLOAD_MAX_MB="1100") as server:
            sender = Uploader(server.port, there.sessions["ayu"], LENGTH, lambda at, size: os.pread(handle, size, at))
            sender.begin()
            for place in sorted(random.Random(1).sample(range(LENGTH), CUTS)):  # noqa: S311 - the same places each time
                sender.send_until(place)
            sender.send_rest()
            held = peak(server)
        os.close(handle)
        with (there.home / "uploads" / sender.where.rpartition("/")[2]).open("rb") as file:
            wrong = hashlib.file_digest(file, "sha256").hexdigest() != digest
    yield Figure("upload-resume", int(wrong), "wrong", limit=0)
    yield Figure("upload-resume-memory", held / 1000, "MB", limit=200)


def upload_rate() -> Iterator[Figure]:
    """Take the rate of eight people who send files of 1 MB, in turn with that of a bare view that syncs them too."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder, ExitStack() as servers:
        there = install(Path(folder), crowd=CLIENTS, bare=True)
        run({**there.environment, "DJANGO_SETTINGS_MODULE": "benchmarks.web.settings"}, "benchmarks.web.table")
        product = servers.enter_context(serving(there))
        beside = servers.enter_context(serving(there, settings="benchmarks.web.bare_settings"))
        numbers = range(1, CLIENTS + 1)
        people = [Sender(Visitor(there, product.port, f"orang-{n}", CROWD.format(n))) for n in numbers]
        bare = [partial(_send_bare, Visitor(there, beside.port, "bare")) for _ in numbers]
        rates: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            rates.append((_rate([person.send for person in people]), _rate(bare)))
            for person in people:
                person.drop()
            for path in (there.home / "uploads").glob("bare-*"):
                path.unlink()
    own, other = (median(side) for side in zip(*rates[1:], strict=True))
    yield Figure("upload-rate", own, "files/s", ratio=other / own, ratio_limit=1 / 0.6)


class Sender:
    """Somebody who sends one file after the other, each with its beginning."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.sent: list[str] = []

    def send(self) -> None:
        """Send a file. Raises RuntimeError where it is not taken whole."""
        name = base64.b64encode(b"Bukti.pdf").decode()
        reply = self.visitor.ask("POST", "/unggahan", FILE, Upload_Length=str(len(FILE)), Content_Type=OCTETS,
                                 Upload_Metadata=f"filename {name}", Tus_Resumable="1.0.0")  # fmt: skip
        headers = {name.lower(): value for name, value in reply.headers.items()}
        if reply.status != _CREATED or headers["upload-offset"] != str(len(FILE)):
            raise RuntimeError(f"/unggahan: {reply.status} {reply.text}")
        self.sent.append(headers["location"])

    def drop(self) -> None:
        """Drop all that was sent: one person may have only so much on the way."""
        for where in self.sent:
            self.visitor.ask("DELETE", where)
        self.sent.clear()


def _send_bare(visitor: Visitor) -> None:
    reply = visitor.ask("POST", "/bare-file", FILE, Content_Type="application/octet-stream")
    if reply.status != 200:  # noqa: PLR2004 - OK
        raise RuntimeError(f"/bare-file: {reply.status}")


def _random_file(path: Path, length: int) -> str:
    """Write so many bytes, and return their digest."""
    found = hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(length // MEGABYTE):
            piece = os.urandom(MEGABYTE)
            found.update(piece)
            file.write(piece)
    return found.hexdigest()


def _rate(sends: Sequence[Callable[[], None]]) -> float:
    """Let all of them send at once, a fixed count of files; return files a second."""

    def go_on(send: Callable[[], None]) -> None:
        for _ in range(FILES):
            send()

    start = perf_counter()
    with ThreadPoolExecutor(len(sends)) as pool:
        list(pool.map(go_on, sends))
    return len(sends) * FILES / (perf_counter() - start)
