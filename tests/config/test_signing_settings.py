from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pulau.config.environment import SettingInvalid, read_environment
from pulau.config.signing import Signing
from pulau.exchange.signatures.authority import make_root

BSRE = {
    "PULAU_SIGNATURE_PROVIDER": "bsre",
    "PULAU_BSRE_URL": "https://esign.example.id",
    "PULAU_BSRE_USER": "pulau",
    "PULAU_BSRE_PASSWORD": "rahasia",
    "PULAU_BSRE_ANCHOR": "akar.pem",
}
PKCS11 = {
    "PULAU_SIGNATURE_PROVIDER": "pkcs11",
    "PULAU_PKCS11_MODULE": "modul.so",
    "PULAU_PKCS11_TOKEN": "pulau",
    "PULAU_PKCS11_PIN": "1234",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    one, two = (make_root(name, datetime(2026, 1, 2, tzinfo=UTC)) for name in ("Satu", "Dua"))
    (tmp_path / "akar.pem").write_text(one.certificate_pem + two.certificate_pem)
    (tmp_path / "modul.so").write_bytes(b"")
    return tmp_path


def read(home: Path, variables: dict[str, str]) -> Signing:
    return read_environment({"PULAU_HOME": str(home), **variables}).signing


def test_each_way_of_signing_is_read_with_what_it_needs(home: Path) -> None:
    assert read(home, {}).provider == "local"
    module = read(home, PKCS11)
    assert (module.provider, module.pkcs11_module, module.pkcs11_key) == ("pkcs11", home / "modul.so", None)
    national = read(
        home, {**BSRE, "PULAU_TIMESTAMP_URL": "http://u:p%40@tsa.id/tsr", "PULAU_TIMESTAMP_ANCHOR": "akar.pem"}
    )
    assert (national.bsre_url, national.bsre_user) == ("https://esign.example.id", "pulau")
    assert len(national.bsre_anchors) == 2
    assert national.timestamp_anchors == national.bsre_anchors


@pytest.mark.parametrize("key", [key for key in (*BSRE, *PKCS11) if key != "PULAU_SIGNATURE_PROVIDER"])
def test_what_is_missing_is_named(home: Path, key: str) -> None:
    given = BSRE if key in BSRE else PKCS11
    with pytest.raises(SettingInvalid, match=key):
        read(home, {name: value for name, value in given.items() if name != key})


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("PULAU_SIGNATURE_PROVIDER", "hsm", "allowed are local, pkcs11, bsre"),
        ("PULAU_TIMESTAMP_URL", "tsa.example.id", "https://"),
        ("PULAU_TIMESTAMP_ANCHOR", "tiada.pem", "cannot be read"),
        ("PULAU_TIMESTAMP_ANCHOR", "modul.so", "certificates in PEM"),
        ("PULAU_PKCS11_MODULE", "tiada.so", "no such file"),
        ("PULAU_BSRE_URL", "http://esign.example.id", "must begin with https://"),
        ("PULAU_BSRE_URL", "https://u:rahasia@esign.example.id", "must hold no user"),
        ("PULAU_BSRE_ANCHOR", "tiada.pem", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(home: Path, variable: str, value: str, told: str) -> None:
    with pytest.raises(SettingInvalid, match=told) as refusal:
        read(home, {variable: value})
    assert variable in str(refusal.value)
    assert "rahasia" not in str(refusal.value)


def test_secrets_are_not_shown_by_whoever_prints_the_settings(home: Path) -> None:
    shown = repr(read(home, {**BSRE, **PKCS11, "PULAU_TIMESTAMP_URL": "https://u:sandi@tsa.id"}))
    assert not [secret for secret in ("rahasia", "1234", "sandi") if secret in shown]
