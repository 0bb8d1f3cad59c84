"""Which pacts the head of a whole body owes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pulau.core.pledging.heading import Heading, renew_head
from pulau.core.pledging.renewing import Cause, EndCause, Held, Kind, RenewalRule

RULE = RenewalRule(new_days=30, yearly=(1, 31), least_days=7)
DAY = date(2026, 3, 2)
REGENT = Heading("Bupati", date(2025, 2, 20))


def pact(position: str = "Bupati", *, year: int = 2026, state: str = "signed") -> Held:
    return Held(UUID(int=year), "office", year, state, None, position, "", date(year, 1, 5))


def test_a_regent_owes_one_a_year_for_the_body() -> None:
    (task,) = renew_head(RULE, REGENT, [], DAY).tasks
    assert (task.kind, task.unit_id, task.position, task.cause) == (Kind.OFFICE, None, "Bupati", Cause.FIRST)
    (task,) = renew_head(RULE, REGENT, [pact(year=2025)], DAY).tasks
    assert task.cause == Cause.YEARLY
    assert renew_head(RULE, REGENT, [pact()], DAY) == renew_head(RULE, None, [], DAY)


def test_who_takes_office_is_no_new_employee() -> None:
    new = replace(REGENT, since=DAY)
    assert [one.cause for one in renew_head(RULE, new, [], DAY).tasks] == [Cause.NEW_POST]
    acted = renew_head(RULE, new, [pact("Plt. Bupati")], DAY)
    assert [one.cause for one in acted.tasks] == [Cause.NEW_POST], "who acted and now holds it signs anew"
    assert [one.cause for one in acted.endings] == [EndCause.REPLACED]


@pytest.mark.parametrize("state", ["due", "signed", "refused"])
def test_it_ends_with_the_duty_and_unsigned_with_the_year(state: str) -> None:
    over = renew_head(RULE, None, [pact(state=state), pact(year=2025, state="due"), pact(year=2024)], DAY)
    assert over.tasks == ()
    assert [one.cause for one in over.endings] == [EndCause.YEAR_OVER, EndCause.POST_OVER]
    assert renew_head(RULE, None, [pact(state="withdrawn")], DAY).endings == ()


def test_an_employee_who_heads_it_owes_no_second_and_one_who_acts_does() -> None:
    assert renew_head(RULE, replace(REGENT, employed=True), [], DAY).tasks == ()
    ended = renew_head(RULE, replace(REGENT, employed=True), [pact(state="due")], DAY).endings
    assert [one.cause for one in ended] == [EndCause.REPLACED]
    acting = Heading("Plt. Bupati", DAY, acting=True, employed=True)
    assert len(renew_head(RULE, acting, [], DAY).tasks) == 1
    assert renew_head(RULE, replace(acting, until=DAY), [], DAY).tasks == (), "nothing on the last day"
