"""The plan as a small integer program for HiGHS: least effort such that every gate's points are reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import inf, lcm
from typing import TYPE_CHECKING, Final

from pulau.core.planning.moves import answer_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.core.planning.moves import Ladder
    from pulau.core.scoring.answers import Answer

_INFINITY: Final = inf
SECONDS: Final = 20.0
"""How long the solver may look, unless told otherwise."""
_LARGEST_WHOLE: Final = 10**8
_NODES: Final = 200


@dataclass(frozen=True, slots=True)
class Need:
    """Points that the plan must gain on the items of a gate."""

    items: frozenset[str]
    points: Fraction


@dataclass(frozen=True, slots=True)
class _Column:
    """A variable of the program: a rung (0 or 1), a number of equal steps, or the entry to a ladder (0 or 1)."""

    ladder: int
    effort: int
    gain: Fraction
    most: int
    rung: int | None = None
    entry: bool = False


@dataclass(slots=True)
class _Program:
    columns: list[_Column] = field(default_factory=list)
    rows: list[tuple[float, float, list[int], list[float]]] = field(default_factory=list)


def propose(
    all_ladders: Sequence[Ladder], needs: Sequence[Need], *, seconds: float = SECONDS
) -> Mapping[str, Answer] | None:
    """Return the answers to raise, of least effort in all; None where the program finds no way in `seconds`.

    Among plans of the same effort one that spends it on items earlier in the law is taken. The search is the same each
    time, so the result does not depend on chance.
    """
    program = _program(all_ladders, needs)
    efforts = [float(column.effort) for column in program.columns]
    first = _solve(program, efforts, seconds=seconds)
    if first is None:
        return None
    least = sum(column.effort * value for column, value in zip(program.columns, first, strict=True))
    program.rows.append((float(least), float(least), list(range(len(efforts))), efforts))
    later = [effort * (column.ladder + 1) for effort, column in zip(efforts, program.columns, strict=True)]
    return _answers(all_ladders, program.columns, _solve(program, later, first, seconds=seconds) or first)


def _program(all_ladders: Sequence[Ladder], needs: Sequence[Need]) -> _Program:
    program = _Program()
    for position, ladder in enumerate(all_ladders):
        _add_ladder(program, position, ladder)
    for need in needs:
        members = [n for n, c in enumerate(program.columns) if all_ladders[c.ladder].item in need.items and c.gain]
        gains = [program.columns[n].gain for n in members]
        scale = _row_scale(need.points, gains)
        program.rows.append((float(need.points * scale), _INFINITY, members, [float(g * scale) for g in gains]))
    return program


def _row_scale(need: Fraction, gains: Sequence[Fraction]) -> Fraction:
    """Choose the unit of a row.

    Whole numbers on both sides where they stay small: a plan that misses a gate then misses it by at least 1, far
    beyond any tolerance. Counts with no common divisor would make them too large for the solver, so the row is then
    brought to a size it handles well, and exact scoring finds the rare proposal that misses by a hair.
    """
    whole = lcm(need.denominator, *(gain.denominator for gain in gains))
    largest = max(need, *gains, Fraction(0))
    return Fraction(whole) if whole * largest <= _LARGEST_WHOLE else _LARGEST_WHOLE / largest


def _add_ladder(program: _Program, position: int, ladder: Ladder) -> None:
    start = len(program.columns)
    if ladder.rungs:
        for rung, (steps, gain, _) in enumerate(ladder.rungs):
            program.columns.append(_Column(position, steps * ladder.effort, gain, 1, rung=rung))
        members = list(range(start, len(program.columns)))
        program.rows.append((0.0, 1.0, members, [1.0] * len(members)))
        return
    program.columns.append(_Column(position, ladder.effort, ladder.gain, ladder.most))
    if ladder.entry:
        program.columns.append(_Column(position, ladder.entry * ladder.effort, ladder.entry_gain, 1, entry=True))
        program.rows.append((-_INFINITY, 0.0, [start, start + 1], [1.0, -float(ladder.most)]))


def _solve(
    program: _Program, costs: Sequence[float], start: Sequence[int] | None = None, *, seconds: float = SECONDS
) -> list[int] | None:
    """Solve to the end; from a feasible `start` only improve it, for a fixed number of nodes (not of seconds)."""
    import highspy  # noqa: PLC0415 - it brings numpy, a tenth of the server's start: only a plan pays for it

    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library has no types
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(option, value)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.setOptionValue("time_limit", seconds)
    for number, (column, cost) in enumerate(zip(program.columns, costs, strict=True)):
        solver.addVar(0.0, float(column.most))
        solver.changeColCost(number, cost)
        solver.changeColIntegrality(number, highspy.HighsVarType.kInteger)
    for lower, upper, members, values in program.rows:
        solver.addRow(lower, upper, len(members), members, values)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = [float(value) for value in start]
        solver.setSolution(known)
        solver.setOptionValue("mip_max_nodes", _NODES)
    solver.run()
    enough = (highspy.HighsModelStatus.kOptimal, *((highspy.HighsModelStatus.kSolutionLimit,) if start else ()))
    if solver.getModelStatus() not in enough:
        return None
    return [round(value) for value in solver.getSolution().col_value]


def _answers(all_ladders: Sequence[Ladder], columns: Sequence[_Column], values: Sequence[int]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    climbs: dict[int, int] = {}
    for column, value in zip(columns, values, strict=True):
        if value and column.rung is not None:
            ladder = all_ladders[column.ladder]
            answers[ladder.item] = ladder.rungs[column.rung][2]
        elif value:
            steps = all_ladders[column.ladder].entry if column.entry else value
            climbs[column.ladder] = climbs.get(column.ladder, 0) + steps
    return answers | {all_ladders[n].item: answer_after(all_ladders[n], steps) for n, steps in climbs.items()}
