"""Replies that several people send at the same moment: all are kept, each once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from pulau.apps.assessments.models import Question, QuestionState, Reply
from pulau.apps.assessments.question_wishes import ReplyWish
from pulau.apps.assessments.services.asking import reply_to
from pulau.core.workflow.assessment import TPI_ROUND_1
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.test_questions import ask, assign
from tests.cast import NOW

__all__ = ["court"]
FORMS, ARRIVALS = 4, 3


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_two_who_reply_at_once_are_both_kept(court: Court) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, where threads have no database in common")
    with behind_wall(court.tenant):
        assign(court, "nina", "tpi-member")
        court.stand_at(TPI_ROUND_1)
        ask(court)

    def send(number: int) -> None:
        who = ("ayu", "fajar")[number % 2]
        wish = ReplyWish(f"Jawaban {number % FORMS}", key=str(number % FORMS))
        try:
            with behind_wall(court.tenant):
                reply_to(actor=court.actors[who], case_id=court.case_id, number=1, wish=wish, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(FORMS * ARRIVALS) as pool:
        list(pool.map(send, range(FORMS * ARRIVALS)))
    with behind_wall(court.tenant):
        said = Reply.objects.for_tenant(court.tenant)
        assert sorted(said.values_list("number", flat=True)) == list(range(1, FORMS + 1))
        assert Question.objects.for_tenant(court.tenant).get().state == QuestionState.ANSWERED
