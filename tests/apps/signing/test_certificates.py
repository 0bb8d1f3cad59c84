"""Certificates: one authority whoever asks first, revoked ones that sign nothing, and what comes next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Event

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from pulau.apps.signing import authority
from pulau.apps.signing.contract import CertificateRefused, SigningRefused, newest
from pulau.apps.signing.models import Authority, AuthorityKind, Certificate, RevocationList
from pulau.apps.signing.selectors.certificates import CertificateNotFound
from pulau.apps.signing.selectors.inspecting import public_anchors
from pulau.apps.signing.services.certificates import (
    ask_certificate_anew,
    issue_certificate_again,
    revoke_certificates,
    revoke_own_certificates,
)
from pulau.exchange.signatures.checking import Verdict, check
from pulau.exchange.signatures.signing import Trust
from pulau.foundation import storage
from pulau.foundation.journal.models import Entry
from tests.apps.signing.desk import LATER, as_requested, fresh, people, prepared, signed, versions
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def test_a_first_signature_issues_a_certificate_and_a_second_uses_it(house: House) -> None:
    signed(house, "ayu", prepared(house, "ayu"))
    document = prepared(house, "ayu")
    signed(house, "ayu", document)
    (own,) = people(document)
    (row,) = Certificate.objects.filter(user_id=house.users["ayu"].pk)
    assert (own.serial, own.level, own.provider) == (row.serial, "B-LT", "local")
    assert "PRIVATE" not in str(Certificate.objects.values_list("certificate", flat=True).first())
    entries = Entry.objects.for_tenant(house.tenants["sagara"]).filter(action="signing.certificate_issued")
    assert entries.count() == 1


def test_a_revoked_certificate_signs_nothing_until_its_owner_asks_for_another(house: House) -> None:
    ayu = house.actors["ayu"]
    signed(house, "ayu", prepared(house, "ayu"))
    with as_requested(ayu):
        with pytest.raises(SigningRefused, match="reason-missing"):
            revoke_own_certificates(actor=ayu, reason=" ", now=LATER)
        assert revoke_own_certificates(actor=ayu, reason="Telepon hilang", now=LATER) == 1
    document = prepared(house, "ayu")
    with pytest.raises(CertificateRefused, match="revoked"):
        signed(house, "ayu", document)
    assert versions(document) == 1
    row = Certificate.objects.get(user_id=ayu.person)
    listed = x509.load_der_x509_crl(bytes(RevocationList.objects.first().der))  # type: ignore[union-attr]
    assert listed.get_revoked_certificate_by_serial_number(int(row.serial, 16)) is not None
    later = LATER + timedelta(minutes=1)
    with as_requested(ayu):
        ask_certificate_anew(actor=ayu, name="Ayu Larasati", organisation="Sagara", now=later)
    signed(house, "ayu", document, later)
    assert versions(document) == 2


def test_an_administrator_ends_certificates_of_their_own_people_and_these_do_not_come_back(house: House) -> None:
    hana, ayu = house.actors["hana"], house.actors["ayu"]
    signed(house, "ayu", prepared(house, "ayu"))
    for name in ("ayu", "gita", "indra", "dewi"):
        with as_requested(house.actors[name]), pytest.raises(PermissionDenied):
            revoke_certificates(actor=house.actors[name], user_id=house.users["fajar"].pk, reason="x", now=LATER)
    with as_requested(hana):
        with pytest.raises(CertificateNotFound):
            revoke_certificates(actor=hana, user_id=house.users["dewi"].pk, reason="Keluar", now=LATER)
        assert revoke_certificates(actor=hana, user_id=ayu.person, reason="Keluar", now=LATER) == 1
    with as_requested(ayu), pytest.raises(CertificateRefused):
        ask_certificate_anew(actor=ayu, name="Ayu", organisation="", now=LATER)
    with as_requested(ayu), pytest.raises(PermissionDenied):
        issue_certificate_again(actor=ayu, user_id=ayu.person, name="Ayu", now=LATER)
    call_command("signing_issue", "ayu@uji.example.id")
    signed(house, "ayu", prepared(house, "ayu"), timezone.now())


def test_the_operator_revokes_anchors_and_looks(house: House, tmp_path: Path) -> None:
    signed(house, "ayu", prepared(house, "ayu"))
    told = StringIO()
    call_command("signing_revoke", "AYU@uji.example.id", reason="Hilang", stdout=told)
    call_command("signing_anchors", output=str(tmp_path / "a"), stdout=told)
    call_command("signing_state", stdout=told)
    assert told.getvalue().startswith("1 sertifikat dicabut.")
    assert "Sertifikat orang yang berlaku: 0" in told.getvalue()
    assert (tmp_path / "a" / "root.pem").read_text().count("BEGIN CERTIFICATE") == 1
    assert Certificate.objects.get().reason == "Hilang"
    with pytest.raises(CommandError, match="Tidak ada akun"):
        call_command("signing_revoke", "tidak-ada@uji.example.id")
    with pytest.raises(CommandError, match="Tidak ada sertifikat"):
        call_command("signing_issue", "hana@uji.example.id")


@pytest.mark.django_db(transaction=True)
def test_no_list_made_at_the_same_moment_forgets_what_was_revoked(house: House) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, where threads have no database in common")
    signed(house, "ayu", prepared(house, "ayu"))
    ayu, revoked = house.actors["ayu"], Event()

    def make_another() -> None:
        try:
            revoked.wait(10)
            authority.list_anew(LATER)  # as the first signature of a day does
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with as_requested(ayu):
            revoke_own_certificates(actor=ayu, reason="Hilang", now=LATER)
            revoked.set()
            other = pool.submit(make_another)
            with suppress(TimeoutError):
                other.result(1)  # it waits for what is being revoked here
        other.result(10)
    newest = x509.load_der_x509_crl(bytes(RevocationList.objects.filter(authority__kind="issuer")[0].der))
    serial = Certificate.objects.get(user_id=ayu.person).serial
    assert newest.get_revoked_certificate_by_serial_number(int(serial, 16)) is not None


def test_there_is_one_authority_and_its_parts_are_never_mixed() -> None:
    first = authority.house(NOW)
    assert authority.house(NOW + timedelta(days=300)).rows["root"].pk == first.rows["root"].pk
    assert Authority.objects.count() == len(AuthorityKind)
    Authority.objects.filter(kind=AuthorityKind.SEAL).update(revoked_at=NOW)  # half of it is no authority
    second = authority.house(NOW)
    assert {row.pk for row in second.rows.values()}.isdisjoint({row.pk for row in first.rows.values()})
    assert public_anchors().count("BEGIN CERTIFICATE") == 2  # former roots stay, for checking
    assert len(authority.trust(second, NOW).anchors) == 1
    assert "PRIVATE" not in public_anchors()


def test_whoever_holds_a_certificate_of_a_former_authority_signs_by_that(house: House) -> None:
    made_later = authority.house(NOW + timedelta(days=2))
    signed(house, "ayu", prepared(house, "ayu"))  # before that one began: by another, which holds on beside it
    after = NOW + timedelta(days=3)
    assert authority.house(after).rows["issuer"].pk == made_later.rows["issuer"].pk
    document = prepared(house, "ayu", now=after)
    signed(house, "ayu", document, now=after)

    assert Certificate.objects.filter(user_id=house.users["ayu"].pk).count() == 1
    anchors = [cert.public_bytes(Encoding.DER) for cert in x509.load_pem_x509_certificates(public_anchors().encode())]
    assert len(anchors) == 2
    report = check(storage.get(newest(fresh(document)).digest), Trust(tuple(anchors)), now=timezone.now())
    assert report.verdict is Verdict.INTACT
    with as_requested(house.actors["ayu"]):
        revoke_own_certificates(actor=house.actors["ayu"], reason="Hilang", now=after)
    serial = int(Certificate.objects.get(user_id=house.users["ayu"].pk).serial, 16)
    lists = [x509.load_der_x509_crl(bytes(row.der)) for row in RevocationList.objects.filter(made_at=after)]
    assert sum(found.get_revoked_certificate_by_serial_number(serial) is not None for found in lists) == 2


def test_keys_lie_sealed(house: House) -> None:
    signed(house, "ayu", prepared(house, "ayu"))
    with as_requested(house.actors["ayu"]), connection.cursor() as cursor:
        cursor.execute("SELECT key FROM signing_authority UNION ALL SELECT key FROM signing_certificate")
        kept = [bytes(row[0]) for row in cursor.fetchall()]
    assert len(kept) == 5
    assert not [key for key in kept if b"PRIVATE" in key]


def test_a_clock_that_went_back_a_little_makes_no_new_list_and_no_new_authority() -> None:
    held = authority.house(NOW)
    lists = authority.trust(held, NOW).lists
    assert authority.trust(authority.house(NOW - timedelta(minutes=3)), NOW - timedelta(minutes=3)).lists == lists
    assert authority.trust(held, NOW + timedelta(days=2)).lists != lists
