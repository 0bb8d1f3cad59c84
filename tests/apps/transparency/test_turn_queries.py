"""What a turn of the sequencer asks of the database: as much for many entries as for few, but for parts of 500."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pulau.apps.transparency.running.sequencing import Sequencer
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.services import open_tenant
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

pytestmark = pytest.mark.django_db(transaction=True)
WALL = ("SELECT set_config", "SELECT current_setting", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def write(body: Tenant, count: int) -> None:
    told = ((body, {"number": number}, None) for number in range(count))
    with behind_wall(body.pk), transaction.atomic():
        journal.record_many(Actor.system(body.pk), "worksheets.submitted", told, timezone.now())


def test_the_queries_of_a_turn_do_not_grow_with_its_entries(log: Path) -> None:
    body = open_tenant(code="satu", name="Satu", now=timezone.now())
    asked = {}
    with Sequencer(timezone.now()) as sequencer:
        sequencer.turn(timezone.now())
        for count in (1, 5, 300, 1_200):
            write(body, count)
            with CaptureQueriesContext(connection) as queries:
                assert sequencer.turn(timezone.now()) == count
            asked[count] = len([each for each in queries if not each["sql"].startswith(WALL)])
        with CaptureQueriesContext(connection) as queries:
            assert sequencer.turn(timezone.now()) == 0
        idle = len([each for each in queries if not each["sql"].startswith(WALL)])
    assert asked[1] == asked[5] == asked[300] <= 12
    assert asked[1_200] <= asked[1] + 7, "further parts of 500, and of 333 to insert"
    assert idle <= 3
