from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared import roles
from pulau.core.shared.conflicts import (
    Bond,
    Conflict,
    Duty,
    Ground,
    Span,
    bars_to_assessing,
    conflicts_of,
    years_later,
)
from pulau.core.shared.regions import region_covers

UNIT, OTHER = UUID(int=1), UUID(int=2)
DAY = date(2026, 11, 26)


def grounds(unit: UUID, day: date, *bonds: Bond) -> list[Ground]:
    return [found.ground for found in bars_to_assessing(unit, day, bonds)]


def test_nobody_assesses_a_unit_where_they_serve() -> None:
    assert grounds(UNIT, DAY, Bond(UNIT, Span(date(2020, 1, 1)))) == [Ground.SERVES]
    assert grounds(OTHER, DAY, Bond(UNIT, Span(date(2020, 1, 1)))) == []


@pytest.mark.parametrize(
    ("last", "barred"),
    [(date(2024, 11, 26), False), (date(2024, 11, 27), True), (date(2026, 11, 25), True), (date(2020, 1, 1), False)],
)
def test_nor_within_two_years_of_having_served_there(last: date, *, barred: bool) -> None:
    assert grounds(UNIT, DAY, Bond(UNIT, Span(date(2019, 1, 1), last))) == ([Ground.SERVED] if barred else [])


def test_the_day_from_which_they_may_is_told() -> None:
    found = bars_to_assessing(UNIT, DAY, [Bond(UNIT, Span(date(2019, 1, 1), date(2025, 6, 30)))])
    assert found == [Conflict(Ground.SERVED, unit_id=UNIT, free_from=date(2027, 6, 30))]
    assert grounds(UNIT, date(2027, 6, 30), Bond(UNIT, Span(date(2019, 1, 1), date(2025, 6, 30)))) == []


def test_whoever_still_serves_for_a_known_time_is_told_the_day_two_years_after_it() -> None:
    found = bars_to_assessing(UNIT, DAY, [Bond(UNIT, Span(date(2019, 1, 1), date(2026, 12, 31)))])
    assert found == [Conflict(Ground.SERVES, unit_id=UNIT, free_from=date(2028, 12, 31))]


def test_what_ends_leaves_the_next_day_free() -> None:
    last = date(2026, 12, 31)
    bond = Bond(UNIT, Span(DAY, last), declared=True)
    assert bars_to_assessing(UNIT, DAY, [bond]) == [Conflict(Ground.INTEREST, unit_id=UNIT, free_from=date(2027, 1, 1))]
    for role, ground in ((roles.AUDITOR, Ground.OVERLAP), (roles.AGENCY_ADMINISTRATOR, Ground.APART)):
        held = Duty(roles.AUDITOR, None, Span(DAY, last))
        found = conflicts_of(Duty(role, None, Span(DAY)), [held], [])
        assert found == [Conflict(ground, roles.AUDITOR, free_from=date(2027, 1, 1))]
    endless = Duty(roles.AUDITOR, None, Span(DAY, date.max))
    assert conflicts_of(Duty(roles.AUDITOR, None, Span(DAY)), [endless], [])[0].free_from is None


def test_two_areas_or_two_regions_are_two_duties() -> None:
    held = Duty(roles.AREA_OWNER, UNIT, Span(DAY), "1")
    assert conflicts_of(Duty(roles.AREA_OWNER, UNIT, Span(DAY), "2"), [held], []) == []
    assert [c.ground for c in conflicts_of(Duty(roles.AREA_OWNER, UNIT, Span(DAY), "1"), [held], [])] == [
        Ground.OVERLAP
    ]


def test_nor_while_they_have_declared_an_interest_there_or_in_the_whole_body() -> None:
    assert grounds(UNIT, DAY, Bond(UNIT, Span(DAY, DAY), declared=True)) == [Ground.INTEREST]
    assert grounds(UNIT, DAY, Bond(None, Span(DAY), declared=True)) == [Ground.INTEREST]
    assert grounds(UNIT, DAY, Bond(UNIT, Span(date(2020, 1, 1), date(2026, 11, 25)), declared=True)) == []


def test_an_assessor_of_the_whole_body_may_be_bound_to_one_unit_of_it() -> None:
    bond = Bond(UNIT, Span(date(2020, 1, 1)))
    assert conflicts_of(Duty(roles.TPI_MEMBER, None, Span(DAY)), [], [bond]) == []
    assert [c.ground for c in conflicts_of(Duty(roles.TPI_MEMBER, UNIT, Span(DAY)), [], [bond])] == [Ground.SERVES]
    assert conflicts_of(Duty(roles.ZONE_TEAM, UNIT, Span(DAY)), [], [bond]) == []


def test_nor_does_an_assessor_of_a_unit_begin_to_serve_there() -> None:
    last = date(2026, 12, 31)
    held = Duty(roles.TPI_MEMBER, UNIT, Span(DAY, last))
    barred = [Conflict(Ground.APART, roles.TPI_MEMBER, UNIT, date(2027, 1, 1))]
    for role in sorted(roles.SERVING):
        assert conflicts_of(Duty(role, UNIT, Span(DAY)), [held], []) == barred
    assert conflicts_of(Duty(roles.ZONE_TEAM, UNIT, Span(date(2025, 1, 1), date(2025, 6, 30))), [held], []) == barred
    assert conflicts_of(Duty(roles.ZONE_TEAM, UNIT, Span(date(2027, 1, 1))), [held], []) == []
    assert conflicts_of(Duty(roles.ZONE_TEAM, OTHER, Span(DAY)), [held], []) == []
    whole = Duty(roles.TPI_MEMBER, None, Span(DAY, last))
    assert conflicts_of(Duty(roles.ZONE_TEAM, UNIT, Span(DAY)), [whole], []) == []


def test_the_same_duty_is_not_given_twice_for_the_same_days() -> None:
    held = Duty(roles.ZONE_TEAM, UNIT, Span(date(2026, 1, 1), date(2026, 12, 31)))
    assert [c.ground for c in conflicts_of(Duty(roles.ZONE_TEAM, UNIT, Span(DAY)), [held], [])] == [Ground.OVERLAP]
    assert conflicts_of(Duty(roles.ZONE_TEAM, UNIT, Span(date(2027, 1, 1))), [held], []) == []
    assert conflicts_of(Duty(roles.ZONE_TEAM, OTHER, Span(DAY)), [held], []) == []


def test_duties_that_are_kept_apart_are_not_held_together() -> None:
    held = Duty(roles.AUDITOR, None, Span(date(2026, 1, 1)))
    found = conflicts_of(Duty(roles.AGENCY_ADMINISTRATOR, None, Span(DAY)), [held], [])
    assert found == [Conflict(Ground.APART, roles.AUDITOR)]
    assert conflicts_of(Duty(roles.UNIT_HEAD, UNIT, Span(DAY)), [held], []) == []


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
SPANS = st.builds(lambda first, length: Span(first, length if length is None else first + timedelta(length)),
                  DAYS, st.none() | st.integers(0, 2000))  # fmt: skip


@given(SPANS, SPANS)
def test_meeting_is_mutual_and_what_two_spans_share_is_in_both(one: Span, other: Span) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.meets(other) == (one.covers(max(one.since, other.since)) and other.covers(max(one.since, other.since)))


@given(SPANS, DAYS)
def test_once_the_told_day_has_come_the_bar_is_gone(span: Span, day: date) -> None:
    for bar in bars_to_assessing(UNIT, day, [Bond(UNIT, span)]):
        if bar.ground is Ground.SERVED:
            assert bar.free_from is not None
            assert grounds(UNIT, bar.free_from, Bond(UNIT, span)) == []
            assert grounds(UNIT, bar.free_from - timedelta(1), Bond(UNIT, span)) == [Ground.SERVED]


def test_a_leap_day_comes_back_as_the_first_of_march() -> None:
    assert years_later(date(2024, 2, 29), 2) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("wide", "code", "covers"),
    [("32", "32.04", True), ("32", "32", True), ("32.04", "32", False), ("3", "32", False), ("", "32", False),
     ("32", "", False), ("32.04", "32.05", False)],
)  # fmt: skip
def test_a_province_covers_its_regencies(wide: str, code: str, *, covers: bool) -> None:
    assert region_covers(wide, code) is covers
