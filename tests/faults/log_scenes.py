"""The sequencer, killed again and again: `python -m tests.faults.log_scenes '[{"folder": …}, …]'` plays scenes.

It prints JSON, one object for each scene: `faults`, what was wrong in the end; `died`, how often it died at which
point; `entries`, how many were committed. In a scene entries are written, then a process is forked that sequences them
and dies at a point; then others look at what is there; and so on. At the end one sequences the rest undisturbed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import django

from tests.faults.log_careless import careless
from tests.faults.log_looks import Looks, judge
from tests.faults.log_place import MOST, Place, hang_up, sequence

SIZES: Final = (1, 2, 5, 40, MOST)
"""Entries that a batch may have."""
OFTEN: Final = 50
"""Kills by time between two looks from outside."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is played. `kills` names points; `blows` counts kills at any time, while `writers` write.

    `entries`: at most so many are written before each kill; `filled`: so many before the first; `careless`: which
    safeguard is away.
    """

    folder: str
    database: str = ""
    seed: int = 1
    kills: tuple[str, ...] = ()
    blows: int = 0
    writers: int = 3
    entries: int = 9
    filled: int = 0
    careless: str = ""
    witness: bool = True


@dataclass(slots=True)
class Told:
    """What came of it."""

    faults: list[str] = field(default_factory=list)
    died: Counter[str] = field(default_factory=Counter)
    entries: int = 0


def play(scene: Scene) -> Told:
    """Play a scene from its beginning to its end."""
    place, told = Place(Path(scene.folder), scene.database, scene.seed), Told()
    place.begin(witness=scene.witness)
    looks = Looks(place)
    with careless(scene.careless) if scene.careless else nullcontext():
        if scene.filled:
            place.write(scene.filled)
        for point in scene.kills:
            place.write(place.chance.randint(1, scene.entries))
            told.died[_killed_at(place, looks, point)] += 1
            looks.outside()
        if scene.blows:
            _blows(scene, place, looks, told)
        place.write(1)
        ended = forked(lambda: sequence(lambda _point: looks.inside(), lambda: MOST))
        if ended:
            told.faults.append(f"the last process ended with {ended}")
    told.faults += judge(place, looks)
    told.entries = len(place.written)
    return told


def _killed_at(place: Place, looks: Looks, point: str) -> str:
    """Let a process sequence until it passes a point, and die there; return how it ended."""
    most = place.chance.choice(SIZES)

    def step(passed: str) -> None:
        looks.inside()
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)

    ended = forked(lambda: sequence(step, lambda: most))
    return point if ended == -signal.SIGKILL else f"{point}: {ended}"


def _blows(scene: Scene, place: Place, looks: Looks, told: Told) -> None:
    """Kill the sequencer at any time, so many times, while others write."""
    chance = place.chance
    with _writers(scene.writers, place) as writers:
        for blow in range(scene.blows):
            heard, say = os.pipe()
            child = _fork(partial(sequence, _telling(say), partial(chance.choice, SIZES), forever=True))
            os.close(say)
            for _ in range(chance.choice([0, chance.randint(1, 30), chance.randint(1, 90)])):
                os.read(heard, 1)
            os.close(heard)
            time.sleep(chance.uniform(0, 0.005))
            os.kill(child, signal.SIGKILL)
            told.died["killed" if _waited(child) == -signal.SIGKILL else "ended by itself"] += 1
            looks.inside()
            if blow % OFTEN == 0:
                looks.outside()
                hang_up()
        place.written += writers()


def _telling(say: int) -> Callable[[str], None]:
    """Have each point that is passed told to whoever will strike, so that a busy machine changes nothing."""
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)

    def step(point: str) -> None:
        with suppress(BrokenPipeError):
            os.write(say, b".")
        if point == "idle":
            time.sleep(0.01)

    return step


@contextmanager
def _writers(count: int, place: Place) -> Iterator[Callable[[], list[str]]]:
    """Have processes that write; what is given ends them, and returns what they committed."""
    stop = place.folder / "stop"

    def write(number: int) -> None:
        place.chance.seed(f"{place.seed} {number}")
        with (place.folder / f"written{number}").open("wb", buffering=0) as kept:
            while not stop.exists():
                kept.write("".join(f"{each}\n" for each in place.write(place.chance.randint(1, 5))).encode())
                time.sleep(place.chance.uniform(0, 0.6))

    children = [_fork(partial(write, number)) for number in range(count)]

    def written() -> list[str]:
        stop.touch()
        ends = [_waited(child) for child in children]
        children.clear()
        if any(ends):
            raise RuntimeError(f"a writer ended with {ends}")
        return [line for path in sorted(place.folder.glob("written*")) for line in path.read_text("ascii").split()]

    try:
        yield written
    finally:
        stop.touch()
        for child in children:
            _waited(child)


def forked(call: Callable[[], None]) -> int:
    """Run a call in a process of its own; return how it ended: 0, or the signal as a negative number."""
    return _waited(_fork(call))


def _fork(call: Callable[[], None]) -> int:
    """Run a call in a process of its own; return its number."""
    hang_up()
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    ended = 1
    try:
        call()
        ended = 0
    except Exception as problem:  # noqa: BLE001 - whatever ends it must be told, and end this process alone
        sys.stderr.write(f"{type(problem).__name__}: {problem}\n")
    finally:
        os._exit(ended)


def _waited(child: int) -> int:
    """Return how it ended: 0, or the signal as a negative number."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(scenes: list[dict[str, Any]]) -> None:
    """Play them one after the other."""
    found = []
    for each in scenes:
        told = play(Scene(**{**each, "kills": tuple(each.get("kills", ()))}))
        found.append({"faults": told.faults, "died": told.died, "entries": told.entries})
    print(json.dumps(found))  # noqa: T201 - for the process that asked


if __name__ == "__main__":
    django.setup()
    main(json.loads(sys.argv[1]))
