"""What every way of signing promises, tried with all three: own keys, a token (SoftHSM), the national service (a stub).

A provider that makes its own field (`makes_fields`) promises a new field at the asked place and names it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pyhanko.sign.validation import validate_pdf_signature

from pulau.exchange.pdf.paper import Appearance, set_appearance
from pulau.exchange.signatures.asking import Server
from pulau.exchange.signatures.checking import Verdict, check
from pulau.exchange.signatures.providers.base import CertificateRefused, Order, SignatureProvider, Signer
from pulau.exchange.signatures.providers.bsre import BsreProvider
from pulau.exchange.signatures.providers.pkcs11 import Pkcs11Provider, Token
from pulau.exchange.signatures.signing import FieldSigned, Level, Trust, context
from pulau.exchange.signatures.timestamping import OwnTimeStamper
from pulau.exchange.signatures.updating import reader_of
from tests.exchange.signatures.esign import AUTHORITY, PASSPHRASE, PASSWORD, USER, Esign
from tests.exchange.signatures.given import AYU, BIMA, NOW, STRANGER, House, authority, order, paper, spot, with_boxes
from tests.exchange.signatures.token import LABEL, MODULE, PIN, SoftToken

LOOK = set_appearance(
    Appearance("id", "Ditandatangani oleh", AYU.name, AYU.title, "10.00", "K7", "https://a.id/K7"), NOW
)


@dataclass(frozen=True)
class Way:
    """A way of signing, and what somebody who checks must trust."""

    provider: SignatureProvider
    house: House

    @property
    def blank(self) -> bytes:
        return paper().pdf if self.provider.makes_fields else with_boxes()

    def order(self, field: str = "satu", signer: Signer = AYU) -> Order:
        return order(field, signer, appearance=LOOK, secret=PASSPHRASE if self.provider.asks_secret else None)


@pytest.fixture(params=["local", "pkcs11", "bsre"])
def way(request: pytest.FixtureRequest) -> Iterator[Way]:
    house = authority()
    stamper = OwnTimeStamper(house.timestamper, house.chain, lambda: NOW)
    if request.param == "local":
        yield Way(house.provider(lambda: stamper), house)
    elif request.param == "pkcs11":
        made: SoftToken = request.getfixturevalue("token")
        assert made.folder.is_dir()
        yield Way(Pkcs11Provider(Token(MODULE, LABEL, PIN), lambda _: house.trust(), lambda: stamper), house)
    else:
        with Esign().serve() as address:
            national = authority(AUTHORITY)
            yield Way(BsreProvider(Server(address, USER, PASSWORD), (national.anchor,)), national)


def test_its_name_is_that_of_the_setting(way: Way, request: pytest.FixtureRequest) -> None:
    assert way.provider.code == request.node.callspec.params["way"]


def test_two_people_sign_one_after_the_other_and_both_signatures_hold(way: Way, tmp_path: Path) -> None:
    first = way.provider.sign(way.blank, way.order())
    second = way.provider.sign(first.pdf, way.order("dua", BIMA))
    assert first.pdf.startswith(way.blank)
    assert second.pdf.startswith(first.pdf)
    assert {first.level, second.level} <= {Level.B_T, Level.B_LT}
    signatures = reader_of(second.pdf).embedded_signatures
    assert len(signatures) == 2
    trust = Trust((way.house.anchor,), way.house.chain)
    assert all(validate_pdf_signature(each, context(trust, NOW)).bottom_line for each in signatures)
    assert [each.verdict for each in check(second.pdf, trust, now=NOW).signatures] == [Verdict.INTACT] * 2
    (tmp_path / "signed.pdf").write_bytes(second.pdf)
    told = subprocess.run(["pdfsig", "-nocert", tmp_path / "signed.pdf"], capture_output=True, text=True, check=False)
    assert told.stdout.count("Signature is Valid.") == 2


def test_the_field_signed_is_the_one_asked_for_and_it_stands_in_its_box(way: Way) -> None:
    done = way.provider.sign(way.blank, way.order("dua", BIMA))
    (signature,) = reader_of(done.pdf).embedded_signatures
    assert signature.field_name == (done.field or "dua")
    assert (done.field is None) != way.provider.makes_fields
    assert tuple(float(each) for each in signature.sig_field["/Rect"]) == spot("dua").box
    assert "/AP" in signature.sig_field


def test_a_field_is_signed_once(way: Way) -> None:
    done = way.provider.sign(way.blank, way.order())
    with pytest.raises(FieldSigned):
        way.provider.sign(done.pdf, way.order("satu", BIMA))


def test_a_signature_may_be_there_without_being_seen(way: Way) -> None:
    done = way.provider.sign(way.blank, replace(way.order(), appearance=None))
    assert len(reader_of(done.pdf).embedded_signatures) == 1


def test_whoever_has_no_certificate_is_told_so(way: Way) -> None:
    with pytest.raises(CertificateRefused) as refused:
        way.provider.sign(way.blank, way.order(signer=STRANGER))
    assert refused.value.reason == "none"


def test_order_and_settings_print_no_secret(way: Way) -> None:
    shown = repr((way.order(), way.provider.__dict__))
    assert not [each for each in (PASSPHRASE, PASSWORD, PIN, str(AYU.nik)) if each in shown]
