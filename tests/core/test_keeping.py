"""Titles, the bar after a revocation, monitoring and triggers: the rules."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.workflow.keeping import (
    Bar,
    Held,
    Standing,
    TriggerKind,
    bar_on,
    bar_until,
    bars_with_heirs,
    expired_in,
    monitored_years,
    overdue,
    report_due,
    survey_falls,
)
from pulau.exchange.keeping import bar_law, issuer_of, own_evaluation_on, report_law
from pulau.exchange.triggers import trigger_on, trigger_rules

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
months = st.integers(1, 60)


def test_the_bar_of_two_years_ends_with_the_same_day_and_a_leap_day_with_the_last_of_february() -> None:
    assert bar_until(date(2026, 3, 2), 24) == date(2028, 3, 2)
    assert bar_until(date(2024, 2, 29), 24) == date(2026, 2, 28)
    assert bar_until(date(2022, 2, 28), 24) == date(2024, 2, 28)
    assert bar_until(date(2024, 2, 29), 48) == date(2028, 2, 29)


@given(days, months, st.integers(-400, 4000))
def test_a_bar_runs_from_its_decree_to_its_last_day_and_no_further(decree: date, length: int, ahead: int) -> None:
    day = decree + timedelta(days=ahead)
    last = bar_until(decree, length)
    assert (bar_on([(decree, length)], day) == last) == (decree <= day <= last)
    assert last > decree


@given(st.lists(st.tuples(days, months), max_size=5), days)
def test_of_several_bars_the_longest_counts(decrees: list[tuple[date, int]], day: date) -> None:
    found = bar_on(decrees, day)
    each = [one for decree in decrees if (one := bar_on([decree], day)) is not None]
    assert found == (max(each) if each else None)


@given(days, st.none() | st.integers(0, 3000), st.none() | st.integers(0, 3000), st.integers(-50, 4000))
def test_a_title_stands_from_its_first_day_to_its_last_unless_something_closed_it(
    since: date, lasts: int | None, closed: int | None, ahead: int
) -> None:
    until = since + timedelta(days=lasts) if lasts is not None else None
    shut = since + timedelta(days=closed) if closed is not None else None
    held = Held("WBK", since, until, shut, Standing.REVOKED)
    day = since + timedelta(days=ahead)
    stands = day >= since and (until is None or day <= until) and (shut is None or day < shut)
    assert (held.on(day) is Standing.IN_FORCE) == stands
    if shut is not None and day >= shut:
        assert held.on(day) is Standing.REVOKED


def test_a_title_ends_no_earlier_than_it_begins() -> None:
    with pytest.raises(ValueError, match="before"):
        Held("WBK", date(2026, 1, 2), date(2026, 1, 1))


@given(days, st.lists(days, max_size=4), months)
def test_a_report_is_due_a_period_after_the_newest_one(since: date, reported: list[date], length: int) -> None:
    due = report_due(since, reported, length)
    assert due >= report_due(since, [], length)
    assert not overdue(due, due)
    assert overdue(due, due + timedelta(days=1))
    assert report_due(since, [*reported, max([since, *reported])], length) == due


def test_the_years_between_are_monitored_each() -> None:
    assert monitored_years(date(2022, 12, 1), date(2026, 3, 2), [2024]) == (2023, 2025)
    assert monitored_years(date(2026, 1, 1), date(2026, 12, 31), []) == ()


@given(st.dictionaries(st.integers(2015, 2030), st.fractions(0, 4), max_size=8), st.fractions(0, 2))
def test_a_fall_is_one_beyond_the_limit_between_measured_years(indices: dict[int, Fraction], limit: Fraction) -> None:
    falls = survey_falls(indices, limit)
    years = sorted(indices)
    assert {(fall.from_year, fall.to_year) for fall in falls} == {
        (one, other) for one, other in pairwise(years) if indices[one] - indices[other] > limit
    }
    assert all(fall.by > limit for fall in falls)


def test_a_fall_of_exactly_the_limit_is_none() -> None:
    assert survey_falls({2024: Fraction("3.60"), 2025: Fraction("3.40")}, Fraction("0.20")) == ()
    assert len(survey_falls({2023: Fraction("3.61"), 2025: Fraction("3.40")}, Fraction("0.20"))) == 1


def test_evidence_that_had_ended_before_the_title_began_says_nothing_of_it() -> None:
    since, day = date(2026, 1, 1), date(2026, 6, 1)
    ends = {"old": date(2025, 12, 30), "ended": date(2026, 5, 31), "holds": date(2026, 6, 1)}
    assert expired_in(ends, since, day) == ("ended",)


def test_the_law_is_read_with_its_sources() -> None:
    assert bar_law(date(2026, 1, 1)).months == 24
    assert report_law(date(2020, 1, 1)).months == 24
    assert (issuer_of("permenpan-rb-52-2014", "WBK").code, issuer_of("permenpan-rb-90-2021", "WBK").code) == (
        "agency-head",
        "minister",
    )
    assert own_evaluation_on(date(2024, 7, 14), "WBK") is None
    assert own_evaluation_on(date(2024, 7, 15), "WBK") is not None
    assert own_evaluation_on(date(2026, 1, 1), "WBBM") is None
    assert {rule.kind for rule in trigger_rules()} == set(TriggerKind)
    fall = trigger_on(TriggerKind.SURVEY_FALL, date(2026, 1, 1))
    assert fall is not None
    assert fall.more_than == Fraction("0.20")
    assert all(rule.source.note for rule in trigger_rules() if rule.source.mark)
    with pytest.raises(LookupError):
        bar_law(date(2020, 1, 1))


UNITS = "abcdef"
own_bars = st.dictionaries(st.sampled_from(UNITS), days, max_size=4)
mergers = st.dictionaries(st.sampled_from(UNITS), st.sampled_from(UNITS), max_size=5)


def heirs(unit: str, into: dict[str, str]) -> set[str]:
    """The unit, and all it went into."""
    found: set[str] = set()
    while unit and unit not in found:
        found.add(unit)
        unit = into.get(unit, "")
    return found


def test_a_bar_goes_on_to_the_unit_that_took_over_however_far() -> None:
    last, later = date(2028, 3, 2), date(2029, 1, 1)
    assert bars_with_heirs({"a": last}, {"a": "b", "b": "c"}) == {unit: Bar(last, "a") for unit in "abc"}
    assert bars_with_heirs({"a": last}, {"b": "a"}) == {"a": Bar(last, "a")}, "it does not go back"
    assert bars_with_heirs({"a": later, "b": last}, {"a": "b"})["b"] == Bar(later, "a")
    assert bars_with_heirs({"a": last, "b": last}, {"a": "b"})["b"] == Bar(last, "b"), "its own before an equal one"


@given(own_bars, mergers)
def test_no_merger_shortens_a_bar_and_none_comes_from_nowhere(own: dict[str, date], into: dict[str, str]) -> None:
    found = bars_with_heirs(own, into)
    for unit in UNITS:
        reaching = [last for other, last in own.items() if unit in heirs(other, into)]
        assert (found[unit].last if unit in found else None) == max(reaching, default=None)
        if unit in found:
            assert own[found[unit].of] == found[unit].last
