"""Refusing, taking back, naming somebody else, ending: what was signed stays, and the document says how it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.signing.contract import (
    DocumentNotFound,
    DocumentState,
    Given,
    SignatoryNotFound,
    SignatoryState,
    SignatoryWish,
    SigningRefused,
    end_document,
    prepare_document,
    refuse_to_sign,
    replace_signatory,
    sign_document,
    withdraw_signature,
)
from pulau.exchange.signatures.updating import reader_of
from pulau.foundation.notices.models import Notice
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.signing.desk import LATER, as_requested, fresh, pdf, people, place_of, prepared, signed, versions, wish
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def told(house: House, name: str) -> list[str]:
    actor = house.actors[name]
    with as_requested(actor):
        rows = Notice.objects.for_actor(actor).filter(user_id=actor.person, kind__startswith="signing.")
        return sorted(rows.values_list("kind", flat=True))


def test_who_refused_keeps_the_document_open_until_somebody_else_is_named(house: House) -> None:
    document = prepared(house, "indra", "gita")
    hana = house.actors["hana"]
    place = place_of(house, "gita", document)
    with as_requested(house.actors["gita"]):
        refuse_to_sign(actor=house.actors["gita"], signatory_id=place, reason=" Sedang \n cuti ", now=LATER)
    signed(house, "indra", document)
    assert fresh(document).state == DocumentState.PARTLY
    with as_requested(house.actors["gita"]), pytest.raises(SigningRefused, match="already-done"):
        sign_document(actor=house.actors["gita"], signatory_id=place, given=Given(), now=LATER)
    by = SignatoryWish("Fajar Prakoso", "Kepala Bidang", user_id=house.users["fajar"].pk, acting="Plh.")
    with as_requested(hana):
        replace_signatory(actor=hana, signatory_id=place, by=by, reason="Cuti", now=LATER)
    signed(house, "fajar", document)
    assert fresh(document).state == DocumentState.COMPLETE
    _indra, former, new = people(document)
    former, new = (former, new) if former.state == SignatoryState.REPLACED else (new, former)
    assert (former.reason, former.replaced_by_id) == ("Cuti", new.pk)
    assert (new.field, new.order, new.part) == (former.field, former.order, former.part)
    names = [one.sig_object.get("/Name") for one in reader_of(pdf(document)).embedded_signatures]
    assert names == ["Nama indra", "Fajar Prakoso"]
    assert told(house, "hana") == ["signing.complete", "signing.refused"]
    assert told(house, "fajar") == ["signing.asked"]
    assert told(house, "indra") == ["signing.asked", "signing.complete", "signing.refused"]


def test_a_signature_that_is_withdrawn_stays_in_the_file_and_opens_the_document_again(house: House) -> None:
    document = prepared(house, "indra", "gita")
    signed(house, "indra", document)
    signed(house, "gita", document)
    before = pdf(document)
    place = place_of(house, "gita", document)
    with as_requested(house.actors["gita"]):
        withdraw_signature(actor=house.actors["gita"], signatory_id=place, reason="Keliru", now=LATER)
    row = fresh(document)
    assert (row.state, row.completed_at) == (DocumentState.PARTLY, None)
    assert pdf(document) == before
    with as_requested(house.actors["gita"]), pytest.raises(SigningRefused, match="not-possible"):
        withdraw_signature(actor=house.actors["gita"], signatory_id=place, reason="Lagi", now=LATER)
    place = place_of(house, "indra", document)
    with as_requested(house.actors["indra"]):
        withdraw_signature(actor=house.actors["indra"], signatory_id=place, reason="Keliru", now=LATER)
    assert fresh(document).state == DocumentState.WITHDRAWN  # no signer stands behind it any more


def test_a_reason_is_asked_for_and_only_ones_own_place_is_answered(house: House) -> None:
    document = prepared(house, "indra", "gita")
    place = place_of(house, "gita", document)
    with as_requested(house.actors["gita"]), pytest.raises(SigningRefused, match="reason-missing"):
        refuse_to_sign(actor=house.actors["gita"], signatory_id=place, reason=" \n ", now=LATER)
    for name in ("ayu", "hana", "dewi"):
        with as_requested(house.actors[name]), pytest.raises(SignatoryNotFound):
            refuse_to_sign(actor=house.actors[name], signatory_id=place, reason="Bukan saya", now=LATER)
    assert {one.state for one in people(document)} == {SignatoryState.WAITING}


def test_only_who_keeps_documents_names_others_and_nobody_stands_in_two_parts(house: House) -> None:
    document = prepared(house, "indra", "gita")
    place = place_of(house, "gita", document)
    twice = SignatoryWish("Indra", "Bupati", user_id=house.users["indra"].pk)
    for name in ("ayu", "gita"):  # gita heads a unit, and the document is of the whole body
        with as_requested(house.actors[name]), pytest.raises(PermissionDenied):
            replace_signatory(actor=house.actors[name], signatory_id=place, by=twice, reason="Coba", now=LATER)
    with as_requested(house.actors["dewi"]), pytest.raises(SignatoryNotFound):
        replace_signatory(actor=house.actors["dewi"], signatory_id=place, by=twice, reason="Coba", now=LATER)
    hana = house.actors["hana"]
    with as_requested(hana), pytest.raises(SigningRefused, match="one-person-twice"):
        replace_signatory(actor=hana, signatory_id=place, by=twice, reason="Coba", now=LATER)
    signed(house, "gita", document)
    with as_requested(hana), pytest.raises(SigningRefused, match="already-done"):
        replace_signatory(actor=hana, signatory_id=place, by=twice, reason="Coba", now=LATER)


def test_nobody_is_named_by_anothers_name_with_an_account_of_their_own(house: House) -> None:
    """Otherwise who keeps documents would get a certificate in the name of their head, and sign with it."""
    document = prepared(house, "indra", "gita")
    place, hana = place_of(house, "indra", document), house.actors["hana"]
    name = house.users["indra"].full_name
    by = SignatoryWish(name, "Bupati", user_id=hana.person)
    with as_requested(hana), pytest.raises(SigningRefused, match="other-name"):
        replace_signatory(actor=hana, signatory_id=place, by=by, reason="Cuti", now=LATER)
    assert [one.state for one in people(document)] == [SignatoryState.WAITING] * 2
    by = replace(by, name=f"Dr. {house.users['hana'].full_name.upper()}, M.Si.")
    with as_requested(hana):
        replace_signatory(actor=hana, signatory_id=place, by=by, reason="Cuti", now=LATER)


@pytest.mark.parametrize(
    ("signers", "state", "refused"),
    [
        ((), DocumentState.WITHDRAWN, "not-possible"),
        ((), DocumentState.CANCELLED, ""),
        (("indra",), DocumentState.CANCELLED, ""),
        (("indra", "gita"), DocumentState.CANCELLED, "not-possible"),
        (("indra", "gita"), DocumentState.WITHDRAWN, ""),
        (("indra", "gita"), DocumentState.SUPERSEDED, "no-successor"),
    ],
)
def test_a_document_ends_as_its_state_allows(
    house: House, signers: tuple[str, ...], state: DocumentState, refused: str
) -> None:
    document = prepared(house, "indra", "gita")
    for name in signers:
        signed(house, name, document)
    hana = house.actors["hana"]
    with as_requested(hana):
        if refused:
            with pytest.raises(SigningRefused, match=refused):
                end_document(actor=hana, document_id=document.pk, state=state, reason="Salah", now=LATER)
            return
        end_document(actor=hana, document_id=document.pk, state=state, reason="Salah", now=LATER)
    row = fresh(document)
    assert (row.state, row.end_reason, row.ended_at) == (state, "Salah", LATER.replace(microsecond=123456))
    place = place_of(house, "gita", document)
    with as_requested(house.actors["gita"]), pytest.raises(SigningRefused, match="ended"):
        sign_document(actor=house.actors["gita"], signatory_id=place, given=Given(), now=LATER)
    assert versions(document) == 1 + len(signers)


def test_a_document_is_superseded_by_one_of_the_same_body(house: House) -> None:
    old, new = prepared(house, "indra"), prepared(house, "indra", title="Piagam baru")
    hana = house.actors["hana"]
    with as_requested(house.actors["dewi"]), pytest.raises(DocumentNotFound):
        end_document(actor=house.actors["dewi"], document_id=old.pk, state=DocumentState.CANCELLED, reason="x", now=NOW)
    with as_requested(hana):
        end_document(
            actor=hana, document_id=old.pk, state=DocumentState.SUPERSEDED, reason="Diperbarui", now=LATER,
            successor_id=new.pk,
        )  # fmt: skip
    row = fresh(old)
    assert (row.state, row.successor_id) == (DocumentState.SUPERSEDED, new.pk)


def test_who_signs_alone_supersedes_their_own_and_nobody_elses(house: House) -> None:
    old, new, others = prepared(house, "ayu"), prepared(house, "ayu"), prepared(house, "fajar")
    ayu = house.actors["ayu"]
    signed(house, "ayu", old)
    signed(house, "ayu", new)
    change = {"state": DocumentState.SUPERSEDED, "reason": "Diperbarui", "now": LATER}
    with as_requested(ayu):
        with pytest.raises(PermissionDenied):
            end_document(actor=ayu, document_id=others.pk, successor_id=new.pk, **change)  # type: ignore[arg-type]
        with pytest.raises(PermissionDenied):
            end_document(actor=ayu, document_id=old.pk, **{**change, "state": DocumentState.WITHDRAWN})  # type: ignore[arg-type]
        end_document(actor=ayu, document_id=old.pk, successor_id=new.pk, **change)  # type: ignore[arg-type]
    assert fresh(old).state == DocumentState.SUPERSEDED


def test_whose_turn_it_is_is_told_once(house: House) -> None:
    document = prepared(house, "indra", "gita", "ayu", ordered=True)
    assert told(house, "gita") == []
    signed(house, "indra", document)
    assert (told(house, "gita"), told(house, "ayu")) == (["signing.turn"], [])
    signed(house, "gita", document, LATER + timedelta(minutes=1))
    assert (told(house, "gita"), told(house, "ayu")) == (["signing.turn"], ["signing.turn"])


def test_a_notice_of_a_party_waits_where_its_person_reads(house: House) -> None:
    lain, hana = house.tenants["lain"], house.actors["hana"]
    with as_requested(hana):
        shared = replace(wish(house, "indra", "dewi"), parties=(lain,))
        document = prepare_document(actor=hana, wish=shared, now=NOW)
    with behind_wall(lain):
        rows = Notice.objects.for_tenant(lain).filter(kind="signing.asked")
        assert list(rows.values_list("user_id", flat=True)) == [house.users["dewi"].pk]
    with behind_wall(document.tenant_id):
        rows = Notice.objects.for_tenant(document.tenant_id).filter(kind="signing.asked")
        assert list(rows.values_list("user_id", flat=True)) == [house.users["indra"].pk]
