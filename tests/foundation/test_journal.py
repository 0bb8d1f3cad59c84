from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pulau.foundation.accounts.actions import TENANT_OPENED
from pulau.foundation.journal import services as journal
from pulau.foundation.journal.models import Entry, OutboxState
from pulau.foundation.journal.selectors import entries_for
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.permanent import RowIsPermanent
from tests.cast import AYU, DEWI, ELSEWHERE, NOW, SAGARA

ACTION = TENANT_OPENED.code


@pytest.fixture
def tenant(db: None) -> Tenant:
    Tenant.objects.create(id=ELSEWHERE, code="lain", name="Lain", created_at=NOW)
    return Tenant.objects.create(id=SAGARA, code="sagara", name="Sagara", created_at=NOW)


def record(tenant: Tenant, payload: dict[str, object] | None = None, now: datetime = NOW) -> Entry:
    with transaction.atomic():
        entry = journal.record(AYU, ACTION, tenant, payload or {}, now)
    kept: Entry = Entry.objects.for_actor(AYU).get(pk=entry.pk)
    return kept


def test_an_entry_says_who_did_what_to_which_object_and_when(tenant: Tenant) -> None:
    entry = record(tenant)
    assert (entry.tenant_id, entry.actor_id, entry.role) == (SAGARA, AYU.user_id, "zone-team")
    assert (entry.action, entry.object_type, entry.object_id) == (ACTION, "tenancy.tenant", str(SAGARA))
    assert entry.at == datetime(2026, 3, 2, 8, 30, 15, 123_000, tzinfo=UTC), "to the millisecond"
    assert entry.outbox == OutboxState.PENDING
    assert str(entry) == f"2026-03-02T08:30:15Z {ACTION} tenancy.tenant {SAGARA}"


def test_a_time_of_another_zone_is_kept_in_utc(tenant: Tenant) -> None:
    wib = NOW.astimezone(timezone(timedelta(hours=7)))
    assert record(tenant, now=wib).at == record(tenant).at


def test_the_payload_is_canonical_whatever_the_order(tenant: Tenant) -> None:
    entry = record(tenant, {"b": 2, "a": [SAGARA, None], "none": None})
    assert entry.payload == f'{{"a":["{SAGARA}"],"b":"2"}}'
    assert json.loads(entry.payload)["b"] == "2"


def test_each_entry_has_its_own_salt(tenant: Tenant) -> None:
    salts = {bytes(record(tenant).salt) for _ in range(3)}
    assert len(salts) == 3
    assert {len(salt) for salt in salts} == {32}


def test_a_tenant_reads_its_own_entries_in_the_order_of_time(tenant: Tenant) -> None:
    late, early = record(tenant, now=NOW + timedelta(hours=1)), record(tenant)
    assert list(entries_for(AYU)) == [early, late]
    assert list(entries_for(DEWI)) == []


def test_an_unknown_action_is_refused(tenant: Tenant) -> None:
    with pytest.raises(journal.UnknownAction, match=r"worksheet\.lost"), transaction.atomic():
        journal.record(AYU, "worksheet.lost", tenant, {}, NOW)


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(journal.JournalOutsideTransaction):
        journal.record(AYU, ACTION, Tenant(id=SAGARA), {}, NOW)


def test_a_time_without_a_zone_is_refused(tenant: Tenant) -> None:
    with pytest.raises(ValueError, match="zone"):
        record(tenant, now=NOW.replace(tzinfo=None))


@pytest.mark.parametrize("payload", [{"note": "x" * 129}, {"notes": [{"text": "x" * 129}]}])
def test_prose_does_not_belong_into_a_payload(tenant: Tenant, payload: dict[str, object]) -> None:
    with pytest.raises(journal.PayloadNotReferences):
        record(tenant, payload)
    assert record(tenant, {"digest": "x" * 128}).payload


def test_an_entry_is_never_changed_or_removed(tenant: Tenant) -> None:
    entry = record(tenant)
    entry.action = "other.thing"
    rows = Entry.objects.for_tenant(SAGARA)
    for attempt in (entry.save, entry.delete, rows.delete, lambda: rows.filter(pk=entry.pk).update(action="x.y")):
        with pytest.raises(RowIsPermanent):
            attempt()
    assert rows.get(pk=entry.pk).action == ACTION


def test_writing_an_entry_is_one_query(tenant: Tenant) -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        journal.record(AYU, ACTION, tenant, {}, NOW)
    assert len(queries) == 1


def test_what_is_undone_leaves_no_entry(tenant: Tenant) -> None:
    class UndoneError(Exception):
        pass

    def fail() -> None:
        with transaction.atomic():
            journal.record(AYU, ACTION, tenant, {}, NOW)
            raise UndoneError

    with pytest.raises(UndoneError):
        fail()
    assert list(entries_for(AYU)) == []
