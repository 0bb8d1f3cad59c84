"""T12 and T13: two people, or one person twice, in the same moment, against a real server."""

from __future__ import annotations

import pytest

from tests.faults.pairs import differences, meet
from tests.served import Installation, serving

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

CARELESS = "tests.faults.careless"


@pytest.mark.parametrize("pairs", [12, pytest.param(1_000, marks=pytest.mark.nightly)])
def test_of_two_edits_at_once_one_is_saved_and_the_other_sees_both(fresh: Installation, pairs: int) -> None:
    with serving(fresh) as server:
        record = meet(fresh, server, pairs)
    assert differences(fresh, record) == []


@pytest.mark.once  # that two send the same at once is tried above, too
@pytest.mark.parametrize("times", [20, pytest.param(10_000, marks=pytest.mark.nightly)])
def test_a_double_submit_makes_one_version_and_one_journal_entry(fresh: Installation, times: int) -> None:
    with serving(fresh) as server:
        record = meet(fresh, server, times, ("ayu", "ayu"), same=True)
    assert differences(fresh, record) == []


@pytest.mark.once
@pytest.mark.parametrize("fault", ["no-version-check", pytest.param("no-lock", marks=pytest.mark.nightly)])
def test_a_missing_safeguard_is_noticed(fresh: Installation, fault: str) -> None:
    with serving(fresh, settings=CARELESS, FAULT=fault) as server:
        record = meet(fresh, server, 12)
    assert differences(fresh, record) != []
