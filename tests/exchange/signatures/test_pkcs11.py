from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from pulau.exchange.signatures.authority import Revoked, revocation_list
from pulau.exchange.signatures.providers.base import CertificateRefused, Order, ProviderAway
from pulau.exchange.signatures.providers.pkcs11 import Pkcs11Provider, Token
from pulau.exchange.signatures.signing import Level, Trust
from pulau.exchange.signatures.timestamping import OwnTimeStamper
from pulau.exchange.signatures.updating import reader_of
from tests.exchange.signatures.given import AYU, NOW, authority, order, with_boxes
from tests.exchange.signatures.token import LABEL, MODULE, PIN, SoftToken, certificate_for

pytestmark = [
    pytest.mark.usefixtures("token"),
    # python-pkcs11 ends a search again when it forgets it, even where the session went away meanwhile.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def provider(
    pin: str = PIN, *, key: str | None = None, label: str = LABEL, trust: Trust | None = None
) -> Pkcs11Provider:
    house = authority()
    stamper = OwnTimeStamper(house.timestamper, house.chain, lambda: NOW)
    return Pkcs11Provider(Token(MODULE, label, pin, key), lambda _: trust or house.trust(), lambda: stamper)


def by(label: str) -> Order:
    return order(signer=replace(AYU, label=label))


def signer_of(pdf: bytes) -> str:
    (signature,) = reader_of(pdf).embedded_signatures
    return str(signature.signer_cert.subject.native["common_name"])


@pytest.mark.parametrize(("label", "name"), [("ayu", "Ayu Lestari"), ("bima", "Bima Saputra")])
def test_keys_on_curves_and_of_rsa_sign_with_what_shows_that_they_count(label: str, name: str) -> None:
    done = provider().sign(with_boxes(), by(label))
    assert (done.level, signer_of(done.pdf)) == (Level.B_LT, name)


def test_one_key_for_all_is_a_seal() -> None:
    assert signer_of(provider(key="bima").sign(with_boxes(), by("ayu")).pdf) == "Bima Saputra"


def test_a_certificate_from_elsewhere_signs_without_lists_of_revoked_ones() -> None:
    assert provider().sign(with_boxes(), by("asing")).level is Level.B_T


@pytest.mark.parametrize(
    ("label", "reason"), [("lama", "expired"), ("tiada", "none"), ("", "none"), ("tanpa-kunci", "none")]
)
def test_what_cannot_sign_is_told_by_its_reason(label: str, reason: str) -> None:
    with pytest.raises(CertificateRefused) as refused:
        provider().sign(with_boxes(), by(label))
    assert refused.value.reason == reason


def test_a_revoked_certificate_signs_no_more(token: SoftToken) -> None:
    house = authority()
    serial = next(iter(certificates("dicabut")))
    listed = revocation_list(house.issuer, [Revoked(f"{serial:x}", NOW - timedelta(hours=1))], 2, NOW)
    trust = Trust((house.anchor,), house.chain, (revocation_list(house.root, (), 1, NOW), listed))
    with pytest.raises(CertificateRefused) as refused:
        provider(trust=trust).sign(with_boxes(), by("dicabut"))
    assert refused.value.reason == "revoked"


def test_a_renewed_certificate_is_used_as_soon_as_it_is_there(token: SoftToken) -> None:
    used = provider()
    old, new = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    token.put("cahya", old, certificate_for(authority(), old, "Cahya lama", days=1), b"\x11")
    assert signer_of(used.sign(with_boxes(), by("cahya")).pdf) == "Cahya lama"
    token.put("cahya", new, certificate_for(authority(), new, "Cahya baru", days=60), b"\x12")
    assert signer_of(used.sign(with_boxes(), by("cahya")).pdf) == "Cahya baru"


def test_the_session_is_kept_and_opened_anew_when_the_token_went_away() -> None:
    used = provider()
    used.sign(with_boxes(), by("ayu"))
    first = used._session
    used.sign(with_boxes(), by("ayu"))
    assert used._session is first
    pkcs11.lib(str(MODULE)).reinitialize()  # as when a token is pulled out and put in again
    used.sign(with_boxes(), by("ayu"))
    assert used._session is not first


def test_many_sign_at_once_with_one_session() -> None:
    used, names, problems = provider(), [], []

    def work(label: str) -> None:
        try:
            names.append(signer_of(used.sign(with_boxes(), by(label)).pdf))
        except Exception as problem:  # noqa: BLE001 - shown below, whatever it is
            problems.append(problem)

    threads = [threading.Thread(target=work, args=(label,)) for label in ("ayu", "bima") * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert sorted(set(names)) == ["Ayu Lestari", "Bima Saputra"]
    assert len(names) == 8


def test_a_token_that_is_not_there_is_said_to_be_away() -> None:
    with pytest.raises(ProviderAway, match="token lain"):
        provider(label="lain").sign(with_boxes(), by("ayu"))


def test_a_library_that_is_none_is_said_to_be_away(tmp_path: Path) -> None:
    (tmp_path / "bukan.so").write_bytes(b"bukan pustaka")
    stray = Pkcs11Provider(Token(tmp_path / "bukan.so", LABEL, PIN), lambda _: Trust(()), lambda: None)
    with pytest.raises(ProviderAway):
        stray.sign(with_boxes(), by("ayu"))


def test_a_wrong_pin_is_tried_once_so_that_the_token_does_not_lock_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    used, tries = provider("999999"), []
    opened = used._opened

    def counted() -> pkcs11.Session:
        tries.append(1)
        return opened()

    monkeypatch.setattr(used, "_opened", counted)
    for _ in range(3):
        with pytest.raises(ProviderAway, match=r"PIN|Pin") as away:
            used.sign(with_boxes(), by("ayu"))
        assert "999999" not in str(away.value)
    assert len(tries) == 1
    provider().sign(with_boxes(), by("ayu"))


def certificates(label: str) -> dict[int, datetime]:
    """Serial numbers on the token under a label, and when they end."""
    from pulau.exchange.signatures.providers.pkcs11 import _certificates  # noqa: PLC0415 - behind the door

    library = pkcs11.lib(str(MODULE))
    library.reinitialize()
    with library.get_token(token_label=LABEL).open(user_pin=PIN) as session:
        return {one.certificate.serial_number: one.ends for one in _certificates(session, label)}
