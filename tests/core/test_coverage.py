"""What coverage says, as rules: nothing symbolic counts as declared, no ceremony ends a silence, sums are sums."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.pledging.coverage import (
    BodyCount,
    SilenceRule,
    Standing,
    UnitCount,
    is_few,
    is_silent,
    percent_of,
    standing_of,
    sum_of,
)

DAY = date(2026, 7, 1)
RULE = SilenceRule(90)
days = st.dates(date(2024, 1, 1), DAY)


@st.composite
def units(draw: st.DrawFn) -> UnitCount:
    staff = draw(st.integers(0, 40))
    return UnitCount(
        staff, draw(st.integers(0, staff)), draw(st.none() | days), draw(st.booleans()), draw(st.none() | days)
    )


@pytest.mark.parametrize(
    ("declared", "active", "silent"),
    [
        (None, None, False),  # it never declared: that is told elsewhere
        (DAY - timedelta(days=89), None, False),  # a quarter has not passed yet
        (DAY - timedelta(days=90), None, True),
        (DAY - timedelta(days=400), DAY - timedelta(days=89), False),
        (DAY - timedelta(days=400), DAY - timedelta(days=90), True),
        (DAY - timedelta(days=10), DAY - timedelta(days=400), False),
    ],
)
def test_a_unit_is_silent_when_a_quarter_passed_without_anything(
    declared: date | None,
    active: date | None,
    silent: bool,  # noqa: FBT001 - what a row of the table says
) -> None:
    assert is_silent(declared, active, DAY, RULE) is silent


def test_what_was_symbolic_is_never_declared() -> None:
    assert standing_of(DAY, symbolic=True) is Standing.SYMBOLIC
    assert standing_of(None, symbolic=True) is Standing.REPRESENTED
    assert standing_of(DAY, symbolic=False) is Standing.DECLARED
    assert standing_of(None, symbolic=False) is Standing.NONE
    counted = sum_of([UnitCount(declared_on=DAY, symbolic=True), UnitCount(symbolic=True)], DAY, RULE)
    assert (counted.declared, counted.symbolic) == (0, 2)


@given(st.lists(units(), max_size=12), st.lists(units(), max_size=12))
def test_the_count_of_all_is_the_sum_of_the_counts_of_the_parts(some: list[UnitCount], others: list[UnitCount]) -> None:
    one, two, both = (sum_of(rows, DAY, RULE) for rows in (some, others, some + others))
    assert both == BodyCount(*(getattr(one, name) + getattr(two, name) for name in BodyCount.__dataclass_fields__))


@given(units())
def test_nobody_signs_more_than_serve_and_no_unit_counts_twice(unit: UnitCount) -> None:
    counted = sum_of([unit], DAY, RULE)
    assert counted.signed <= counted.staff
    assert counted.declared + counted.symbolic <= counted.units == 1


@given(units(), days)
def test_doing_something_never_makes_a_unit_silent(unit: UnitCount, later: date) -> None:
    before = is_silent(unit.declared_on, unit.active_on, DAY, RULE)
    active = replace(unit, active_on=max(later, unit.active_on or later))
    assert before or not is_silent(active.declared_on, active.active_on, DAY, RULE)


@given(units(), st.integers(0, 400))
def test_waiting_longer_never_ends_a_silence(unit: UnitCount, more: int) -> None:
    if is_silent(unit.declared_on, unit.active_on, DAY, RULE):
        assert is_silent(unit.declared_on, unit.active_on, DAY + timedelta(days=more), RULE)


def test_a_share_of_nobody_is_none_and_every_other_is_exact() -> None:
    assert percent_of(0, 0) is None
    assert percent_of(1, 3) == Fraction(100, 3)


def test_one_and_two_are_few_and_nobody_is_not() -> None:
    assert [count for count in range(5) if is_few(count)] == [1, 2]
