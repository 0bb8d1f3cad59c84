"""A certificate waits for the log's witnesses, is set by itself once they signed, and proves what it says."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes import tasks
from pulau.apps.outcomes.models import Certificate, CertificateRequest, TitleHeld
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.selectors import certificate_of, open_request
from pulau.apps.outcomes.services.certifying import SET, certify, certify_unproven
from pulau.apps.outcomes.services.decrees import correct_decree
from pulau.apps.outcomes.services.titles import determine, record_title
from pulau.apps.outcomes.wishes import DecreeWish, TitleWish
from pulau.apps.signing.contract import newest
from pulau.apps.transparency import places
from pulau.apps.transparency.looping import once
from pulau.core.workflow.assessment import RECOMMENDED
from pulau.exchange.log import pulau_verify
from pulau.foundation import storage
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.journal.models import Entry
from tests.apps.assessments.court import Court, court
from tests.apps.transparency.conftest import log, witnessed
from tests.cast import NOW
from tests.codes import qr_codes

if TYPE_CHECKING:
    from django.conf import LazySettings

__all__ = ["court", "log", "witnessed"]
TODAY = date(2026, 3, 2)
DECREE = DecreeWish("SK.123/2026", TODAY, "Penetapan WBK 2026", valid_until=date(2029, 3, 1))
CORRECTED = DecreeWish("SK.132/2026", TODAY, valid_until=date(2028, 3, 1))


def given(court: Court) -> TitleHeld:
    court.stand_at(RECOMMENDED)
    return determine(actor=court.actors["vino"], case_ids=[court.case_id], wish=DECREE, now=NOW)[0]


def ask(court: Court, held: TitleHeld) -> Certificate | None:
    return certify(actor=court.actors["vino"], title_id=held.pk, position="Panel TPN", now=NOW)


def statements(court: Court) -> list[dict[str, str]]:
    rows = Entry.objects.for_tenant(court.tenant).filter(action="outcomes.title_stated").order_by("outbox", "at")
    return sorted((json.loads(row.payload) for row in rows), key=lambda told: (told["decree"], told["version"]))


def page_of(certificate: Certificate, page: int, dpi: int = 300) -> Image.Image:
    pdf = storage.get(newest(certificate.document).digest)
    drawn = ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-gray", "-png", "-"]
    return Image.open(BytesIO(subprocess.run(drawn, input=pdf, capture_output=True, check=True).stdout))


def test_a_title_is_stated_in_plain_words_that_name_nobody(court: Court) -> None:
    held = given(court)
    [told] = statements(court)
    assert told == {
        "title": "Wilayah Bebas dari Korupsi (WBK)",
        "holder": held.name,
        "agency": "Kabupaten Tanjung Sagara",
        "issuer": "Menteri PANRB",
        "decree": "SK.123/2026",
        "decree_day": "2026-03-02",
        "version": "1",
        "valid_from": "2026-03-02",
        "valid_until": "2029-03-01",
        "law": "Permenpan RB 90/2021",
        "year": "2026",
    }
    correct_decree(actor=court.actors["vino"], series=held.decree_id, wish=CORRECTED, reason="Salah", now=NOW)
    second = statements(court)[1]
    assert (second["decree"], second["version"], second["valid_until"]) == ("SK.132/2026", "2", "2028-03-01")
    held.refresh_from_db()
    assert json.loads(Entry.objects.for_tenant(court.tenant).get(pk=held.stated).payload) == second


def test_a_title_from_before_the_platform_and_a_long_name_are_stated_too(court: Court) -> None:
    unit = court.case().unit
    unit.name = f"Dinas {'Sangat Panjang ' * 10}".strip()
    unit.save(update_fields=["name"])
    wish = TitleWish(unit.pk, "WBK", "minister", "Salinan keputusan")
    record_title(actor=court.actors["hana"], wish=wish, decree=DecreeWish("SK.9/2022", date(2022, 12, 6)), now=NOW)
    [told] = statements(court)
    assert "law" not in told
    assert (len(told["holder"]), told["holder"][-1], told["valid_from"]) == (128, "…", "2022-12-06")


def test_without_a_log_or_without_witnesses_nothing_waits_and_nothing_is_proven(
    court: Court, log: Path, transactional_db: None
) -> None:
    once()
    made = ask(court, given(court))
    assert made is not None
    with pytest.raises(subprocess.CalledProcessError):
        page_of(made, 2, 20)


def test_a_certificate_waits_for_the_quorum_and_is_then_set_with_a_proof_that_others_read(
    court: Court, witnessed: dict[str, Path]
) -> None:
    held = given(court)
    assert ask(court, held) is None
    with pytest.raises(OutcomeRefused) as refused:
        ask(court, held)
    assert refused.value.reason == why.ALREADY_ASKED
    request = open_request(court.tenant, held.pk)
    assert request is not None
    told = {"tenant": str(court.tenant), "request": str(request.pk)}
    assert waiting(SET, **told) == 1
    tasks.set_certificate.call(**told)
    assert (waiting(SET, **told), certificate_of(court.tenant, held.pk)) == (2, None)
    once()
    for _twice in range(2):
        tasks.set_certificate.call(**told)
        tasks.resume_certificates.call()
    assert waiting(SET, **told) == 2
    made = certificate_of(court.tenant, held.pk)
    assert made is not None
    assert Certificate.objects.for_tenant(court.tenant).count() == 1
    assert [one.name for one in made.document.signatories.all()] == ["Vino Pratama"]

    page = page_of(made, 2)
    [code] = qr_codes(page)
    verdict = pulau_verify.check_receipt(*_read(code.text))
    assert (verdict.state, verdict.kind) == ("valid", "determination")
    assert verdict.record["payload"] == statements(court)[0]
    read = subprocess.run(
        [shutil.which("zbarimg") or "zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", "png:-"],
        input=_png(page), capture_output=True, check=True,
    )  # fmt: skip
    assert read.stdout.decode().removesuffix("\n") == code.text
    corners = code.position
    wide = (corners.top_right.x - corners.top_left.x) / 300 * 25.4
    assert wide >= 70


def _read(text: str) -> tuple[pulau_verify.Receipt, pulau_verify.Policy]:
    policy = pulau_verify.parse_policy(places.policy_text().encode())
    return pulau_verify.parse_print(text, policy), policy


def _png(page: Image.Image) -> bytes:
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def test_a_corrected_decree_lets_the_old_certificate_stand_until_the_new_one_can_be_set(
    court: Court, witnessed: dict[str, Path]
) -> None:
    held = given(court)
    once()
    first = ask(court, held)
    assert first is not None  # witnessed already: at once
    correct_decree(actor=court.actors["wulan"], series=held.decree_id, wish=CORRECTED, reason="Salah", now=NOW)
    correct_decree(actor=court.actors["wulan"], series=held.decree_id, wish=DECREE, reason="Benar dahulu", now=NOW)
    tasks.resume_certificates.call()
    assert certificate_of(court.tenant, held.pk) == first
    assert CertificateRequest.objects.for_tenant(court.tenant).count() == 1
    once()
    tasks.resume_certificates.call()
    second = certificate_of(court.tenant, held.pk)
    first.refresh_from_db()
    assert second is not None
    assert (second.number, first.document.state, first.document.successor_id) == (2, "superseded", second.document_id)
    assert [one.name for one in second.document.signatories.all()] == ["Vino Pratama"]
    [proven] = Entry.objects.for_tenant(court.tenant).filter(action="outcomes.certified", object_id=str(second.pk))
    assert json.loads(proven.payload)["proves"] == str(TitleHeld.objects.for_tenant(court.tenant).get().stated)


def test_a_certificate_waits_while_tiles_are_lost_and_goes_on_without_a_log_or_ends_with_its_title(
    court: Court, witnessed: dict[str, Path], log: Path, settings: LazySettings
) -> None:
    held = given(court)
    once()
    (log / "tree" / "tile").rename(log / "away")
    assert ask(court, held) is None
    tasks.resume_certificates.call()
    assert open_request(court.tenant, held.pk) is not None
    (log / "away").rename(log / "tree" / "tile")
    _then(held, state="revoked", closed_on=TODAY)
    tasks.resume_certificates.call()
    assert (certificate_of(court.tenant, held.pk), open_request(court.tenant, held.pk)) == (None, None)
    _then(held, state="in-force", closed_on=None, stated=None)  # as titles were before they were stated
    assert ask(court, held) is None
    assert len(statements(court)) == 2
    settings.LOG = type(settings.LOG)()
    tasks.resume_certificates.call()
    assert certificate_of(court.tenant, held.pk) is not None


def _then(held: TitleHeld, **changed: object) -> None:
    TitleHeld.objects.for_tenant(held.tenant_id).filter(pk=held.pk).update(**changed)


def test_the_story_of_a_demo_sets_its_certificate_without_a_proof(court: Court, witnessed: dict[str, Path]) -> None:
    held = given(court)
    made = certify_unproven(actor=court.actors["vino"], title_id=held.pk, position="Panel TPN", now=NOW)
    assert (made.number, open_request(court.tenant, held.pk)) == (1, None)
