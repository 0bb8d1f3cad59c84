"""T13 for steps of a case: of two people who let it move at once, exactly one does, and the other is told so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from pulau.apps.assessments.models import Assignment, Case, Transition
from pulau.apps.assessments.refusals import AlreadyAssigned, StageMoved
from pulau.apps.assessments.services.advancing import Advance, advance
from pulau.apps.assessments.services.teams import assign
from pulau.apps.assessments.wishes import SeatWish
from pulau.core.workflow.assessment import ASSESSMENT, SUBMITTED, TPI_ROUND_1
from pulau.core.workflow.levels import AssessorLevel
from pulau.foundation.registry.process_cases import Fact, process_facts
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, build_court
from tests.cast import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def at_once(court: Court, times: int, seen: str = SUBMITTED) -> list[object]:
    together = Barrier(times)

    def deed(number: int) -> object:
        together.wait()
        try:
            with behind_wall(court.tenant):
                if number < times // 2:
                    wish = Advance("begin_tpi", seen=seen)
                    return advance(actor=court.actors["rani"], case_id=court.case_id, wish=wish, now=NOW)
                seat = SeatWish(AssessorLevel.TPI_MEMBER, court.users["nina"].pk)
                return assign(actor=court.actors["rani"], case_id=court.case_id, wish=seat, now=NOW)
        except (StageMoved, AlreadyAssigned) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(deed, range(times)))


def test_of_two_who_let_it_move_at_once_exactly_one_does_and_nobody_is_seated_twice() -> None:
    court = build_court()
    with process_facts.standing_in(*(Fact(code, lambda *_: True) for code in ASSESSMENT.guards)):
        came = at_once(court, 4)
    assert sum(isinstance(each, Case) for each in came) == 1
    assert sum(isinstance(each, StageMoved) for each in came) == 1
    assert sum(isinstance(each, Assignment) for each in came) == 1
    assert sum(isinstance(each, AlreadyAssigned) for each in came) == 1
    with behind_wall(court.tenant):
        assert court.case().stage == TPI_ROUND_1
        assert Transition.objects.for_tenant(court.tenant).count() == 1
