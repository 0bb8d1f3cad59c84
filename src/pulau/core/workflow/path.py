"""The way of one case as a path: the stages it went through, where it stands, and those that usually follow."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pulau.core.workflow.model import Process, Stage


class Place(StrEnum):
    """How a stage of a path stands to the case."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class Station:
    """A stage on the path."""

    stage: Stage
    place: Place


def path_of(
    process: Process,
    gone: Iterable[str],
    here: str,
    goal: str,
    without: Collection[str] = (),
) -> tuple[Station, ...]:
    """Return the path: what was `gone` through (earliest first, each once), `here`, and the shortest way to `goal`.

    `gone` are the stages that were left; one to which the case came back is not done. Nothing follows where the goal
    cannot be reached without the stages and events of `without`. Raises KeyError for a stage that is none.
    """
    done = dict.fromkeys(code for code in gone if code != here)
    ahead = shortest(process, here, goal, without)
    return (
        *(Station(process.stages[code], Place.DONE) for code in done if code not in ahead),
        Station(process.stages[here], Place.HERE),
        *(Station(process.stages[code], Place.TO_COME) for code in ahead),
    )


def shortest(process: Process, here: str, goal: str, without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the stages after `here` on the shortest way to `goal`, the table's order deciding between equals."""
    came: dict[str, str] = {here: here}
    waiting = deque([here])
    while waiting and goal not in came:
        stage = waiting.popleft()
        for way in process.ways_from(stage):
            if way.target not in came and not {way.target, way.event}.intersection(without):
                came[way.target] = stage
                waiting.append(way.target)
    if goal not in came:
        return ()
    back = []
    while goal != here:
        back.append(goal)
        goal = came[goal]
    return tuple(reversed(back))
