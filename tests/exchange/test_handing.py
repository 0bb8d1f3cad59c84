"""How long the next step takes where an agency sets nothing: a house rule, marked as one."""

from __future__ import annotations

from datetime import date

import pytest

from pulau.core.shared.problems import BadInput
from pulau.exchange.handing import parse_review, review_on

ENTRY = """
  - since: 2030-01-01
    working_days: {days}
    source: {{text: "Uji", mark: {mark}{note}}}"""


def test_the_period_of_review_is_a_house_rule_that_says_so() -> None:
    found = review_on(date(2026, 11, 26))
    assert found.period.amount == 14
    assert found.source.mark == "R"
    assert found.source.note


def test_before_the_first_day_nothing_holds() -> None:
    with pytest.raises(LookupError):
        review_on(date(2013, 12, 31))


@pytest.mark.parametrize(("days", "mark", "note"), [("banyak", "R", ", note: Uji"), ("14", "R", ""), ("14", "X", "")])
def test_a_file_that_is_wrong_is_refused(days: str, mark: str, note: str) -> None:
    with pytest.raises(BadInput):
        parse_review("review:" + ENTRY.format(days=days, mark=mark, note=note), "handing.yaml")
