"""The sequencer killed at each of its steps, and at any time: never two logs, and nothing committed is lost."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pulau.apps.transparency.running import sequencing
from pulau.exchange.log import growing
from tests.faults.conftest import address_of, database
from tests.migrated import migrated_template
from tests.served import bare, run

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

POINTS = [*sequencing.STEPS[:2], *growing.STEPS[:10], *sequencing.STEPS[2:], *growing.STEPS[10:]]
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a killed process loses nothing that is in memory, and syncing costs nothing


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as made:
        yield Path(made)


def played(folder: Path, *scenes: dict[str, Any]) -> list[dict[str, Any]]:
    """Play scenes (tests/faults/log_scenes.py), each in a folder and a database of its own; return what came of it."""
    with ExitStack() as stack:
        told = []
        for number, scene in enumerate(scenes):
            name = stack.enter_context(database(migrated_template() if address_of("x") else ""))
            told.append({"folder": str(folder / str(number)), "database": name, **scene})
        environment = bare(folder / "home", address_of(told[0]["database"]))
        found: list[dict[str, Any]] = json.loads(run(environment, "tests.faults.log_scenes", json.dumps(told)))
        return found


def shuffled(times: int) -> list[str]:
    points = POINTS * times
    Random(times).shuffle(points)  # noqa: S311 - which comes first, no secret
    return points


CONTROLS: list[tuple[dict[str, Any], str]] = [
    ({"careless": "marks-first", "kills": ["staging"]}, "stands 0 times in the log"),
    ({"careless": "forgets", "kills": ["published"] * 4}, "two roots were seen|is not one of this log"),
    ({"careless": "stages-nothing", "kills": ["moved"]}, "tiles-differ"),
]
"""Sequencers without one of their safeguards, and what must be found to be wrong then."""


def test_killed_at_each_point_and_under_load_it_loses_nothing_and_never_makes_two_logs(folder: Path) -> None:
    assert len(POINTS) == 17
    postgres = bool(address_of("x"))
    kills, blows = (POINTS[5::4], 4) if postgres else (POINTS, 8)
    controls = [] if postgres else CONTROLS
    at_points, under_load, *careless = played(
        folder, {"kills": kills}, {"blows": blows}, *(scene for scene, _fault in controls)
    )
    assert at_points["faults"] == under_load["faults"] == []
    assert at_points["died"] == dict.fromkeys(kills, 1)
    assert under_load["died"] == {"killed": blows}
    for told, (scene, fault) in zip(careless, controls, strict=True):
        assert any(part in each for each in told["faults"] for part in fault.split("|")), (scene, told)


@pytest.mark.nightly
@pytest.mark.parametrize("entries", [3, 60, 700])
def test_killed_a_hundred_times_at_each_point(folder: Path, entries: int) -> None:
    times = 20 if entries == 700 else 40
    [told] = played(folder, {"kills": shuffled(times), "entries": entries, "filled": 300, "seed": entries})
    assert told["faults"] == []
    assert told["died"] == dict.fromkeys(POINTS, times)


@pytest.mark.nightly
def test_killed_two_thousand_times_under_load(folder: Path) -> None:
    [told] = played(folder, {"blows": 2_000, "seed": 5})
    assert told["faults"] == []
    assert told["died"] == {"killed": 2_000}
