"""The adapter of the national service against a stub: never a document that looks signed and is not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from io import BytesIO

import pytest
from PIL import Image
from pyhanko.pdf_utils import generic

from pulau.exchange.signatures.asking import Server
from pulau.exchange.signatures.checking import Verdict, check
from pulau.exchange.signatures.providers.base import CertificateRefused, Order, ProviderAway, SecretRefused
from pulau.exchange.signatures.providers.bsre import BsreProvider, Standing
from pulau.exchange.signatures.signing import Level, Trust, timestamp
from pulau.exchange.signatures.timestamping import OwnTimeStamper
from pulau.exchange.signatures.updating import Update, reader_of
from tests.exchange.signatures.esign import AUTHORITY, PASSPHRASE, PASSWORD, USER, Esign, rewritten
from tests.exchange.signatures.given import AYU, BIMA, NOW, authority, order, paper, reply, spot, with_boxes
from tests.exchange.signatures.test_provider_contract import LOOK

NIK = str(AYU.nik)


@pytest.fixture
def esign() -> Esign:
    return Esign()


@pytest.fixture
def provider(esign: Esign) -> Iterator[BsreProvider]:
    with esign.serve() as address:
        yield BsreProvider(Server(address, USER, PASSWORD), (authority(AUTHORITY).anchor,), seconds=3.0)


def ask(field: str = "satu", secret: str | None = PASSPHRASE) -> Order:
    return order(field, appearance=LOOK, secret=secret)


def test_what_is_sent_is_what_is_described(esign: Esign, provider: BsreProvider) -> None:
    done = provider.sign(paper().pdf, ask("dua"))
    (form,) = esign.forms
    left, bottom, right, top = spot("dua").box
    assert done.level is Level.B_T
    assert esign.asked == ["POST /api/sign/pdf"], "the person's standing is asked for only where something is wrong"
    assert form.pop("file").startswith(paper().pdf)
    image = Image.open(BytesIO(form.pop("imageTTD")))
    assert image.size[0] / image.size[1] == pytest.approx((right - left) / (top - bottom), rel=0.02)
    assert {key: value.decode() for key, value in form.items()} == {
        "nik": NIK,
        "passphrase": PASSPHRASE,
        "tampilan": "visible",
        "image": "true",
        "page": "1",
        "xAxis": str(left),
        "yAxis": str(bottom),
        "width": str(right - left),
        "height": str(top - bottom),
        "reason": "Pencanangan",
        "location": "Tanjung Sagara",
    }


def test_where_a_signature_has_certified_the_document_it_signs_without_being_seen(
    esign: Esign, provider: BsreProvider
) -> None:
    first = authority().provider(lambda: None).sign(with_boxes(), order())
    done = provider.sign(first.pdf, replace(ask("dua"), signer=BIMA))
    assert esign.forms[0]["tampilan"] == b"invisible"
    anchors = (authority().anchor, authority(AUTHORITY).anchor)
    checked = check(done.pdf, Trust(anchors, (*authority().chain, *authority(AUTHORITY).chain)), now=NOW)
    assert [each.verdict for each in checked.signatures] == [Verdict.INTACT] * 2


@pytest.mark.parametrize("secret", ["salah", None, ""])
def test_a_wrong_passphrase_is_told_apart(provider: BsreProvider, secret: str | None) -> None:
    with pytest.raises(SecretRefused):
        provider.sign(paper().pdf, ask(secret=secret))


@pytest.mark.parametrize(
    ("state", "reason"),
    [("EXPIRED", "expired"), ("REVOKE", "revoked"), ("WAITING_FOR_VERIFICATION", "none"), (None, "none")],
)
def test_a_certificate_that_cannot_be_used_is_told_by_its_reason(
    esign: Esign, provider: BsreProvider, state: str | None, reason: str
) -> None:
    esign.people = {NIK: state} if state else {}
    with pytest.raises(CertificateRefused) as refused:
        provider.sign(paper().pdf, ask())
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "nik", [None, "", "123", "320123456789000x", "../../../admin12", "３２０１２３４５６７８９０００１"]
)
def test_who_has_no_nik_that_is_one_is_not_asked_about(esign: Esign, provider: BsreProvider, nik: str | None) -> None:
    with pytest.raises(CertificateRefused):
        provider.sign(paper().pdf, replace(ask(), signer=replace(AYU, nik=nik)))
    assert esign.asked == []


def test_where_the_code_is_unknown_the_persons_standing_is_asked_for(esign: Esign, provider: BsreProvider) -> None:
    esign.instead = lambda request: reply(request, 400, "application/json", b'{"error":"Proses signing gagal : entah"}')
    with pytest.raises(ProviderAway, match="status 400"):
        provider.sign(paper().pdf, ask())
    esign.people[NIK] = "EXPIRED"
    with pytest.raises(CertificateRefused):
        provider.sign(paper().pdf, ask())
    assert esign.asked[1] == f"GET /api/user/status/{NIK}"
    assert provider.standing(NIK) == Standing(2021, "EXPIRED SERTIFIKAT DENGAN STATUS EXPIRED")


def test_the_installation_itself_may_be_refused(esign: Esign) -> None:
    with esign.serve() as address, pytest.raises(ProviderAway, match="name and password"):
        BsreProvider(Server(address, USER, "salah"), (authority(AUTHORITY).anchor,)).sign(paper().pdf, ask())


def _slow(_: BaseHTTPRequestHandler) -> None:
    time.sleep(1.0)


def _redirect(request: BaseHTTPRequestHandler) -> None:
    request.send_response(302)
    request.send_header("Location", "/api/elsewhere")
    request.send_header("Content-Length", "0")
    request.end_headers()


@pytest.mark.parametrize(
    ("instead", "told"),
    [
        (lambda request: reply(request, 500, "text/html", b"<h1>500</h1>"), "status 500"),
        (lambda request: reply(request, 200, "text/html", b"<h1>Masuk</h1>"), "status 200"),
        (lambda request: reply(request, 200, "application/json", b'{"id_dokumen":"77"}'), "status 200"),
        (lambda request: reply(request, 200, "application/json", b"[" * 5000), "status 200"),
        (lambda request: reply(request, 200, "application/pdf", b"%PDF-1.7\nbukan"), "does not begin"),
        (lambda request: reply(request, 200, "application/pdf", bytes(4_000_000)), "larger than"),
        (_slow, "no answer"),
        (_redirect, "status 302"),
    ],
)
def test_trouble_of_the_service_is_said_and_nothing_is_kept(
    esign: Esign, instead: Callable[[BaseHTTPRequestHandler], None], told: str
) -> None:
    esign.instead = instead
    with esign.serve() as address, pytest.raises(ProviderAway, match=told):
        BsreProvider(Server(address, USER, PASSWORD), (authority(AUTHORITY).anchor,), seconds=0.5).sign(
            paper().pdf, ask()
        )


def _broken(done: bytes) -> bytes:
    """One digit of the signature itself, changed."""
    value = reader_of(done).embedded_signatures[-1].signer_info["signature"].native.hex().encode()
    at = done.lower().rindex(value) + len(value) - 1
    return done[:at] + (b"0" if done[at : at + 1] != b"0" else b"1") + done[at + 1 :]


def _more(done: bytes) -> bytes:
    """The signed document with something else in it: what the first page shows."""
    update = Update(done)
    page = update.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = page["/MediaBox"][0]
    update.update_container(page)
    return update.updated()


def _other(esign: Esign, done: bytes) -> bytes:
    """A document of somebody else, well signed."""
    return (
        esign.signed({"file": with_boxes(), "tampilan": b"invisible", "passphrase": b"", "nik": b""}) if done else b""
    )


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda sent, _: sent, "0 new signatures"),
        (lambda sent, _: sent + b"\n% ditandatangani\n", "0 new signatures|cannot be read"),
        (lambda _, done: rewritten(done), "does not begin"),
        (lambda _, done: b"%PDF-1.4" + done[8:], "does not begin"),
        (lambda _, done: _broken(done), "does not hold"),
        (lambda _, done: _more(done), "more was changed|does not cover"),
        (lambda _, done: _other(Esign(), done), "does not begin"),
        (lambda _, done: done[:-800], "cannot be read|0 new"),
        (lambda _, done: done + b"\n% dan sedikit lagi\n", "does not cover|cannot be read"),
    ],
)
def test_what_comes_back_must_be_ours_with_one_good_signature_more(
    esign: Esign, provider: BsreProvider, spoil: Callable[[bytes, bytes], bytes], told: str
) -> None:
    esign.spoil = spoil
    with pytest.raises(ProviderAway, match=told):
        provider.sign(paper().pdf, ask())


def _script(sent: bytes) -> bytes:
    """The document with a script that runs when it is opened."""
    update = Update(sent)
    action = generic.DictionaryObject()
    action[generic.pdf_name("/S")] = generic.pdf_name("/JavaScript")
    action[generic.pdf_name("/JS")] = generic.pdf_string("app.alert(1)")
    update.root["/OpenAction"] = action
    update.update_root()  # type: ignore[no-untyped-call] # pyHanko types it in part
    return update.updated()


@pytest.mark.parametrize("change", [_more, _script])
def test_a_document_changed_before_it_was_signed_is_refused(
    esign: Esign, provider: BsreProvider, change: Callable[[bytes], bytes]
) -> None:
    esign.spoil = lambda sent, _: esign.signed({**esign.forms[-1], "file": change(sent)})
    with pytest.raises(ProviderAway, match="more was changed"):
        provider.sign(paper().pdf, ask())


def test_what_shows_that_a_certificate_counts_may_be_added_after_the_signature(
    esign: Esign, provider: BsreProvider
) -> None:
    house = authority(AUTHORITY)

    def lasting(_: bytes, done: bytes) -> bytes:
        stamper = OwnTimeStamper(house.timestamper, house.chain, lambda: NOW)
        return timestamp(done, stamper, house.trust(), NOW)

    esign.spoil = lasting
    assert provider.sign(paper().pdf, ask()).level is Level.B_LT


def test_two_signatures_at_once_are_refused(esign: Esign, provider: BsreProvider) -> None:
    esign.spoil = lambda _, done: esign.signed({**esign.forms[-1], "file": done})
    with pytest.raises(ProviderAway, match="2 new signatures"):
        provider.sign(paper().pdf, ask())


def test_a_signature_at_another_place_is_refused(esign: Esign, provider: BsreProvider) -> None:
    esign.spoil = lambda sent, _: esign.signed({**esign.forms[-1], "file": sent, "yAxis": b"10"})
    with pytest.raises(ProviderAway, match="does not stand"):
        provider.sign(paper().pdf, ask())


def test_a_certificate_from_elsewhere_is_refused(esign: Esign, provider: BsreProvider) -> None:
    esign.authority = "Penipu"
    with pytest.raises(ProviderAway, match="anchor"):
        provider.sign(paper().pdf, ask())


def test_nothing_secret_is_logged_or_told(
    esign: Esign, provider: BsreProvider, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("urllib3").setLevel(logging.INFO)  # as `logging_settings` does
    caplog.set_level(logging.DEBUG)
    esign.instead = lambda request: reply(request, 400, "application/json", b'{"error":"entah"}')
    with pytest.raises(ProviderAway) as away:
        provider.sign(paper().pdf, ask())
    told = f"{caplog.text} {away.value!r} {away.value.__cause__!r} {ask()!r}"
    assert not [each for each in (PASSPHRASE, PASSWORD, NIK) if each in told]
