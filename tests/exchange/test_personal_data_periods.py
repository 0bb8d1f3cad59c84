"""The periods of the law on personal data are dated data, each with how sure we are of it."""

from __future__ import annotations

from datetime import date

import pytest

from pulau.core.shared.problems import BadInput
from pulau.exchange.personal_data import CORRECTION, KINDS, law_periods, parse_periods, period_for

GOOD = """\
correction:
  - {since: 2022-10-17, days: 3, source: {text: "Pasal 30", mark: R, note: "diingat"}}
  - {since: 2027-01-01, days: 2, source: {text: "Perubahan"}}
erasure: [{since: 2022-10-17, days: 14, source: {text: "x"}}]
access: [{since: 2022-10-17, days: 3, source: {text: "x"}}]
breach: [{since: 2022-10-17, days: 3, source: {text: "x"}}]
"""


def test_every_period_is_positive_and_marks_how_sure_it_is() -> None:
    for kind in KINDS:
        for period in law_periods()[kind]:
            assert period.days > 0
            assert period.source.text
            assert not period.source.mark or period.source.note


def test_three_times_24_hours_for_a_correction() -> None:
    assert period_for(CORRECTION, date(2026, 11, 26)).days == 3


def test_the_newest_period_that_has_begun_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pulau.exchange.personal_data.law_periods", lambda: parse_periods(GOOD, "x.yaml"))
    assert period_for(CORRECTION, date(2026, 12, 31)).days == 3
    assert period_for(CORRECTION, date(2027, 1, 1)).days == 2
    with pytest.raises(LookupError):
        period_for(CORRECTION, date(2022, 1, 1))


@pytest.mark.parametrize(
    "bad",
    [GOOD.replace("2022-10-17", "kemarin", 1), GOOD.replace(', note: "diingat"', ""), GOOD + "lain: []\n",
     GOOD.replace("days: 14", "days: x")],
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused(bad: str) -> None:
    with pytest.raises(BadInput):
        parse_periods(bad, "x.yaml")
