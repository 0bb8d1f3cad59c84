"""PDF and DOCX of a report: the same words, figures and headings; real structure in both."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from pulau.exchange.files.kinds import KINDS
from pulau.exchange.files.office_pdf import to_pdf
from pulau.exchange.pdf.paper import BoxGroup, Paper, SignatureBox, set_paper
from pulau.exchange.pdf.parts import Entry, Heading, Paragraph, Points, Table
from pulau.exchange.reports.content import ReportContent
from pulau.exchange.reports.document import facts_of, kicker_of, parts_of, title_of
from pulau.exchange.reports.office import Printed, report_docx
from pulau.exchange.reports.office_words import said
from tests.exchange.reports.invented import content

MADE = datetime(2026, 11, 27, 3, 4, 5, tzinfo=UTC)
PRINTED = Printed("4K7M-Q2XT-9RHB", "https://pulau.example.id/v/4K7MQ2XT9RHB", MADE)


def pdf_of(made: ReportContent) -> bytes:
    """The pages of a report, as signing sets them."""
    boxes = tuple(
        SignatureBox(f"ttd-{place}", one.role, one.name, one.position) for place, one in enumerate(made.signers, 1)
    )
    paper = Paper(
        "id", kicker_of(made), title_of(made), made.head.agency, PRINTED.code, PRINTED.link, MADE, None,
        facts_of(made), parts_of(made), (BoxGroup("Penanda tangan", boxes),),
    )  # fmt: skip
    return set_paper(paper).pdf


def words_of(pdf: bytes) -> str:
    """The text of a PDF without spaces: lines and columns end elsewhere in each form."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return re.sub(r"\W+", "", text.replace("\ufffe", ""))


def told(made: ReportContent) -> list[str]:
    """Every text of a report's parts."""
    found: list[str] = []
    for part in parts_of(made):
        match part:
            case Heading(text) | Paragraph(text):
                found.append(text)
            case Points(points):
                found += points
            case Entry(title, lines):
                found += [title, *(text for _label, text in lines)]
            case Table():
                found += [cell for row in part.rows for cell in row]
    return [one for text in found if (one := re.sub(r"\W+", "", text))]


def test_the_docx_has_headings_repeated_heads_captions_and_words_for_the_picture() -> None:
    made = content()
    document = Document(BytesIO(report_docx(made, PRINTED)))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings == [*(part.text for part in parts_of(made) if isinstance(part, Heading)), "Penanda tangan"]
    assert document.paragraphs[1].style is not None
    assert document.paragraphs[1].style.name == "Title"
    for table in document.tables:
        head = table.rows[0]._tr.get_or_add_trPr()
        assert head.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    (picture,) = document.inline_shapes
    assert PRINTED.code in picture._inline.docPr.get("descr")


def test_each_numbered_list_of_the_docx_begins_at_one() -> None:
    document = Document(BytesIO(report_docx(content(), PRINTED)))
    points = [one for one in document.paragraphs if one.style and one.style.name == "List Number"]
    numbers = {one._p.find(f".//{qn('w:numId')}").get(qn("w:val")) for one in points}
    assert len(numbers) == sum(isinstance(part, Points) for part in parts_of(content())) == 2


def test_equal_content_gives_equal_bytes() -> None:
    assert report_docx(content(), PRINTED) == report_docx(content(), PRINTED)
    assert pdf_of(content()) == pdf_of(content())
    with ZipFile(BytesIO(report_docx(content(), PRINTED))) as packed:
        assert {one.date_time[0] for one in packed.infolist()} == {1980}


def test_signs_that_no_xml_can_hold_do_not_stop_a_report() -> None:
    assert said("a\x00b\x0bc\ud800d\ufffee") == "abcde"


@pytest.mark.parametrize("kind", ["tpi", "tpn"])
def test_every_word_and_figure_is_in_the_pdf(kind: str) -> None:
    made = content(kind)
    words = words_of(pdf_of(made))
    assert [text for text in told(made) if text not in words] == []


@pytest.mark.once
def test_libreoffice_reads_the_docx_and_finds_the_same_words_and_figures(tmp_path: Path) -> None:
    made = content("tpn")
    given = tmp_path / "lhe.docx"
    given.write_bytes(report_docx(made, PRINTED))
    found = to_pdf(given, KINDS["docx"], tmp_path)
    if found is None:
        pytest.skip("LibreOffice is not here")
    words, pdf = words_of(found.read_bytes()), words_of(pdf_of(made))
    assert [text for text in told(made) if text not in words] == []
    assert [text for text in told(made) if text not in pdf] == []
    assert pypdfium2.PdfDocument(found.read_bytes())[0].get_size()[0] == pytest.approx(595, abs=1)
