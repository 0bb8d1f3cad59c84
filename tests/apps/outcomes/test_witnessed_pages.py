"""The pages of titles say what a certificate waits for, who has signed and who has not, and hand out the receipt."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from pulau.apps.outcomes import tasks
from pulau.apps.outcomes.selectors import certificate_of
from pulau.apps.signing.contract import Given, sign_document, signatory_of
from pulau.apps.transparency import places
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import WitnessStanding
from pulau.exchange.log import pulau_verify
from tests.apps.assessments.court import Court, court
from tests.apps.outcomes.test_certifying_witnessed import given
from tests.apps.outcomes.test_outcome_pages import _confirmed, at
from tests.apps.transparency.conftest import log, witnessed

__all__ = ["_confirmed", "court", "log", "witnessed"]


def verified(receipt: bytes) -> pulau_verify.Verdict:
    policy = pulau_verify.parse_policy(places.policy_text().encode())
    return pulau_verify.check_receipt(pulau_verify.parse_receipt(receipt), policy)


def test_the_outcome_says_what_a_certificate_waits_for_and_then_has_it(
    court: Court, witnessed: dict[str, Path]
) -> None:
    held = given(court)
    vino = court.at_work("vino")
    asked = vino.post(at("certificate"), {"jabatan": "Panel TPN"}, follow=True).content.decode()
    assert "begitu para saksi log publik menandatangani" in asked
    assert "Sertifikat sudah diminta, dan menunggu saksi log publik." in asked
    for name in witnessed:
        assert f"<b><bdi>{name}</bdi></b>" in asked.partition("Belum menandatangani:")[2]
    again = vino.post(at("certificate"), {"jabatan": "Panel TPN"})
    assert (again.status_code, "Sertifikatnya sudah diminta" in again.content.decode()) == (422, True)
    assert vino.get(at("title_receipt"))["Location"] == at("outcome")

    witnessed["ombudsman"].rename(witnessed["ombudsman"].with_name("away"))
    once()
    tasks.resume_certificates.call()
    body = vino.get(at("outcome")).content.decode()
    assert "Di log publik, menunggu saksi" in body
    lacks = body.partition("Belum menandatangani:")[2].partition("</p>")[0]
    assert ("ombudsman" in lacks, "bpkp" in lacks) == (True, False)
    has = body.partition("Sudah menandatangani:")[2].partition("</p>")[0]
    assert ("ombudsman" in has, "bpkp" in has) == (False, True)
    assert verified(vino.get(at("title_receipt")).content).state == "unwitnessed"

    witnessed["ombudsman"].with_name("away").rename(witnessed["ombudsman"])
    WitnessStanding.objects.update(asked_at=None)  # else one that was away is asked again half a minute later
    once()
    tasks.resume_certificates.call()
    body = vino.get(at("outcome")).content.decode()
    assert "menunggu saksi log publik" not in body
    assert "Tanda tangani sertifikat" in body
    verdict = verified(vino.get(at("title_receipt")).content)
    assert (verdict.state, verdict.record["payload"]["holder"]) == ("valid", held.name)


def test_a_signed_certificate_says_who_witnessed_it_and_hands_out_a_receipt_that_names_its_file(
    court: Court, witnessed: dict[str, Path]
) -> None:
    held, vino = given(court), court.actors["vino"]
    once()
    court.at_work("vino").post(at("certificate"), {"jabatan": "Panel TPN"})
    made = certificate_of(court.tenant, held.pk)
    assert made is not None
    place = signatory_of(made.document_id, vino.person)
    assert place is not None
    stranger = Client()
    code = made.document.code
    assert stranger.get(f"/v/{code}.bukti").status_code == 404
    sign_document(actor=vino, signatory_id=place, given=Given(), now=timezone.now())
    assert "Tercatat, menunggu masuk log publik" in stranger.get(f"/v/{code}").content.decode()
    assert stranger.get(f"/v/{code}.bukti").status_code == 404
    once()
    page = stranger.get(f"/v/{code}").content.decode()
    assert "Disaksikan" in page
    assert "<b><bdi>ombudsman</bdi></b>" in page
    answer = stranger.get(f"/v/{code}.bukti")
    assert answer["Content-Disposition"].endswith('.pulau.json"')
    assert not answer.cookies
    verdict = verified(answer.content)
    file = stranger.get(f"/v/{code}.pdf").content
    assert (verdict.state, verdict.record["action"]) == ("valid", "signing.signed")
    assert hashlib.sha256(file).hexdigest() == verdict.record["payload"]["digest"]
    assert "Vino" not in json.dumps(verdict.record)
    own = court.at_work("vino").get(f"/dokumen/{made.document_id}").content.decode()
    assert "<b><bdi>bpkp</bdi></b>" in own
    assert f"/v/{code}.bukti" in own


def test_a_decree_says_who_witnessed_its_recording(court: Court, witnessed: dict[str, Path]) -> None:
    held = given(court)
    once()
    body = court.at_work("vino").get(f"/predikat/keputusan/{held.decree_id}").content.decode()
    assert "<b><bdi>universitas</bdi></b>" in body


@pytest.mark.django_db
def test_without_a_log_no_page_speaks_of_it(court: Court) -> None:
    given(court)
    body = court.at_work("vino").get(at("outcome")).content.decode()
    assert 'class="witnessed"' not in body
    assert court.at_work("vino").get(at("title_receipt"))["Location"] == at("outcome")
