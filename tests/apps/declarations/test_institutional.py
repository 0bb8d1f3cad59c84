"""Pacts between institutions: one document for all parties, signed in order; cancelled before, withdrawn after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.urls import reverse

from pulau.apps.declarations.models import Pact, PactState, PledgeKind
from pulau.apps.declarations.selectors.institutional import shared_documents
from pulau.apps.declarations.services.institutional import (
    AlreadyPrepared,
    EndingReasonMissing,
    InstitutionalWish,
    OnePersonTwice,
    PartyWish,
    PlacesLeft,
    TooFewInstitutions,
    cancel_institutional,
    change_institutional,
    prepare_institutional,
    withdraw_institutional,
    write_institutional,
)
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.signing.contract import Given, Signatory, SigningRefused, refuse_to_sign, sign_document
from pulau.core.pledging.texts import PledgeText
from pulau.core.shared.actor import Actor, Appointment
from pulau.foundation.accounts.services import register_user
from pulau.foundation.tenancy.wall import enter_person
from tests.apps.declarations.pledging import approved
from tests.cast import NOW
from tests.house import FIRST_DAY, House

pytestmark = pytest.mark.django_db
TEXT = PledgeText("Pakta bersama", "Kami sepakat:", ("jujur;", "saling mengingatkan."), "")
LATER = NOW + timedelta(minutes=1)
LIST = "/pakta/antarlembaga"


def wish(house: House, **changes: Any) -> InstitutionalWish:  # noqa: ANN401 - fields of a value
    parties = (
        PartyWish("Kabupaten Tanjung Sagara", "Indra Kusuma", "Bupati", tenant_id=house.tenants["sagara"],
                  user_id=house.users["indra"].pk),
        PartyWish("Kota Muara Lain", "Dewi Anggraini", "Wali Kota", tenant_id=house.tenants["lain"],
                  user_id=house.users["dewi"].pk),
        PartyWish("Ombudsman", "Gita Permata", "Kepala perwakilan", witness=True, user_id=house.users["gita"].pk),
    )  # fmt: skip
    return replace(InstitutionalWish(2026, TEXT, date(2026, 4, 1), parties), **changes)


def prepared(house: House) -> Pact:
    pact = write_institutional(actor=house.actors["hana"], wish=wish(house), now=NOW)
    return prepare_institutional(actor=house.actors["hana"], pact_id=pact.pk, now=NOW)


def sign_as(house: House, who: str) -> None:
    actor = house.actors[who]
    with transaction.atomic():
        enter_person(actor.person)
        (own,) = Signatory.objects.of_user(actor.person)
        sign_document(actor=actor, signatory_id=own.pk, given=Given(), now=LATER)


def head_elsewhere(house: House) -> Actor:
    """The head of the other agency, who keeps its pacts."""
    tenant = house.tenants["lain"]
    user = register_user(actor=Actor.system(tenant), email="kepala@uji.example.id", full_name="Kepala Lain", now=NOW)
    appoint(
        actor=Actor.system(tenant), user_id=user.pk, wish=Wish(role=Role.AGENCY_HEAD, unit_id=None, since=FIRST_DAY),
        now=NOW,
    )  # fmt: skip
    house.users["kepala"] = user
    return Actor(user.pk, tenant, Role.AGENCY_HEAD, (Appointment(Role.AGENCY_HEAD),))


def test_each_leader_signs_in_order_and_the_pact_follows(house: House) -> None:
    pact = prepared(house)
    with pytest.raises(SigningRefused, match="not-your-turn"):
        sign_as(house, "dewi")
    for who in ("indra", "dewi"):
        sign_as(house, who)
        pact.refresh_from_db()
        assert pact.state == PactState.DUE
    sign_as(house, "gita")
    pact.refresh_from_db()
    assert (pact.state, pact.signed_at) == (PactState.SIGNED, LATER)
    with pytest.raises(SigningRefused):
        cancel_institutional(actor=house.actors["hana"], pact_id=pact.pk, reason="Terlambat.", now=LATER)
    gone = withdraw_institutional(actor=house.actors["hana"], pact_id=pact.pk, reason="Diganti.", now=LATER)
    assert (gone.state, gone.reason) == (PactState.WITHDRAWN, "Diganti.")


def test_every_party_reads_the_same_document_and_only_the_maker_prepares(house: House) -> None:
    pact = prepared(house)
    head = head_elsewhere(house)
    with transaction.atomic():
        (shared,) = shared_documents(head)
    assert shared.pk == pact.document_id
    assert not shared_documents(house.actors["dewi"]).exists(), "who keeps no pacts there lists none"
    for deed in (prepare_institutional, cancel_institutional, withdraw_institutional):
        more = {} if deed is prepare_institutional else {"reason": "x"}
        with pytest.raises(Http404):
            deed(actor=head, pact_id=pact.pk, now=NOW, **more)
    page = house.client("kepala").get(LIST).content.decode()
    assert "Pakta bersama" in page
    assert house.client("kepala").get(f"{LIST}/{pact.pk}").status_code == 404


def test_it_is_cancelled_before_anybody_signed(house: House) -> None:
    pact = prepared(house)
    with pytest.raises(EndingReasonMissing):
        cancel_institutional(actor=house.actors["hana"], pact_id=pact.pk, reason=" ", now=NOW)
    gone = cancel_institutional(actor=house.actors["hana"], pact_id=pact.pk, reason="Salah nama.", now=NOW)
    assert (gone.state, gone.reason) == (PactState.ENDED, "Salah nama.")
    with pytest.raises(SigningRefused, match="ended"):
        sign_as(house, "indra")
    draft = write_institutional(actor=house.actors["hana"], wish=wish(house), now=NOW)
    gone = cancel_institutional(actor=house.actors["hana"], pact_id=draft.pk, reason="Tidak jadi.", now=NOW)
    assert gone.state == PactState.ENDED


def test_a_party_that_refuses_is_told(house: House) -> None:
    pact = prepared(house)
    actor = house.actors["indra"]
    with transaction.atomic():
        enter_person(actor.person)
        (own,) = Signatory.objects.of_user(actor.person)
        refuse_to_sign(actor=actor, signatory_id=own.pk, reason="Belum sepakat.", now=LATER)
    pact.refresh_from_db()
    assert pact.state == PactState.REFUSED
    assert "Satu pihak menolak" in house.client("hana").get(LIST).content.decode()


def test_what_is_wrong_is_refused(house: House) -> None:
    hana, usual = house.actors["hana"], wish(house)
    first, second, witness = usual.parties
    wrong: list[tuple[type[Exception], InstitutionalWish]] = [
        (TooFewInstitutions, wish(house, parties=(first, witness))),
        (TooFewInstitutions, wish(house, parties=(first, replace(second, institution=first.institution)))),
        (OnePersonTwice, wish(house, parties=(first, second, replace(witness, user_id=first.user_id)))),
        (PlacesLeft, wish(house, text=replace(TEXT, opening="Kami, {nama}"))),
    ]
    for problem, each in wrong:
        with pytest.raises(problem):
            write_institutional(actor=hana, wish=each, now=NOW)
    pact = prepared(house)
    with pytest.raises(AlreadyPrepared):
        change_institutional(actor=hana, pact_id=pact.pk, wish=usual, now=NOW)
    with pytest.raises(AlreadyPrepared):
        prepare_institutional(actor=hana, pact_id=pact.pk, now=NOW)


@pytest.mark.parametrize("who", ["ayu", "gita", "joko", "dewi"])
def test_nobody_else_keeps_them(house: House, who: str) -> None:
    pact = write_institutional(actor=house.actors["hana"], wish=wish(house), now=NOW)
    with pytest.raises(PermissionDenied):
        write_institutional(actor=house.actors[who], wish=wish(house), now=NOW)
    with pytest.raises(PermissionDenied):
        prepare_institutional(actor=house.actors[who], pact_id=pact.pk, now=NOW)
    client = house.client(who)
    assert {client.get(path).status_code for path in (LIST, f"{LIST}/baru", f"{LIST}/{pact.pk}")} == {403}


def test_on_the_pages_it_is_written_changed_and_prepared(house: House) -> None:
    approved(house, PledgeKind.INSTITUTIONAL)
    hana = house.client("hana")
    page = hana.get(f"{LIST}/baru").content.decode()
    assert "saling mengingatkan bila melihat tanda korupsi" in page
    assert "{tahun}" not in page
    data = {
        "judul": "Pakta bersama", "pembuka": "", "butir": "jujur", "penutup": "", "tahun": "2026",
        "tenggat": "2026-04-01", "pihak-TOTAL_FORMS": "2", "pihak-INITIAL_FORMS": "0",
        "pihak-0-lembaga": "Kabupaten Tanjung Sagara", "pihak-0-nama": "Indra Kusuma", "pihak-0-jabatan": "Bupati",
        "pihak-0-surel": "indra@uji.example.id", "pihak-1-lembaga": "Kota Muara Lain", "pihak-1-nama": "Dewi",
    }  # fmt: skip
    one_more = hana.post(f"{LIST}/baru", data | {"tambah": "ya"}).content.decode()
    assert 'name="pihak-2-nama"' in one_more
    assert 'value="Dewi"' in one_more
    wrong = hana.post(f"{LIST}/baru", data)
    assert wrong.status_code == 422
    assert "Tulis jabatannya." in wrong.content.decode()
    borrowed = hana.post(
        f"{LIST}/baru", data | {"pihak-1-jabatan": "Wali Kota", "pihak-0-surel": "hana@uji.example.id"}
    )
    assert (borrowed.status_code, "dengan nama lain" in borrowed.content.decode()) == (422, True)
    made = hana.post(f"{LIST}/baru", data | {"pihak-1-jabatan": "Wali Kota"})
    pact = Pact.objects.for_tenant(house.tenants["sagara"]).get()
    assert made["Location"] == f"{LIST}/{pact.pk}"
    parties = list(pact.parties.all().values_list("party_tenant_id", "user_id"))
    assert parties == [(house.tenants["sagara"], house.users["indra"].pk), (house.tenants["lain"], None)]
    assert 'value="indra@uji.example.id"' in hana.get(f"{LIST}/{pact.pk}/ubah").content.decode()
    hana.post(f"{LIST}/{pact.pk}/ubah", data | {"judul": "Pakta kita", "pihak-1-jabatan": "Wali Kota"})
    hana.post(f"{LIST}/{pact.pk}/siapkan")
    pact.refresh_from_db()
    assert (pact.title, pact.document_id is not None) == ("Pakta kita", True)
    assert hana.get(f"{LIST}/{pact.pk}/ubah").status_code == 409
    refused = hana.post(f"{LIST}/{pact.pk}/batalkan", {"alasan": ""})
    assert refused.status_code == 422
    assert '<details class="fold" open>' in refused.content.decode()  # what is wanted is in sight
    page = hana.get(f"{LIST}/{pact.pk}").content.decode()
    assert reverse("signing:document", args=[pact.document_id]) in page


def test_the_list_asks_as_many_questions_whatever_there_is(house: House, django_assert_max_num_queries: object) -> None:
    hana, counts = house.client("hana"), []
    for _number in range(3):
        write_institutional(actor=house.actors["hana"], wish=wish(house), now=NOW)
        with django_assert_max_num_queries(15) as told:  # type: ignore[operator]  # pytest-django's fixture
            hana.get(LIST)
        counts.append(len(told))
    assert len(set(counts)) == 1
