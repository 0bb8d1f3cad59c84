"""What a signature leaves in a PDF: its version, its marks, its fields, and no byte that it does not cover."""

from __future__ import annotations

import logging
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.exchange.signatures.studio import NOW, appearance, signed, studio, unsigned

PRINT = 4


def root_of(pdf: bytes) -> Any:  # noqa: ANN401 - a tree of PDF objects, as deep as the file
    return PdfFileReader(BytesIO(pdf)).root


def widgets(pdf: bytes) -> list[Any]:
    return [each.get_object() for page in root_of(pdf)["/Pages"]["/Kids"] for each in page.get_object()["/Annots"]]


def poppler(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_signed_paper_stays_pdf_1_7_with_the_extension_of_pades(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(signed(2))
    assert "PDF version:     1.7" in poppler("pdfinfo", str(file))
    assert list(root_of(signed(2))["/Extensions"]) == ["/ESIC"]


def test_the_marks_of_pdf_a_and_pdf_ua_survive_each_update(tmp_path: Path) -> None:
    for count in (0, 1, 2):
        file = tmp_path / f"{count}.pdf"
        file.write_bytes(signed(count))
        told = poppler("pdfinfo", "-meta", str(file))
        assert 'pdfaid:part="2"' in told or "<pdfaid:part>2" in told
        assert 'pdfuaid:part="1"' in told or "<pdfuaid:part>1" in told


def test_each_box_is_read_out_and_printed() -> None:
    for widget in widgets(signed()):
        assert str(widget["/TU"]).startswith("Tanda tangan Nama")
        assert int(widget["/F"]) & PRINT


def test_each_box_is_a_form_element_in_the_structure_of_the_document() -> None:
    for pdf in (unsigned(), signed(2)):
        root = root_of(pdf)
        tree = root["/StructTreeRoot"]
        numbers = tree["/ParentTree"]["/Nums"]
        elements = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
        for widget in widgets(pdf):
            element = elements[int(widget["/StructParent"])].get_object()
            assert element["/S"] == "/Form"
            assert element["/K"]["/Obj"]["/T"] == widget["/T"]
            assert element.raw_get("/P") == tree["/K"].raw_get(0)
        assert int(tree["/ParentTreeNextKey"]) == len(elements)
        assert root["/Pages"]["/Kids"][0]["/Tabs"] == "/S"


def test_what_a_signature_looks_like_has_no_tags_of_its_own() -> None:
    assert "/StructTreeRoot" not in root_of(appearance())


def test_what_an_empty_box_says_is_not_read_out_once_it_is_signed(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(signed())
    read = poppler("pdfinfo", "-struct-text", str(file))
    assert "Nama 2" in read
    assert "Belum ditandatangani" not in read


@pytest.mark.parametrize("stamped", [False, True])
def test_the_last_signature_covers_every_byte(*, stamped: bool) -> None:
    pdf = studio().stamp(signed(2), NOW) if stamped else signed(2)
    last = PdfFileReader(BytesIO(pdf)).embedded_signatures[-1]
    (_, length, second, rest) = (int(each) for each in last.byte_range)
    assert second + rest == len(pdf)
    assert length + len(last.pkcs7_content) * 2 + 2 == second


def test_signing_writes_nothing_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        studio().sign(unsigned(), "ttd-1")
    assert caplog.records == []
