"""Tools of others agree: poppler's pdfsig on a paper with twelve signers, and pyHanko by what is inside."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext

from pulau.exchange.signatures import authority as making
from pulau.exchange.signatures.checking import Verdict, check
from tests.exchange.signatures.studio import DAY, NOW, Studio, der, new_studio, signed, studio, unsigned

SIGNERS = 12


@cache
def twelve() -> tuple[bytes, Studio]:
    """A paper signed by twelve people now, since pdfsig judges certificates at the time of asking."""
    now = datetime.now(UTC)
    here, pdf = new_studio(now), unsigned(SIGNERS)
    for number in range(1, SIGNERS + 1):
        person = making.issue_signer(here.issuer, making.Subject(f"Orang {number}", "Kabupaten Tanjung Sagara"), now)
        pdf = here.sign(pdf, f"ttd-{number}", now, by=person)
    return pdf, here


def pdfsig(pdf: bytes, folder: Path, *options: str) -> str:
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    command = ["pdfsig", *options, str(file)]
    # not `check`: on leaving, NSS says that it could not shut down, and pdfsig then ends with another code
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_pdfsig_finds_every_one_of_twelve_signatures_valid(tmp_path: Path) -> None:
    pdf, _ = twelve()
    told = pdfsig(pdf, tmp_path)
    assert told.count("Signature Validation: Signature is Valid.") == SIGNERS
    assert told.count("Signature Type: ETSI.CAdES.detached") == SIGNERS
    assert told.count("Not total document signed") == SIGNERS - 1


def test_pdfsig_finds_a_changed_byte(tmp_path: Path) -> None:
    pdf, _ = twelve()
    changed = bytearray(pdf)
    changed[changed.index(b"/Count 1") + 7] = ord("2")
    assert "Signature is Valid" not in pdfsig(bytes(changed), tmp_path)


def test_pdfsig_trusts_every_certificate_once_nss_knows_the_anchor(tmp_path: Path) -> None:
    certutil = shutil.which("certutil")
    if certutil is None:
        pytest.skip("certutil (libnss3-tools) is not there")
    pdf, here = twelve()
    (tmp_path / "root.pem").write_text(here.root.certificate_pem)
    (tmp_path / "db").mkdir()
    base = f"sql:{tmp_path / 'db'}"
    subprocess.run([certutil, "-N", "-d", base, "--empty-password"], check=True)
    assert "Certificate is Trusted" not in pdfsig(pdf, tmp_path, "-nssdir", base)
    add = [certutil, "-A", "-d", base, "-n", "pulau", "-t", "CT,C,C", "-i", str(tmp_path / "root.pem")]
    subprocess.run(add, check=True)
    assert pdfsig(pdf, tmp_path, "-nssdir", base).count("Certificate is Trusted.") == SIGNERS


def inside(pdf: bytes, anchor: bytes, **options: object) -> ValidationContext:
    """What pyHanko judges by with nothing but the file and an anchor."""
    wanted = {"trust_roots": [x509.Certificate.load(anchor)], "allow_fetching": False, "revocation_mode": "require"}
    store = DocumentSecurityStore.read_dss(PdfFileReader(BytesIO(pdf)))
    return store.as_validation_context({**wanted, "retroactive_revinfo": True, **options})


def bottom_lines(pdf: bytes, anchor: bytes) -> list[bool]:
    """pyHanko's own verdict on each signature, at the time that its timestamp names."""
    found = []
    for signature in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
        status = validate_pdf_signature(signature, inside(pdf, anchor, moment=NOW))
        found.append(status.bottom_line)
    return found


def test_pyhanko_validates_by_what_is_inside_the_file_and_the_anchor() -> None:
    assert bottom_lines(signed(2), der(studio().root)) == [True, True]
    assert bottom_lines(signed(2), der(new_studio().root)) == [False, False]


def test_a_check_of_twelve_signatures_agrees() -> None:
    pdf, here = twelve()
    report = check(pdf, here.anchor, now=datetime.now(UTC) + 900 * DAY)
    assert [one.verdict for one in report.signatures] == [Verdict.INTACT] * SIGNERS
    assert [one.name for one in report.signatures] == [f"Orang {number}" for number in range(1, SIGNERS + 1)]
