from __future__ import annotations

from datetime import date

import pytest
from holidays import country_holidays

from pulau.core.deadlines.calendar import HolidayKind
from pulau.core.shared.problems import BadInput
from pulau.exchange.holidays import LAST_YEAR, national_calendar, national_counting, parse_year

DECREED = (2024, 2025, 2026)


@pytest.mark.parametrize("year", DECREED)
def test_the_decrees_agree_with_the_package(year: int) -> None:
    """Two hands wrote down the same decree: a slip of one of them shows."""
    ours = {day: found.kind.value for day, found in national_calendar().holidays.items() if day.year == year}
    public = dict.fromkeys(country_holidays("ID", years=year), "national")
    leave = dict.fromkeys(country_holidays("ID", years=year, categories=("government",)), "joint-leave")
    assert ours == leave | public


def test_every_holiday_of_a_decree_names_it_and_says_how_sure_we_are() -> None:
    decreed = [found for day, found in national_calendar().holidays.items() if day.year in DECREED]
    assert len(decreed) == 29 + 28 + 25
    assert all(found.source.dated and found.source.mark and found.source.note for found in decreed)
    assert {found.source.text[:3] for found in decreed} == {"SKB", "Kep"}


def test_a_year_without_decree_is_computed_without_joint_leave_and_provisional() -> None:
    calendar = national_calendar()
    assert calendar.decreed == frozenset(DECREED)
    assert calendar.provisional(date(2027, 5, 3))
    ahead = [found for day, found in calendar.holidays.items() if day.year > max(DECREED)]
    assert {found.kind for found in ahead} == {HolidayKind.NATIONAL}
    assert {found.day.year for found in ahead} == set(range(2027, LAST_YEAR + 1))


def test_the_rules_of_counting_are_marked_as_recalled() -> None:
    rules = national_counting()
    assert (rules.event_counts, rules.rolls_on, rules.source.mark) == (False, True, "R")


GOOD = """year: 2030
decrees:
  skb: {text: "SKB 1", dated: 2029-09-01}
days:
  2030-01-01: {id: "Tahun Baru", en: "New Year", kind: national, decree: skb}
"""


def test_a_file_of_a_year_is_read() -> None:
    year, (found,) = parse_year(GOOD, "2030.yaml")
    assert (year, found.day, found.source.dated) == (2030, date(2030, 1, 1), date(2029, 9, 1))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: national", "kind: half", "pack-unknown-word"),
        ("decree: skb", "decree: other", "pack-unknown-word"),
        ("2030-01-01", "2031-01-01", "pack-out-of-range"),
        ("2030-01-01", "2030-02-30", "pack-wrong-kind"),
        ("dated: 2029-09-01", "dated: later", "pack-wrong-kind"),
        ("dated: 2029-09-01", "mark: R", "pack-mark-without-note"),
        ("dated: 2029-09-01", "mark: X", "pack-unknown-word"),
        (', en: "New Year"', "", "pack-missing"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(old: str, new: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_year(GOOD.replace(old, new), "2030.yaml")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.partition(":")[0]) == (code, "2030.yaml")
