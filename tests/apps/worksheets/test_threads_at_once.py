"""A comment that arrives several times at the same moment: one comment, whichever came first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from pulau.apps.worksheets.models import Comment, Mention
from pulau.apps.worksheets.services.talking import Remark, add_comment
from pulau.foundation.journal.models import Entry
from tests.cast import NOW
from tests.house import House

FORMS = 5
ARRIVALS = 8


@pytest.mark.django_db(transaction=True)
def test_arrivals_at_the_same_moment_make_one_comment_a_form(house: House) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, where threads have no database in common")

    def send(number: int) -> UUID:
        remark = Remark("P1.i.b", "Sekali saja, @Fajar", key=str(number % FORMS))
        try:
            return add_comment(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, remark=remark, now=NOW).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(ARRIVALS) as pool:
        made = set(pool.map(send, range(FORMS * ARRIVALS)))
    actor = house.actors["ayu"]
    assert {comment.pk for comment in Comment.objects.for_actor(actor)} == made
    assert len(made) == FORMS
    assert Mention.objects.for_actor(actor).count() == FORMS
    assert Entry.objects.for_actor(actor).filter(action="worksheets.comment_added").count() == FORMS
