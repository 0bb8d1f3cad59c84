"""The code of a proof in print: how large it becomes, and that others read it from a page of 300 dpi."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Final

import pytest
import segno
from PIL import Image

from pulau.core.log.checkpoints import Checkpoint
from pulau.core.log.entries import Record, record_bytes
from pulau.core.log.notes import Note, Signature
from pulau.core.log.printed import Printed, print_proof
from pulau.core.log.proofs import Proof as LogProof
from pulau.core.shared.digest import canonical_bytes
from pulau.exchange.pdf.paper import BoxGroup, Paper, Proof, SignatureBox, proof_code, set_paper
from tests.codes import qr_codes

STATED: Final = {
    "title": "Wilayah Birokrasi Bersih dan Melayani (WBBM)",
    "holder": "Dinas Kependudukan dan Pencatatan Sipil",
    "agency": "Pemerintah Kabupaten Tanjung Sagara",
    "issuer": "Menteri PANRB",
    "decree": "971 Tahun 2026",
    "decree_day": "2026-12-10",
    "version": "1",
    "valid_from": "2026-12-10",
    "valid_until": "2029-12-09",
    "law": "Permenpan RB 90/2021",
    "year": "2026",
}


def _noise(seed: str, size: int) -> bytes:
    """Return bytes that no packing makes smaller, as hashes and signatures are."""
    return b"".join(sha256(f"{seed}{at}".encode()).digest() for at in range(-(-size // 32)))[:size]


def _uuid(seed: str) -> str:
    told = _noise(seed, 16).hex()
    return f"{told[:8]}-{told[8:12]}-{told[12:16]}-{told[16:20]}-{told[20:]}"


def text_of(leaves: int, witnesses: int = 3) -> str:
    """Return the text of a proof as large as a real one of a log with so many leaves."""
    ids = [_uuid(name) for name in ("id", "title", "tenant", "actor", "unit", "request")]
    record = record_bytes(
        Record(
            *(ids[0], "outcomes.title_stated", "2026-12-11T07:00:00.123Z", "outcomes.titleheld", ids[1]),
            *(canonical_bytes(STATED).decode(), ids[2], ids[3], "tpn-panel", "", ids[4], ids[5]),
        )
    )
    origin = "zi.example.go.id/log"
    note = Note(
        Checkpoint(origin, leaves, _noise("root", 32)).body,
        (
            Signature(origin, _noise("log", 4), _noise("log", 64)),
            *(Signature(f"w{each}", _noise(f"w{each}", 4), _noise(f"s{each}", 72)) for each in range(witnesses)),
        ),
    )
    path = tuple(_noise(f"path{each}", 32) for each in range((leaves - 1).bit_length()))
    return print_proof(Printed(record, _noise("salt", 32), "determination", LogProof(leaves // 3, path, note)))


@pytest.mark.parametrize(
    ("leaves", "witnesses", "version"), [(57, 3, 23), (2**14, 3, 26), (2**20, 2, 27), (2**20, 3, 29), (2**24, 3, 30)]
)
def test_the_code_of_a_large_log_still_fits(leaves: int, witnesses: int, version: int) -> None:
    """The sizes that docs/domain/outcomes.md tells."""
    text = text_of(leaves, witnesses)
    assert segno.make(text, error="l", micro=False, boost_error=False).version == version
    assert proof_code(text)[1] == 17 + 4 * version + 8  # with four modules of quiet zone on each side


def _page(number: int, dpi: int, leaves: int) -> tuple[str, Image.Image]:
    text = text_of(leaves)
    witnesses = tuple((name, "11 Desember 2026, 14.05 WIB") for name in ("ombudsman", "bpkp", "universitas"))
    box = SignatureBox("ttd-1", "Penanda tangan", "Vino Pratama", "Ketua Panel")
    paper = Paper(
        *(
            "id",
            "SERTIFIKAT PREDIKAT",
            STATED["title"],
            STATED["agency"],
            "4K7M-Q2XT-9RHB",
            "https://zi.example.go.id/v/4",
        ),
        datetime(2026, 12, 11, tzinfo=UTC),
        subtitle=STATED["holder"],
        groups=(BoxGroup("Penanda tangan", (box,)),),
        sheet="certificate",
        proof=Proof(text, witnesses, "https://zi.example.go.id/log/periksa-luring.html"),
    )
    drawn = ["pdftoppm", "-r", str(dpi), "-f", str(number), "-l", str(number), "-gray", "-png", "-"]
    done = subprocess.run(drawn, input=set_paper(paper).pdf, capture_output=True, check=True)
    return text, Image.open(BytesIO(done.stdout))


def test_the_code_of_a_log_of_a_million_entries_is_read_from_a_page_of_300_dpi() -> None:
    text, page = _page(2, 300, 2**20)
    [code] = qr_codes(page)
    assert code.text == text
    corners = code.position
    across = (corners.top_right.x - corners.top_left.x) / 300 * 25.4
    assert across > 70
    assert 0.5 < across / 133 < 0.7  # mm a module; version 29 has 133


@pytest.mark.nightly
@pytest.mark.parametrize("dpi", [200, 300, 600])
def test_another_library_reads_it_too(dpi: int) -> None:
    text, page = _page(2, dpi, 2**20)
    out = BytesIO()
    page.save(out, "PNG")
    asked = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", "png:-"]
    read = subprocess.run(asked, input=out.getvalue(), capture_output=True, check=True)
    assert read.stdout.decode().removesuffix("\n") == text


def test_the_front_of_a_certificate_keeps_its_short_link() -> None:
    _text, page = _page(1, 150, 57)
    [code] = qr_codes(page)
    assert code.text == "https://zi.example.go.id/v/4"
