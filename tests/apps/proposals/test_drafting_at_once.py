"""Two who press at the same moment: one draft of a year, one number for each change of the season, and nobody fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from pulau.apps.proposals.models import Proposal, SeasonChange
from pulau.apps.proposals.refusals import DraftStands
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import build_court
from tests.apps.proposals.proposing import drafted, ease, set_at

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def at_once(deeds: list[Callable[[], object]]) -> list[object]:
    together = Barrier(len(deeds))

    def done(deed: Callable[[], object]) -> object:
        together.wait()
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def test_of_those_who_act_at_once_nobody_fails_and_nothing_is_there_twice() -> None:
    court = build_court()
    with behind_wall(court.tenant):
        ease(court)

    def draft() -> object:
        try:
            with behind_wall(court.tenant):
                return drafted(court)
        except DraftStands as refused:
            return refused

    came = at_once([draft] * 3)
    assert sum(isinstance(each, Proposal) for each in came) == 1
    assert sum(isinstance(each, DraftStands) for each in came) == 2

    at_once([lambda: set_at(court, "quota:regency", quota=4)] * 3)
    with behind_wall(court.ministry):
        numbers = SeasonChange.objects.for_tenant(court.ministry).values_list("number", flat=True)
        assert sorted(numbers) == [1, 2, 3]
