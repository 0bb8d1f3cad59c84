"""`pulau verify`: what it says of a signed PDF, offline, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import Result

from pulau.exchange.signatures import authority as making
from pulau.exchange.signatures.checking import LARGEST
from tests.exchange.signatures.studio import NOW, signed, stranger, studio, unsigned

Pulau = Callable[..., Result]
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "verify.schema.json"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("PULAU_HOME", str(folder))
    return folder


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "pakta.pdf"
    file.write_bytes(signed(2))
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file = tmp_path / "root.pem"
    file.write_text(studio().root.certificate_pem)
    return file


def test_an_intact_paper_ends_with_0_and_one_part_for_each_who_signed(pulau: Pulau, pdf: Path, root: Path) -> None:
    result = pulau("verify", pdf, "--anchor", root)
    assert result.exit_code == 0
    first, *_ = result.stdout.splitlines()
    assert first == "pakta.pdf: Utuh dan tepercaya: tidak ada yang berubah sejak ditandatangani."
    assert result.stdout.count("Ayu Larasati, Kepala Dinas (Kabupaten Tanjung Sagara)") == 2
    assert "Ditandatangani 26 November 2026 10.15 WIB (03.15 UTC), dibuktikan oleh penanda waktu." in result.stdout
    assert "Untuk: Saya menandatangani pakta integritas" in result.stdout
    assert "PAdES B-LT" in result.stdout
    assert "periksa nomornya di /periksa" in result.stdout


def test_it_speaks_english(pulau: Pulau, pdf: Path, root: Path) -> None:
    result = pulau("verify", pdf, "--anchor", root, "--lang", "en")
    assert "pakta.pdf: Intact and trusted: nothing has changed since it was signed." in result.stdout
    assert "Signed on 26 November 2026 10:15 WIB (03:15 UTC), as a timestamp shows." in result.stdout


def test_without_an_anchor_it_says_so_and_how_to_get_one(pulau: Pulau, pdf: Path, home: Path) -> None:
    result = pulau("verify", pdf)
    assert result.exit_code == 1
    assert "Isinya tidak berubah sejak ditandatangani" in result.stdout
    assert "tepercaya:" not in result.stdout
    assert "Unduh /periksa/jangkar.pem" in result.stdout
    assert str(home / "anchors") in result.stdout


def test_anchors_of_the_installation_are_used_without_being_named(pulau: Pulau, pdf: Path, home: Path) -> None:
    (home / "anchors").mkdir(parents=True)
    (home / "anchors" / "a.pem").write_text(stranger().root.certificate_pem)
    assert pulau("verify", pdf).exit_code == 1
    (home / "anchors" / "b.pem").write_text(studio().root.certificate_pem)
    assert pulau("verify", pdf).exit_code == 0


def test_a_foreign_paper_is_not_trusted(pulau: Pulau, pdf: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    other.write_text(stranger().root.certificate_pem)
    result = pulau("verify", pdf, "--anchor", other)
    assert result.exit_code == 1
    assert "tidak berasal dari jangkar yang dipakai" in result.stdout


def test_a_changed_paper_is_not_to_be_used(pulau: Pulau, pdf: Path, root: Path) -> None:
    changed = bytearray(pdf.read_bytes())
    changed[changed.index(b"/Count 1") + 7] = ord("2")
    pdf.write_bytes(changed)
    result = pulau("verify", pdf, "--anchor", root)
    assert result.exit_code == 1
    assert "Sudah diubah setelah ditandatangani. Jangan dipakai." in result.stdout


def test_an_unsigned_paper_is_said_to_be_so(pulau: Pulau, pdf: Path, root: Path) -> None:
    pdf.write_bytes(unsigned())
    result = pulau("verify", pdf, "--anchor", root)
    assert (result.exit_code, result.stdout) == (1, "pakta.pdf: Tidak bertanda tangan.\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Berkas ini kosong."),
        (b"PK\3\4", "Berkas ini bukan PDF."),
        (b"%PDF-1.7\n" + b"0" * LARGEST, "Berkas melebihi 25 MB"),
        (b"%PDF-1.7\nhalo", "PDF ini rusak atau diubah"),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_says_why(pulau: Pulau, pdf: Path, content: bytes, said: str) -> None:
    pdf.write_bytes(content)
    result = pulau("verify", pdf)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"pulau: pakta.pdf: {said}" in result.stderr


def test_a_missing_file_and_an_anchor_that_is_none_end_with_2(pulau: Pulau, pdf: Path, tmp_path: Path) -> None:
    assert "tidak dapat dibaca" in pulau("verify", tmp_path / "none.pdf").stderr
    result = pulau("verify", pdf, "--anchor", pdf)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "bukan sertifikat dalam bentuk PEM" in result.stderr


def test_json_follows_its_schema(pulau: Pulau, pdf: Path, root: Path) -> None:
    schema = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    found = json.loads(pulau("verify", pdf, "--anchor", root, "--format", "json").stdout)
    schema.validate(found)
    assert (found["verdict"], found["anchors"], len(found["signatures"])) == ("intact", 1, 2)
    assert found["signatures"][0]["moment"] == "2026-11-26T03:15:00Z"
    pdf.write_bytes(studio().stamp(signed(level="B-B"), NOW))
    schema.validate(json.loads(pulau("verify", pdf, "--format", "json").stdout))
    with pytest.raises(Exception, match="is not one of"):
        schema.validate({**found, "verdict": "fine"})


def test_a_name_cannot_steer_the_terminal(pulau: Pulau, pdf: Path, root: Path) -> None:
    tricky = making.issue_signer(studio().issuer, making.Subject("A\x1b[31m\u202eB"), NOW)
    pdf.write_bytes(studio().sign(unsigned(), "ttd-1", by=tricky))
    result = pulau("verify", pdf, "--anchor", root)
    assert "A�[31m�B" in result.stdout
