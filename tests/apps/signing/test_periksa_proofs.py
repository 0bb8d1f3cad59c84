"""Without a script, `/periksa` itself judges receipts and proofs in print: by two programs that must agree."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pulau.apps.transparency import checking
from pulau.apps.transparency.checking import judge
from pulau.core.log.notes import ED25519
from pulau.exchange.log.keys import new_secret
from tests.apps.transparency.vectors import VECTORS, vector_log

if TYPE_CHECKING:
    from pathlib import Path

    from django.conf import LazySettings

__all__ = ["vector_log"]
pytestmark = pytest.mark.django_db

PRINTED: str = VECTORS["printed"]
RECEIPT: bytes = VECTORS["receipt"].encode()
INVALID = [each for each in VECTORS["invalid"] if each["what"] in {"receipt", "printed"}]


def found(client: Client, *, status: int = 200, **sent: object) -> tuple[str, str, str]:
    """Send something; return state, reason and heading as the page has them, which sets no cookie."""
    page = client.post("/periksa", sent)
    assert page.status_code == status
    assert not page.cookies
    body = page.content.decode()
    state = re.search(r'data-state="([a-z]+)" data-code="([a-z-]*)"', body)
    heading = re.search(r'id="hasil">([^<]+)</h1>', body)
    assert state is not None
    assert heading is not None
    return state[1], state[2], heading[1]


def file(content: bytes, name: str = "tanda-terima.pulau.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_valid_proof_is_told_with_its_witnesses_however_it_is_brought(client: Client, vector_log: Path) -> None:
    told = ("valid", "", "Asli dan disaksikan")
    wrapped = "\r\n".join(PRINTED[at : at + 76] for at in range(0, len(PRINTED), 76))
    assert found(client, bukti=PRINTED) == found(client, bukti=f"{wrapped}\r\n") == told
    assert found(client, berkas=file(RECEIPT)) == told
    picture = BytesIO()
    segno.make(PRINTED, error="l").save(picture, kind="png", scale=4)
    assert found(client, berkas=file(picture.getvalue(), "kode.png")) == told
    assert client.post("/periksa", {"tanda-terima": file(RECEIPT)}).status_code == 200
    page = client.post("/periksa", {"bukti": PRINTED}).content.decode()
    assert "ombudsman" in page
    assert "worksheet.locked" in page


@pytest.mark.parametrize("told", VECTORS["unwitnessed"], ids=lambda told: str(told["why"]))
def test_what_the_quorum_did_not_sign_is_never_valid(client: Client, vector_log: Path, told: dict[str, str]) -> None:
    assert found(client, berkas=file(told["receipt"].encode()))[0] == "unwitnessed"


def test_what_is_damaged_cut_or_of_another_log_is_not_valid_and_the_page_says_why(
    client: Client, vector_log: Path
) -> None:
    for each in INVALID:
        assert judge(each["text"].encode()).state == "invalid", each["why"]
    state, code, _heading = found(client, bukti=PRINTED[:-40])
    assert (state, code) == ("invalid", "print")
    body = client.post("/periksa?bahasa=en", {"bukti": PRINTED[:-40]}).content.decode()
    assert "The QR code&#x27;s text is damaged, cut, or no proof." in body


def test_a_proof_of_another_installation_is_of_no_log_that_is_known(
    client: Client, vector_log: Path, settings: LazySettings
) -> None:
    other = new_secret("lain.example/log", ED25519).key.vkey
    (vector_log / "known-keys").write_text(f"{other}\n", encoding="utf-8")
    assert found(client, bukti=PRINTED)[:2] == ("invalid", "other-log")
    assert found(client, berkas=file(RECEIPT))[:2] == ("invalid", "no-log")
    settings.LOG = type(settings.LOG)()
    assert found(client, status=422, bukti=PRINTED)[:2] == ("unreadable", "no-policy")


def test_where_the_two_programs_differ_nothing_is_valid(vector_log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_by_the_rules", lambda _brought: "unwitnessed")
    assert judge(RECEIPT).state == "invalid"


def test_what_is_no_proof_at_all_is_told_so(client: Client, vector_log: Path) -> None:
    assert found(client, berkas=file(b"{}"))[:2] == ("invalid", "receipt")
    assert found(client, berkas=file(b"{" + b" " * 1_000_001))[:2] == ("invalid", "receipt")
    assert found(client, bukti="tulisan lain")[:2] == ("invalid", "receipt")
    assert found(client, bukti="PULAU1:\N{EM DASH}")[:2] == ("invalid", "print")
