"""Tables in DOCX: a header row that repeats, rows that stay whole, a caption, and words that tell what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from pulau.exchange.reports.office_words import said, styled

if TYPE_CHECKING:
    from docx.document import Document as Open
    from docx.table import Table as Made
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

    from pulau.exchange.pdf.parts import Table

_WIDTH: Final = 17.4  # centimetres between the margins
_MANY: Final = 7
"""With more columns than these the letters are smaller."""
STYLE, DENSE = "Tabel", "Tabelrapat"
"""Our own styles of the text in cells, by name and id."""
_MARGIN: Final = "50"  # twentieths of a point
_LINE: Final = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "B9C1BF"}


def add_table(document: Open, table: Table) -> Made:
    """Add a table to the end of a document."""
    if table.caption:
        styled(document, table.caption, "Caption").paragraph_format.keep_with_next = True
    made: Made = document.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
    made.autofit = False
    _line(made)
    _describe(made, table)
    style = DENSE if len(table.columns) > _MANY else STYLE
    unit = _WIDTH / sum(table.widths)
    grid = [row.cells for row in made.rows]
    for column, (name, width) in enumerate(zip(table.columns, table.widths, strict=True)):
        made.columns[column].width = Cm(unit * width)
        for place, cells in enumerate(grid):
            text = name if place == 0 else table.rows[place - 1][column]
            strong = place == 0 or place - 1 in table.strong
            cells[column].width = Cm(unit * width)
            written = _write(cells[column], said(text), style, strong=strong, right=column in table.right)
            if column == 0 and place and table.indents:
                written.paragraph_format.left_indent = Cm(0.2 * table.indents[place - 1])
    for place, row in enumerate(made.rows):
        _keep(row, heads=place == 0)
    document.add_paragraph()
    return made


def _write(cell: _Cell, text: str, style: str, *, strong: bool, right: bool) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph._p.style = style  # noqa: SLF001 - by its id: the library looks a name up in all styles, cell by cell
    paragraph.add_run(text).bold = strong
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def _keep(row: _Row, *, heads: bool) -> None:
    """Keep a row on one page; the header row comes again on each (ECMA-376, 17.4.6 and 17.4.78)."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no door to it
    properties.append(OxmlElement("w:cantSplit"))
    if heads:
        properties.append(OxmlElement("w:tblHeader"))


def _line(made: Made) -> None:
    """Draw hairlines below the rows and no uprights, with narrow margins in the cells."""
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        drawn = _LINE if side in {"top", "bottom", "insideH"} else {"w:val": "nil"}
        for name, value in drawn.items():
            line.set(qn(name), value)
        lines.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), _MARGIN)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = made._tbl.tblPr  # noqa: SLF001 - the library has no door to it
    properties.insert_element_before(lines, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")


def _describe(made: Made, table: Table) -> None:
    """Say to who listens what the table shows (ECMA-376, 17.4.41 and 17.4.42)."""
    told = table.caption or f"Tabel: {', '.join(table.columns)}"
    for name, text in (("w:tblCaption", told), ("w:tblDescription", f"Kolom: {', '.join(table.columns)}")):
        words = OxmlElement(name)
        words.set(qn("w:val"), said(text))
        made._tbl.tblPr.append(words)  # noqa: SLF001 - the same
