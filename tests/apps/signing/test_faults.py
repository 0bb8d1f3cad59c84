"""What goes wrong while signing: nothing is kept, or what was kept says what is missing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from asn1crypto import tsp
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from pyhanko.sign.timestamps import TimestampRequestError

from pulau.apps.signing import tasks
from pulau.apps.signing.contract import (
    DocumentState,
    Given,
    SigningRefused,
    newest,
    sign_at_once,
    sign_document,
    signs_by_itself,
    stamped_then,
)
from pulau.apps.signing.models import Document, Signatory, Version
from pulau.apps.signing.provider import PastRefused
from pulau.apps.signing.stamping import COMPLETE_TIMESTAMPS
from pulau.exchange.signatures.timestamping import OwnTimeStamper
from pulau.foundation import storage
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.journal.models import Entry
from pulau.foundation.registry.document_kinds import DocumentKind, document_kinds
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.signing.desk import (
    LATER,
    application,
    as_requested,
    fresh,
    pdf,
    people,
    place_of,
    prepared,
    signed,
    versions,
    wish,
)
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_timestamps(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    def away(_self: OwnTimeStamper, _req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        raise TimestampRequestError("nobody there")

    monkeypatch.setattr(OwnTimeStamper, "answer", away)
    return monkeypatch


def complete() -> None:
    with application():
        tasks.complete_timestamps.call()


def test_without_timestamps_a_signature_says_so_and_is_completed_later(
    house: House, no_timestamps: pytest.MonkeyPatch
) -> None:
    document = prepared(house, "indra", "gita")
    signed(house, "indra", document)
    assert (people(document)[0].level, versions(document)) == ("B-B", 2)
    complete()
    assert versions(document) == 2  # still away
    no_timestamps.undo()
    before = pdf(document)
    complete()
    assert (people(document)[0].level, versions(document)) == ("B-LT", 3)
    assert pdf(document).startswith(before)
    complete()
    assert versions(document) == 3
    assert signed(house, "gita", document, timezone.now()).level == "B-LT"
    assert fresh(document).state == DocumentState.COMPLETE


def test_one_damaged_file_holds_up_no_other_timestamp(
    house: House, no_timestamps: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, broken = prepared(house, "indra"), prepared(house, "indra")
    for document in (whole, broken):
        signed(house, "indra", document)
    assert waiting(COMPLETE_TIMESTAMPS) == 1  # one job for both
    with behind_wall(broken.tenant_id):
        lost = newest(fresh(broken)).digest
    no_timestamps.undo()
    get = storage.get

    def damaged(digest: str) -> bytes:
        if digest == lost:
            raise BlobDamaged(digest)
        return get(digest)

    monkeypatch.setattr(storage, "get", damaged)
    complete()
    assert (people(whole)[0].level, people(broken)[0].level) == ("B-LT", "B-B")


@pytest.mark.parametrize("fault", [BlobDamaged("x"), BlobMissing("x")])
def test_a_file_that_is_not_what_was_kept_is_not_signed(
    house: House, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = prepared(house, "indra")

    def broken(_digest: str) -> bytes:
        raise fault

    monkeypatch.setattr(storage, "get", broken)
    with pytest.raises(SigningRefused, match="file-damaged"):
        signed(house, "indra", document)
    monkeypatch.undo()
    assert (versions(document), people(document)[0].state) == (1, "waiting")


def test_where_the_store_is_full_nothing_is_kept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    document, ayu = prepared(house, "indra"), house.actors["ayu"]

    def full(_content: bytes) -> str:
        raise OSError("no space left on device")

    def state() -> tuple[int, int, int]:
        with behind_wall(ayu.tenant_id):
            return tuple(model.objects.for_tenant(ayu.tenant_id).count() for model in (Document, Version, Entry))  # type: ignore[return-value]

    before = state()
    monkeypatch.setattr(storage, "put", full)
    with pytest.raises(OSError, match="no space"):
        signed(house, "indra", document)
    with as_requested(ayu), pytest.raises(OSError, match="no space"):
        sign_at_once(actor=ayu, wish=wish(house, "ayu"), given=Given(), now=LATER)
    assert state() == before
    assert fresh(document).state == DocumentState.PREPARED


def test_a_clock_that_went_back_signs_nothing(house: House) -> None:
    document = prepared(house, "indra")
    with pytest.raises(SigningRefused, match="clock-behind"):
        signed(house, "indra", document, NOW - timedelta(hours=1))
    assert versions(document) == 1


def test_a_person_from_elsewhere_sees_exactly_the_document_they_sign(house: House) -> None:
    shared, other = prepared(house, "indra", "dewi"), prepared(house, "indra", "gita")
    dewi = house.actors["dewi"]
    with as_requested(dewi):
        assert list(Document.objects.signed_by(dewi.person)) == [shared]
        assert [row.document_id for row in Signatory.objects.of_user(dewi.person)] == [shared.pk]
        assert not Document.objects.for_actor(dewi).exists()
        if connection.vendor == "postgresql":  # there the rows themselves are hidden, however they are asked for
            assert not Document.objects.for_tenant(other.tenant_id).filter(pk=other.pk).exists()
            assert not Version.objects.for_tenant(other.tenant_id).filter(document=other).exists()
            assert not Signatory.objects.for_tenant(other.tenant_id).filter(document=other).exists()


def test_who_signs_in_another_body_has_no_rights_of_home_there(house: House) -> None:
    seen = []

    def changed(actor: object, _change: object, _now: object) -> None:
        seen.append(actor)

    document_kinds.add(DocumentKind("trial-told", "Uji", "Trial", changed=changed))
    try:
        document = prepared(house, "indra", "dewi")
        with behind_wall(document.tenant_id):
            Document.objects.for_tenant(document.tenant_id).filter(pk=document.pk).update(
                kind="trial-told", subject_id=document.pk
            )
        signed(house, "dewi", document)
    finally:
        document_kinds._entries.pop("trial-told")
    (actor,) = seen
    assert (actor.tenant_id, actor.appointments, actor.role) == (document.tenant_id, (), "")  # type: ignore[attr-defined]


@override_settings(INVENTED_PAST=False)
def test_where_real_documents_are_signed_no_timestamp_says_a_day_gone_by() -> None:
    with pytest.raises(PastRefused), stamped_then(NOW):
        raise AssertionError("never begun")
    assert not signs_by_itself()


def test_a_passphrase_shows_in_no_log() -> None:
    assert "rahasia" not in repr(Given("kalimat rahasia"))


@pytest.mark.django_db(transaction=True)
def test_taps_at_the_same_moment_make_one_signature(house: House) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, where threads have no database in common")
    document = prepared(house, "indra")
    place = place_of(house, "indra", document)

    def tap(_turn: int) -> str:
        try:
            with as_requested(house.actors["indra"]):
                sign_document(actor=house.actors["indra"], signatory_id=place, given=Given(), now=LATER)
        except SigningRefused as refused:
            return refused.reason
        finally:
            connection.close()
        return "signed"

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(tap, range(4)))
    assert told == ["already-done"] * 3 + ["signed"]
    assert versions(document) == 2
