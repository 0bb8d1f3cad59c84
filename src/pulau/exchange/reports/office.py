"""A report as a document for word processors (DOCX): real styles, header rows that repeat, words for images.

It can be edited, and says so: what holds is the signed PDF whose number it names. Equal input gives equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import segno
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pulau.exchange.pdf.parts import Entry, Heading, Paragraph, Points, Table
from pulau.exchange.reports.document import facts_of, kicker_of, parts_of, title_of
from pulau.exchange.reports.office_tables import DENSE, STYLE, add_table
from pulau.exchange.reports.office_words import page_numbers, restarted, said, set_language, styled

if TYPE_CHECKING:
    from docx.document import Document as Open

    from pulau.exchange.pdf.parts import Part
    from pulau.exchange.reports.content import ReportContent

_INK: Final = RGBColor(0x22, 0x30, 0x2F)
_MUTED: Final = RGBColor(0x55, 0x5F, 0x5F)
_FONT: Final = "Arial"
_THEN: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP can name: no clock is in the bytes."""
NOTE: Final = (
    "Salinan ini dapat disunting. Yang berlaku adalah PDF bertanda tangan dengan nomor dokumen {0}; periksa di {1}"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """Where the signed document of a report is checked: its number as shown and the address; and when it was made."""

    code: str
    link: str
    made: datetime


def report_docx(content: ReportContent, printed: Printed) -> bytes:
    """Return the report as DOCX."""
    document = Document()
    _dress(document, content, printed)
    _head(document, content, printed)
    for part in parts_of(content):
        _add(document, part)
    _signers(document, content)
    out = BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _dress(document: Open, content: ReportContent, printed: Printed) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(2)
    known = document.core_properties
    known.title, known.author, known.language = title_of(content), content.head.agency, "id-ID"
    known.created = known.modified = printed.made.replace(microsecond=0, tzinfo=None)
    known.comments, known.last_modified_by, known.keywords = "", "", f"Pulau {printed.code}"
    set_language(document, "id-ID")
    _styles(document)
    footer = section.footer.paragraphs[0]
    footer.text = f"{printed.code} · halaman "
    page_numbers(footer)
    for run in footer.runs:
        run.font.size, run.font.color.rgb = Pt(8), _MUTED


def _styles(document: Open) -> None:
    sizes = {"Normal": 10, "Title": 20, "Heading 1": 14, "Heading 2": 10.5, "Caption": 9, "List Number": 10}
    for name, size in sizes.items():
        style = document.styles[name]
        assert style.type == WD_STYLE_TYPE.PARAGRAPH  # noqa: S101 - those of the library's own template
        style.font.size, style.font.color.rgb, style.font.name = Pt(size), _INK, _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
            fonts.set(qn(script), _FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in ((STYLE, 8.5), (DENSE, 7)):
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.font.size = document.styles["Normal"], Pt(size)
        made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(1.5)


def _head(document: Open, content: ReportContent, printed: Printed) -> None:
    kicker = document.add_paragraph(said(kicker_of(content)))
    kicker.runs[0].font.size, kicker.runs[0].font.color.rgb = Pt(9), _MUTED
    document.add_paragraph(said(title_of(content)), style="Title")
    facts = tuple((name, value) for name, value in facts_of(content))
    add_table(document, Table(("Keterangan", "Isi"), (1, 3), facts, caption="Data laporan"))
    qr = BytesIO()
    segno.make(printed.link, error="m", micro=False).save(qr, kind="png", border=2, scale=4, dark="#12394b")
    qr.seek(0)
    shown = document.add_paragraph()
    picture = shown.add_run().add_picture(qr, width=Cm(2))
    told = picture._inline.docPr  # noqa: SLF001 - the library has no other door to the words for a picture
    told.set("descr", f"Kode QR ke halaman pemeriksaan dokumen {printed.code}")
    told.set("title", "Kode QR")
    note = document.add_paragraph(said(NOTE.format(printed.code, printed.link)))
    note.runs[0].font.size, note.runs[0].font.color.rgb = Pt(8.5), _MUTED


def _add(document: Open, part: Part) -> None:
    match part:
        case Heading(text, level):
            styled(document, text, f"Heading{level - 1}")
        case Paragraph(text):
            document.add_paragraph(said(text))
        case Points(points):
            restarted(document, [styled(document, point, "ListNumber") for point in points])
        case Entry(title, lines):
            _entry(document, title, lines)
        case Table():
            add_table(document, part)


def _entry(document: Open, title: str, lines: tuple[tuple[str, str], ...]) -> None:
    styled(document, title, "Heading2")
    for label, text in lines:
        line = document.add_paragraph()
        line.paragraph_format.left_indent = Cm(0.4)
        if label:
            line.add_run(said(f"{label}: ")).font.color.rgb = _MUTED
        line.add_run(said(text))


def _signers(document: Open, content: ReportContent) -> None:
    styled(document, "Penanda tangan", "Heading1")
    rows = tuple((one.role, one.name, one.position) for one in content.signers)
    add_table(document, Table(("Sebagai", "Nama", "Jabatan"), (4, 6, 6), rows))
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.LEFT


def _timeless(packed: bytes) -> bytes:
    """Return a ZIP with the same entries, none of which tells when it was written."""
    out = BytesIO()
    with ZipFile(BytesIO(packed)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(ZipInfo(name, _THEN), given.read(name), ZIP_DEFLATED)
    return out.getvalue()
