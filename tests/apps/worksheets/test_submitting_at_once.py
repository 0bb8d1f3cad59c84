"""T12 and T13 for handing in: two heads at once, and a submission while an answer is being saved."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from pulau.apps.worksheets.locked import WorksheetSubmitted
from pulau.apps.worksheets.models import SheetState, Submission
from pulau.apps.worksheets.selectors import values_of
from pulau.apps.worksheets.services.handing import Handing, WorksheetMoved, submit_worksheet
from pulau.exchange.packages.manifest import read_manifest
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.worksheets.handing import fresh, look
from tests.cast import NOW
from tests.house import House, build_house

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def at_once(house: House, *deeds: Callable[[], object]) -> list[object]:
    """Do things in the same moment, each on a connection of its own; return what came of each, errors too."""
    together = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        together.wait()
        try:
            with behind_wall(house.tenants["sagara"]):
                return deed()
        except (WorksheetSubmitted, WorksheetMoved) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def submitting(house: House) -> Callable[[], object]:
    found = look(house)
    handing = Handing(found.seal, found.check.codes)
    return lambda: submit_worksheet(actor=house.actors["gita"], worksheet_id=house.sheet.pk, handing=handing, now=NOW)


def test_of_two_who_hand_in_at_once_exactly_one_does() -> None:
    house = build_house()
    house.answer("ayu", {"P1.i.a": "Ya"})
    deed = submitting(house)
    came = at_once(house, *[deed] * 4)
    assert sum(isinstance(each, Submission) for each in came) == 1
    assert sum(isinstance(each, WorksheetSubmitted) for each in came) == 3
    assert Submission.objects.for_tenant(house.tenants["sagara"]).count() == 1


def test_an_answer_in_the_same_moment_is_either_in_what_was_handed_in_or_refused() -> None:
    house = build_house()
    house.answer("ayu", {"P1.i.a": "Ya"})
    handed, answered = at_once(house, submitting(house), lambda: house.answer("ayu", {"P1.i.b": "A"}))
    row = fresh(house)
    if isinstance(handed, Submission):
        assert isinstance(answered, WorksheetSubmitted)
        pinned = {one.item: one.version for one in read_manifest(storage.get(handed.manifest)).answers}
        assert pinned == {item: found.version for item, found in values_of(row).items()}
    else:
        assert isinstance(handed, WorksheetMoved)
        assert row.state == SheetState.DRAFT
        assert "P1.i.b" in values_of(row)
