"""save-answer-crowd: eight people at once against `pulau serve`, beside the bare view served the same way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.figure import Figure
from tests.faults.pairs import OPTIONS
from tests.served import Visitor, install, run, serving, version_in
from tests.served_house import CROWD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PEOPLE = 8
SAVES = 25
ROUNDS = 5
ITEMS = list(OPTIONS)[:20]
BARE_SETTINGS = "benchmarks.web.bare_settings"
BARE_FORM = urlencode({"item": ITEMS[0], "value": "A"}).encode()


def save_answer_crowd() -> Iterator[Figure]:
    """Take the rate of a fixed count of saves of eight people, in turn with that of the bare view."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder, ExitStack() as servers:
        there = install(Path(folder), crowd=PEOPLE, bare=True)
        run({**there.environment, "DJANGO_SETTINGS_MODULE": "benchmarks.web.settings"}, "benchmarks.web.table")
        product = servers.enter_context(serving(there))
        beside = servers.enter_context(serving(there, settings=BARE_SETTINGS))
        numbers = range(1, PEOPLE + 1)
        people = [Filler(Visitor(there, product.port, f"orang-{n}", CROWD.format(n))) for n in numbers]
        bare = [BareWriter(Visitor(there, beside.port, "bare")) for _ in numbers]
        for crowd in (people, bare):
            _rate([person.save for person in crowd])
        rates = [(_rate([p.save for p in people]), _rate([p.save for p in bare])) for _ in range(ROUNDS)]
    own, other = (median(side) for side in zip(*rates, strict=True))
    yield Figure("save-answer-crowd", own, "saves/s", ratio=other / own, ratio_limit=4)
    yield Figure("save-answer-crowd-errors", sum(p.errors for p in people), "errors", limit=0)


class Filler:
    """Somebody who changes one answer after the other."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.versions = dict.fromkeys(ITEMS, 1)
        self.turn, self.errors = 0, 0

    def save(self) -> None:
        """Save once; what is not taken counts as an error."""
        self.turn += 1
        item = ITEMS[self.turn % len(ITEMS)]
        option = OPTIONS[item][self.turn % len(OPTIONS[item])]
        note = f"catatan {self.turn}"  # so that every save changes something
        reply = self.visitor.save(item, self.versions[item], jawab=option, catatan=note)
        if reply.status == 200:  # noqa: PLR2004 - OK
            self.versions[item] = version_in(reply.text, item)
        else:
            self.errors += 1


class BareWriter:
    """Somebody who writes one row again and again."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor

    def save(self) -> None:
        """Write a row. Raises RuntimeError for what is not taken: then there is nothing to compare with."""
        reply = self.visitor.ask("POST", "/bare", BARE_FORM, Content_Type="application/x-www-form-urlencoded")
        if reply.status != 200:  # noqa: PLR2004 - OK
            raise RuntimeError(f"/bare: {reply.status}")


def _rate(saves: Sequence[Callable[[], None]]) -> float:
    """Let all of them save at once, a fixed count of times; return saves a second."""

    def go_on(save: Callable[[], None]) -> None:
        for _ in range(SAVES):
            save()

    start = perf_counter()
    with ThreadPoolExecutor(len(saves)) as pool:
        list(pool.map(go_on, saves))
    return len(saves) * SAVES / (perf_counter() - start)
