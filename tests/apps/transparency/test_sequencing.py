"""From the journal into the log: what goes in, in which order it survives, and when nothing is signed."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import connection, transaction

from pulau.apps.transparency import places
from pulau.apps.transparency.contract import State, sequence_once, standing
from pulau.apps.transparency.models import Alarm, Head, LoggedLeaf, LogState
from pulau.apps.transparency.proving import receipt
from pulau.apps.transparency.running.sequencing import DATABASE_OLDER, Sequencer
from pulau.core.log.notes import read_note
from pulau.core.log.receipts import check_receipt, read_receipt
from pulau.exchange.log.growing import LogRefused
from pulau.exchange.log.keys import verify
from pulau.exchange.log.lock_store import LockHeld
from pulau.foundation.journal import guard
from pulau.foundation.journal.models import Entry, OutboxState
from pulau.foundation.journal.outbox import waiting
from tests.cast import NOW
from tests.house import House, build_house
from tests.walls.application import as_application, on_postgres

pytestmark = pytest.mark.django_db(transaction=True)


def all_entries(house: House) -> list[Entry]:
    return [entry for tenant in house.tenants.values() for entry in Entry.objects.for_tenant(tenant)]


def test_every_entry_comes_into_the_log_and_can_be_proven(log: Path) -> None:
    house = build_house()
    taken = sequence_once()
    found = all_entries(house)
    assert taken >= len(found) > 10
    policy = places.policy()
    for entry in found:
        if entry.outbox == OutboxState.APART:
            continue
        assert entry.outbox == OutboxState.PUBLISHED
        made = receipt(waiting(entry))
        accepted = check_receipt(read_receipt(str(made).encode()), policy, verify)
        assert accepted.checkpoint.size == LogState.objects.get().size


def test_the_application_sequences_without_owning_anything(log: Path) -> None:
    house = build_house()
    with as_application() if on_postgres() else nullcontext():
        assert sequence_once() > 10
    assert {entry.outbox for entry in all_entries(house)} <= {OutboxState.PUBLISHED, OutboxState.APART}


def test_witnesses_cosign_and_the_entry_is_witnessed(witnessed: dict[str, Path]) -> None:
    house = build_house()
    sequence_once()
    entry = next(each for each in all_entries(house) if each.outbox == OutboxState.PUBLISHED)
    found = standing(entry.pk, entry.action)
    assert found.state is State.WITNESSED
    assert [word.name for word in found.words] == ["ombudsman", "bpkp", "universitas"]
    accepted = check_receipt(receipt(waiting(entry)), places.policy(), verify)
    assert accepted.quorum
    note = read_note(places.tree_store().read("checkpoint"))
    assert len(note.signatures) == 4


def test_a_database_that_is_older_than_the_log_is_refused(log: Path) -> None:
    build_house()
    sequence_once()
    put_back(1)
    with pytest.raises(LogRefused) as refused, Sequencer(NOW):
        pass
    assert refused.value.code == DATABASE_OLDER
    assert LogState.objects.get().refused == DATABASE_OLDER
    assert Alarm.objects.get().facts["code"] == DATABASE_OLDER


def put_back(entries: int) -> None:
    """Have the database as a backup of before the last entries would have it."""
    lost = list(LoggedLeaf.objects.order_by("-index")[:entries])
    Head.objects.filter(size__gt=lost[-1].index).delete()
    LogState.objects.update(size=lost[-1].index)
    LoggedLeaf.objects.filter(pk__in=[leaf.pk for leaf in lost]).delete()
    with transaction.atomic(), guard.opened(connection), connection.cursor() as cursor:
        for leaf in lost:
            key = leaf.entry_id.hex if connection.vendor == "sqlite" else leaf.entry_id
            cursor.execute("DELETE FROM journal_entry WHERE id = %s", [key])
            cursor.execute("DELETE FROM transparency_operatorentry WHERE id = %s", [key])


def test_two_sequencers_never_work_at_once(log: Path) -> None:
    with Sequencer(NOW), pytest.raises(LockHeld), Sequencer(NOW):
        pass
