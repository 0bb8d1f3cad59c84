"""Signatures drawn by hand: sealed before a witness, in one step or in two, and never without one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.signing.contract import (
    Document,
    DocumentState,
    Given,
    Means,
    SignatoryNotFound,
    SignatoryState,
    SigningRefused,
    attest_drawn,
    draw_signature,
    prepare_document,
    sign_document,
    sign_drawn_at_once,
)
from pulau.exchange.signatures.drawing import StrokesRefused
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.signing.desk import (
    LATER,
    STROKES,
    as_requested,
    drawn_wish,
    fresh,
    pdf,
    people,
    place_of,
    prepared,
    versions,
)
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def test_what_was_drawn_is_sealed_before_a_witness_in_one_step(house: House, tmp_path: Path) -> None:
    gita = house.actors["gita"]
    with as_requested(gita):
        document = sign_drawn_at_once(
            actor=gita, wish=drawn_wish(house, "gita"), strokes=STROKES, given=Given(), now=LATER
        )
    drawn, witness = people(document)
    assert (drawn.state, drawn.means, drawn.attested_by_id) == (SignatoryState.SIGNED, Means.DRAWN, witness.pk)
    assert (witness.means, fresh(document).state, versions(document)) == (Means.CERTIFICATE, DocumentState.COMPLETE, 1)
    assert len(drawn.drawing) == 64
    file = tmp_path / "drawn.pdf"
    file.write_bytes(pdf(document))
    told = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 2
    shown = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=False).stdout
    assert "Digambar dengan tangan, disaksikan Nama gita" in " ".join(shown.split())


def test_a_drawn_signature_waits_for_its_witness(house: House) -> None:
    hana, gita = house.actors["hana"], house.actors["gita"]
    with as_requested(hana):
        document = prepare_document(actor=hana, wish=drawn_wish(house, "gita"), now=NOW)
    drawn, witness = people(document)
    with as_requested(gita):
        with pytest.raises(SigningRefused, match="not-drawn"):
            attest_drawn(actor=gita, signatory_id=drawn.pk, given=Given(), now=LATER)
        draw_signature(actor=gita, signatory_id=drawn.pk, strokes=STROKES, now=LATER)
    assert (fresh(document).state, versions(document)) == (DocumentState.PREPARED, 1)
    with as_requested(hana), pytest.raises(SigningRefused, match="no-witness"):
        attest_drawn(actor=hana, signatory_id=drawn.pk, given=Given(), now=LATER)
    with as_requested(gita):
        attest_drawn(actor=gita, signatory_id=drawn.pk, given=Given(), now=LATER)
        with pytest.raises(SigningRefused, match="not-drawn"):
            attest_drawn(actor=gita, signatory_id=drawn.pk, given=Given(), now=LATER)
    drawn, witness = people(document)
    assert {drawn.version, witness.version} == {2}
    assert (fresh(document).state, versions(document)) == (DocumentState.COMPLETE, 2)


def test_nobody_draws_for_others_but_at_a_witness_or_keeper(house: House) -> None:
    hana = house.actors["hana"]
    with as_requested(hana):
        document = prepare_document(actor=hana, wish=drawn_wish(house, "gita"), now=NOW)
        with_account = prepared(house, "indra", "gita")
    drawn, _witness = people(document)
    with as_requested(house.actors["ayu"]), pytest.raises(PermissionDenied):
        draw_signature(actor=house.actors["ayu"], signatory_id=drawn.pk, strokes=STROKES, now=LATER)
    with as_requested(house.actors["dewi"]), pytest.raises(SignatoryNotFound):
        draw_signature(actor=house.actors["dewi"], signatory_id=drawn.pk, strokes=STROKES, now=LATER)
    place = place_of(house, "indra", with_account)
    with as_requested(hana):
        with pytest.raises(SigningRefused, match="not-drawn"):  # whoever has an account signs themselves
            draw_signature(actor=hana, signatory_id=place, strokes=STROKES, now=LATER)
        with pytest.raises(StrokesRefused, match="empty"):
            draw_signature(actor=hana, signatory_id=drawn.pk, strokes=b'{"w":9,"h":9,"strokes":[]}', now=LATER)
    assert people(document)[0].state == SignatoryState.WAITING


def test_a_witness_of_another_body_attests_what_was_drawn_there(house: House) -> None:
    hana, dewi = house.actors["hana"], house.actors["dewi"]
    with as_requested(hana):
        document = prepare_document(actor=hana, wish=drawn_wish(house, "dewi"), now=NOW)
        drawn, _witness = people(document)
        draw_signature(actor=hana, signatory_id=drawn.pk, strokes=STROKES, now=LATER)
    with as_requested(dewi):
        attest_drawn(actor=dewi, signatory_id=drawn.pk, given=Given(), now=LATER)
    assert fresh(document).state == DocumentState.COMPLETE


def test_nothing_of_a_drawn_pact_is_kept_where_the_witness_cannot_sign(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    gita = house.actors["gita"]

    def away(*_args: object, **_more: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("pulau.apps.signing.services.drawing.signed_pdf", away)
    with as_requested(gita), pytest.raises(OSError, match="no space"):
        sign_drawn_at_once(actor=gita, wish=drawn_wish(house, "gita"), strokes=STROKES, given=Given(), now=LATER)
    with behind_wall(gita.tenant_id):
        assert not Document.objects.for_tenant(gita.tenant_id).exists()


def test_a_witness_who_signed_already_only_has_the_drawing_sealed(house: House) -> None:
    hana, gita = house.actors["hana"], house.actors["gita"]
    with as_requested(hana):
        document = prepare_document(actor=hana, wish=drawn_wish(house, "gita"), now=NOW)
    drawn, witness = people(document)
    with as_requested(gita):
        sign_document(actor=gita, signatory_id=witness.pk, given=Given(), now=LATER)
        draw_signature(actor=gita, signatory_id=drawn.pk, strokes=STROKES, now=LATER)
        attest_drawn(actor=gita, signatory_id=drawn.pk, given=Given(), now=LATER)
    assert [one.version for one in people(document)] == [3, 2]
    assert fresh(document).state == DocumentState.COMPLETE
