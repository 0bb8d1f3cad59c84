"""The sequencer and its disk, in a process that is traced: `python -m tests.faults.log_disk FOLDER '{"turns": […]}'`.

`turns`: one batch each, with that safeguard away (empty: with all), in FOLDER/<number>; the trace shows in which order
it was synced. `failing`: the sync that fails once, counted from the loop's start. Prints JSON: what was found of these.
"""
# ruff: noqa: PLC0415 - what imports models can only do so once Django is ready

from __future__ import annotations

import errno
import json
import os
import sys
import threading
import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import django

from tests.faults.log_careless import careless
from tests.faults.log_looks import Looks, judge
from tests.faults.log_place import Place, hang_up, sequence
from tests.faults.log_scenes import forked

ENTRIES: Final = 20
ROUNDS: Final = 400


def trace(place: Place, missing: str) -> None:
    """Add a first batch, then another one, each of whose steps is written into the file `steps`."""
    from pulau.apps.transparency.looping import once

    place.begin(witness=False)
    once()
    place.write(ENTRIES)
    steps = os.open(place.folder / "steps", os.O_WRONLY | os.O_CREAT)
    with careless(missing) if missing else nullcontext():
        sequence(partial(_note, steps), lambda: ENTRIES)


def _note(steps: int, step: str) -> None:
    os.write(steps, step.encode())


class Over(threading.Event):
    """An end that comes when nothing waits any more, and something has failed before."""

    def __init__(self, *, failed: bool) -> None:
        super().__init__()
        self.failed = failed
        self.rounds = 0

    def is_set(self) -> bool:
        """Whether it is over."""
        from pulau.foundation.journal.outbox import oldest_pending

        self.rounds += 1
        return self.rounds > ROUNDS or (self.failed and oldest_pending()[0] == 0)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait, but not for long."""
        del timeout
        time.sleep(0.02)
        return False


def fail(place: Place, which: int) -> list[str]:
    """Let one sync fail while the loop of a worker adds entries; return what is wrong in the end.

    0: it is whoever traces this process that lets one fail.
    """
    from pulau.apps.transparency.models import Alarm

    known = set(Alarm.objects.values_list("pk", flat=True))
    fresh = place.write(ENTRIES)
    told = place.folder / "told"
    ended = forked(partial(_loop, fresh, which, told))
    alarms = list(Alarm.objects.exclude(pk__in=known))
    faults = [f"the loop ended with {ended}"] if ended else []
    if which and told.read_text("ascii") != "0":
        faults.append(f"{told.read_text('ascii')} entries were marked although the disk had failed")
    if [alarm.code for alarm in alarms] != ["store"] or alarms[0].ended_at is None:
        faults.append(f"it rang: {[(alarm.code, alarm.ended_at) for alarm in alarms]}")
    return faults + judge(place, Looks(place))


def _loop(fresh: list[str], which: int, told: Path) -> None:
    """Run the loop; the `which`th sync fails, and then it is told how many of the new entries are marked."""
    from pulau.apps.transparency import looping
    from pulau.apps.transparency.models import LoggedLeaf

    over, count, sync = Over(failed=not which), 0, os.fsync

    def failing(handle: int) -> None:
        nonlocal count
        count += 1
        if count == which:
            over.failed = True
            told.write_text(str(LoggedLeaf.objects.filter(pk__in=fresh).count()), "ascii")
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(handle)

    with patch.object(os, "fsync", failing), patch.object(looping, "AGAIN_SECONDS", 0.01):
        looping.run(over)
    if over.rounds > ROUNDS:
        raise RuntimeError("it never went on")


def main(folder: Path, turns: list[str], failing: list[int]) -> None:
    """Do what was asked for."""
    for number, missing in enumerate(turns):
        place = Place(folder / str(number))
        ended = forked(partial(trace, place, missing))
        if ended:
            raise RuntimeError(f"{number} ended with {ended}")
    found: dict[int, Any] = {}
    if failing:
        place = Place(folder / "failing")
        place.begin(witness=False)
        forked(partial(sequence, lambda _step: None, lambda: ENTRIES))
        for which in failing:
            found[which] = fail(place, which)
            hang_up()
    print(json.dumps(found))  # noqa: T201 - for the process that asked


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]), **json.loads(sys.argv[2]))
