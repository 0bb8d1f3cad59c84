"""Erasing the contents of one entry by right: what is gone, what stays and still verifies, and who may not."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.test import Client

from pulau.apps.transparency import places
from pulau.apps.transparency.contract import EntryErased, receipt, sequence_once
from pulau.apps.transparency.models import ErasedEntry
from pulau.apps.transparency.selectors import erased_count
from pulau.apps.transparency.services.erasing import AlreadyErased, Ground, NotErasable, StillWaiting, erase_entry
from pulau.core.log.receipts import check_receipt, read_receipt
from pulau.exchange.log import pulau_verify
from pulau.exchange.log.keys import verify
from pulau.foundation.journal.guard import opened
from pulau.foundation.journal.models import Entry, OutboxState
from pulau.foundation.journal.outbox import waiting
from pulau.foundation.tenancy.permanent import RowIsPermanent
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW
from tests.house import House
from tests.walls.application import as_application, on_postgres

GROUND = Ground("UU 27/2022 Pasal 43", "Pemilik data memintanya, dan tidak ada dasar lain.", "ab" * 32)
ARTICLE_FIELD = {"dasar": GROUND.article, "alasan": GROUND.words, "paham": "on"}


def entries(house: House, tenant: str = "sagara") -> list[Entry]:
    return list(Entry.objects.for_tenant(house.tenants[tenant]))


@pytest.fixture
def one(log: Path, house: House) -> Entry:
    """An entry that stands in the log."""
    sequence_once()
    return next(entry for entry in entries(house) if entry.action == "people.appointed")


def erase(house: House, entry: Entry, who: str = "hana", ground: Ground = GROUND) -> ErasedEntry:
    return erase_entry(actor=house.actors[who], entry_id=entry.pk, ground=ground, now=NOW)


def test_contents_are_gone_for_good_and_everything_else_still_verifies(house: House, one: Entry, log: Path) -> None:
    before = {entry.pk: (entry.payload, bytes(entry.salt)) for entry in entries(house)}
    kept = str(receipt(waiting(one))).encode()
    erase(house, one)
    sequence_once()
    policy = places.policy()
    for entry in entries(house):
        if entry.pk == one.pk:
            assert (entry.payload, bytes(entry.salt)) == ("{}", b"")
            assert (entry.action, entry.actor_id, entry.at) == (one.action, one.actor_id, one.at)
            continue
        assert before.get(entry.pk, (entry.payload, bytes(entry.salt))) == (entry.payload, bytes(entry.salt))
        if entry.outbox == OutboxState.PUBLISHED:
            check_receipt(receipt(waiting(entry)), policy, verify)
    check_receipt(read_receipt(kept), policy, verify)
    with pytest.raises(EntryErased):
        receipt(waiting(Entry.objects.for_actor(house.actors["hana"]).get(pk=one.pk)))
    state = log.parent / "state.json"
    told = pulau_verify.main(["monitor", str(log / "tree"), str(log / "tree" / "policy"), "--state", str(state)])
    assert told in {0, 3}, "the whole tree leads to its root; without witnesses it is genuine, not witnessed"


def test_the_ground_is_kept_and_journaled_and_never_changed(house: House, one: Entry) -> None:
    row = erase(house, one)
    assert (row.article, row.ground, row.document, row.by_id) == (
        *(GROUND.article, GROUND.words, GROUND.document),
        house.users["hana"].pk,
    )
    told = Entry.objects.for_actor(house.actors["hana"]).get(action="transparency.erased")
    assert str(one.pk) in told.payload
    assert GROUND.words not in told.payload, "the words stay with the row"
    with pytest.raises(RowIsPermanent):
        row.delete()
    erased = {name: ErasedEntry.objects.for_tenant(house.tenants[name]) for name in ("sagara", "lain")}
    assert set(erased["sagara"].values_list("entry_id", flat=True)) == {one.pk}
    assert not erased["lain"].exists()
    assert erased_count() == 1


def test_who_may_not_erases_nothing(house: House, one: Entry) -> None:
    for who in ("ayu", "gita", "indra", "joko"):
        with pytest.raises(PermissionDenied):
            erase(house, one, who)
    foreign = entries(house, "lain")[0]
    with pytest.raises(Http404):
        erase(house, foreign)
    assert ErasedEntry.objects.for_tenant(house.tenants["sagara"]).count() == 0
    assert house.client("ayu").get(f"/log/entri/{one.pk}/hapus").status_code == 403
    assert house.client("hana").get(f"/log/entri/{foreign.pk}/hapus").status_code == 404


def test_what_still_waits_for_the_log_is_erased_yet_or_tells_of_an_erasure_stays(house: House, one: Entry) -> None:
    house.open("rsud", 2026)
    fresh = next(entry for entry in entries(house) if entry.outbox == OutboxState.PENDING)
    with pytest.raises(StillWaiting):
        erase(house, fresh)
    erase(house, one)
    with pytest.raises(AlreadyErased):
        erase(house, one)
    sequence_once()
    told = Entry.objects.for_actor(house.actors["hana"]).get(action="transparency.erased")
    with pytest.raises(NotErasable):
        erase(house, told)


@pytest.mark.parametrize(
    ("ground", "field"),
    [
        (Ground("", GROUND.words, GROUND.document), "article"),
        (Ground("Pasal 99", GROUND.words, GROUND.document), "article"),
        (Ground(GROUND.article, "  ", GROUND.document), "ground"),
        (Ground(GROUND.article, "x" * 501, GROUND.document), "ground"),
        (Ground(GROUND.article, GROUND.words, "AB" * 32), "document"),
    ],
)
def test_without_a_whole_ground_nothing_is_erased(house: House, one: Entry, ground: Ground, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        erase(house, one, ground=ground)
    assert list(refused.value.message_dict) == [field]


def test_without_a_log_an_entry_that_waits_never_goes_in(house: House) -> None:
    """Its commitment could not be made any more if the log began later."""
    entry = entries(house)[-1]
    assert entry.outbox == OutboxState.PENDING
    erase(house, entry)
    assert Entry.objects.for_actor(house.actors["hana"]).get(pk=entry.pk).outbox == OutboxState.APART


@pytest.mark.parametrize("column", ["payload = '[]'", "at = NULL", "outbox = 'published', payload = 'x'"])
def test_raw_sql_is_still_refused_outside(house: House, one: Entry, column: str) -> None:
    erase(house, one)
    with (
        pytest.raises(DatabaseError, match="not changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE journal_entry SET {column}")  # noqa: S608 - those above


def test_the_application_erases_and_touches_no_column_itself_through_an_open_door_too(house: House, one: Entry) -> None:
    if not on_postgres():
        pytest.skip("only PostgreSQL knows roles")
    with as_application(), behind_wall(house.tenants["sagara"]):
        erase(house, one)
        for change in ("role = 'x'", "payload = '[]'", "salt = ''"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), opened(connection):
                connection.cursor().execute(f"UPDATE journal_entry SET {change}")  # noqa: S608 - those above


def test_the_form_asks_who_it_is_and_says_what_is_missing(house: House, one: Entry) -> None:
    path = f"/log/entri/{one.pk}/hapus"
    asked = house.client("hana").get(path)
    assert asked.headers["Location"].startswith("/akun/konfirmasi")
    client = house.confirmed("hana")
    assert "tidak dapat dibatalkan" in client.get(path).content.decode()
    empty = client.post(path, {"alasan": GROUND.words})
    assert empty.status_code == 422
    for words in ("Pilih dasar hukum penghapusan.", "Pilih berkas dokumennya.", "Centang bila", GROUND.words):
        assert words in empty.content.decode()
    document = SimpleUploadedFile("putusan.pdf", b"%PDF-1.7 putusan")
    done = client.post(path, {**ARTICLE_FIELD, "dokumen": document}, follow=True)
    told = done.content.decode()
    assert done.redirect_chain == [(f"/jurnal/{one.pk}", 303)]
    assert GROUND.words in told
    assert "Isi dihapus atas dasar hukum" in told
    [row] = ErasedEntry.objects.for_tenant(house.tenants["sagara"])
    assert row.document == hashlib.sha256(b"%PDF-1.7 putusan").hexdigest()
    assert client.post(path, {**ARTICLE_FIELD, "dokumen": SimpleUploadedFile("a", b"a")}).status_code == 409


def exported(client: Client, kind: str, entry: Entry) -> str:
    answer: Any = client.post(f"/jurnal/unduh/{kind}", {"objek": entry.object_id})
    return b"".join(answer.streaming_content).decode()


def test_journal_exports_and_receipts_say_that_it_was_erased(house: House, one: Entry) -> None:
    erase(house, one)
    client = house.client("hana")
    lines = exported(client, "jsonl", one)
    assert '"erased": {"article": "UU 27/2022 Pasal 43"' in lines
    assert f"{GROUND.article}: {GROUND.words}" in exported(client, "csv", one)
    assert "sudah dimusnahkan" in client.get(f"/tanda-terima/{one.pk}").content.decode()
    assert client.get(f"/tanda-terima/{one.pk}/berkas").status_code == 302
    assert "Isi dihapus atas dasar hukum" in client.get("/log").content.decode()
