"""When the monitor rings is dated data that says where it comes from."""

from __future__ import annotations

from datetime import date

import pytest

from pulau.core.shared.problems import BadInput
from pulau.exchange.alarm_limits import alarm_limits_on, parse_alarm_limits

GOOD = (
    "alarms: [{since: 2014-01-01, difference_points: 5, ending_days: 180, revoked_days: 365,"
    ' source: {text: "x", mark: R, note: "y"}}]\n'
)


def test_a_large_difference_is_five_points_and_says_why() -> None:
    found = alarm_limits_on(date(2026, 11, 26))
    assert (found.difference_points, found.difference) == (5, 500)
    assert (found.ending_days, found.revoked_days) == (180, 365)
    assert found.source.mark
    assert "Lima poin" in found.source.note
    with pytest.raises(LookupError):
        alarm_limits_on(date(2013, 12, 31))


def test_the_newest_that_has_begun_holds() -> None:
    later = GOOD.replace("alarms: [", "alarms: [").replace("}}]", '}}, {since: 2027-01-01, difference_points: 4, '
        'ending_days: 90, revoked_days: 30, source: {text: "x", mark: R, note: "y"}}]')  # fmt: skip
    assert [entry.difference_points for entry in parse_alarm_limits(later, "x.yaml")] == [5, 4]


@pytest.mark.parametrize(
    "bad",
    [
        GOOD.replace("2014-01-01", "kemarin"),
        GOOD.replace(', note: "y"', ""),
        GOOD.replace("180", "x"),
        GOOD.replace("ending_days: 180, ", ""),
    ],
)
def test_a_file_that_is_wrong_is_refused(bad: str) -> None:
    with pytest.raises(BadInput):
        parse_alarm_limits(bad, "x.yaml")
