"""Several people sign one document, one after another, each for themselves."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from pulau.apps.signing.contract import (
    DocumentState,
    DocumentWish,
    Given,
    Signatory,
    SignatoryNotFound,
    SignatoryPart,
    SignatoryWish,
    SigningRefused,
    newest,
    prepare_document,
    sign_document,
)
from pulau.exchange.pdf.paper import Points
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import behind_wall, enter_person
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def _wish(house: House, *names: str, ordered: bool = False) -> DocumentWish:
    people = tuple(
        SignatoryWish(f"Nama {name}", "Kepala Dinas", user_id=house.users[name].pk, part=part)
        for name, part in zip(names, [SignatoryPart.SIGNER, *[SignatoryPart.WITNESS] * 9], strict=False)
    )
    return DocumentWish(
        "trial", "Piagam uji", "Piagam", "Instansi", people, (Points(("Satu", "Dua")),), ordered=ordered
    )


def test_a_document_is_complete_when_all_have_signed_also_from_another_body(house: House, tmp_path: Path) -> None:
    with behind_wall(house.actors["hana"].tenant_id):
        document = prepare_document(actor=house.actors["hana"], wish=_wish(house, "indra", "dewi"), now=NOW)
    states = []
    for name in ("indra", "dewi"):
        actor = house.actors[name]
        with transaction.atomic():
            enter_person(actor.person)
            (own,) = Signatory.objects.of_user(actor.person)
            sign_document(actor=actor, signatory_id=own.pk, given=Given(), now=NOW + timedelta(minutes=1))
        with behind_wall(document.tenant_id):
            document.refresh_from_db()
            states.append(document.state)
    assert states == [DocumentState.PARTLY, DocumentState.COMPLETE]
    with behind_wall(document.tenant_id):
        file = tmp_path / "signed.pdf"
        file.write_bytes(storage.get(newest(document).digest))
    told = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 2
    assert "Nama dewi" in told


def test_nobody_signs_where_another_is_named_or_before_their_turn(house: House) -> None:
    with behind_wall(house.actors["hana"].tenant_id):
        document = prepare_document(
            actor=house.actors["hana"], wish=_wish(house, "indra", "gita", ordered=True), now=NOW
        )
        first, second = document.signatories.for_tenant(document.tenant_id)
        with pytest.raises(SignatoryNotFound):
            sign_document(actor=house.actors["gita"], signatory_id=first.pk, given=Given(), now=NOW)
        with pytest.raises(SigningRefused, match="not-your-turn"):
            sign_document(actor=house.actors["gita"], signatory_id=second.pk, given=Given(), now=NOW)
