"""`kill -9` of the server, and of its database, in the midst of saves: what was acknowledged is there, and whole."""

from __future__ import annotations

from random import Random

import pytest

from tests.faults.pairs import audited
from tests.faults.postgres import Postgres
from tests.faults.writers import Writers, lost, writing
from tests.served import UNIT, Installation, free_port, serving

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

PEOPLE = 4


def check(there: Installation, writers: Writers) -> None:
    """Everything acknowledged up to now is there, and nothing is half written."""
    acknowledged = writers.acknowledged()
    found = audited(there)
    assert found["faults"] == []
    assert lost(acknowledged, found["answers"].get(UNIT, {})) == []


@pytest.mark.parametrize(("kills", "saves"), [(2, 60), pytest.param(60, 10_000, marks=pytest.mark.nightly)])
def test_what_was_acknowledged_outlives_the_server_and_its_database(
    durable: tuple[Installation, Postgres | None], kills: int, saves: int
) -> None:
    there, postgres = durable
    chance, port = Random(kills), free_port()  # noqa: S311 - when to strike, not a secret
    with writing(there, port, PEOPLE, saves) as writers:
        for blow in range(1, kills + 1):
            with serving(there, port=port) as server:
                assert writers.reach(blow * saves // (kills + 1) + chance.randint(0, 5)), writers.faults
                if postgres and blow % 2 == 0:
                    postgres.crash()
                    assert writers.reach(writers.count + PEOPLE), writers.faults  # it goes on by itself
                server.kill()
            check(there, writers)
        with serving(there, port=port):
            writers.finish()
    assert writers.faults == []
    assert writers.count == saves
    check(there, writers)


@pytest.mark.once
def test_an_acknowledged_answer_that_is_gone_would_be_noticed(durable: tuple[Installation, Postgres | None]) -> None:
    there, _postgres = durable
    with serving(there) as server, writing(there, server.port, 1, 3) as writers:
        writers.finish()
    acknowledged = writers.acknowledged()
    stored = audited(there)["answers"][UNIT]
    assert lost(acknowledged, stored) == []
    item = next(iter(acknowledged))
    assert len(lost(acknowledged, {**stored, item: {}})) == 1
    acknowledged[item].append(("A", "tidak pernah sampai"))
    assert len(lost(acknowledged, stored)) == 1
