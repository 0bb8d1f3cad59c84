"""After how long a unit is silent is dated data that says where it comes from."""

from __future__ import annotations

from datetime import date

import pytest

from pulau.core.shared.problems import BadInput
from pulau.exchange.silence import parse_silence, silence_on

GOOD = 'silence: [{since: 2014-01-01, days: 90, source: {text: "x", mark: R, note: "y"}}]\n'


def test_the_rule_is_a_quarter_and_says_that_it_is_ours() -> None:
    found = silence_on(date(2026, 11, 26))
    assert found.rule.days == 90
    assert found.source.mark
    assert found.source.note
    with pytest.raises(LookupError):
        silence_on(date(2013, 12, 31))


@pytest.mark.parametrize(
    "bad", [GOOD.replace("2014-01-01", "kemarin"), GOOD.replace(', note: "y"', ""), GOOD.replace("90", "x")]
)
def test_a_file_that_is_wrong_is_refused(bad: str) -> None:
    with pytest.raises(BadInput):
        parse_silence(bad, "x.yaml")
