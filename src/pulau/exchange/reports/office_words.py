"""What the library for DOCX has no words for: a language, page numbers, lists that begin at 1 again, legible text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Open
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

_SURROGATES: Final = "Cs"
_CONTROLS: Final = frozenset({"Cc", _SURROGATES})


def said(text: str) -> str:
    """Return a text as XML can hold it: NFC, without control characters and halves of pairs."""
    kept = (sign for sign in text if unicodedata.category(sign) not in _CONTROLS or sign == "\n")
    return unicodedata.normalize("NFC", "".join(kept)).replace("\ufffe", "").replace("\uffff", "")


def styled(document: Open, text: str, style: str) -> Paragraph:
    """Add a paragraph in a style named by its id: the library looks a name up in all styles, each time."""
    made: Paragraph = document.add_paragraph(said(text))
    made._p.style = style  # noqa: SLF001 - no other door to a style's id
    return made


def set_language(document: Open, language: str) -> None:
    """Say in which language the whole document is written: spelling and screen readers go by it."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    known = properties.find(qn("w:lang"))
    if known is None:
        known = OxmlElement("w:lang")
        properties.append(known)
    known.set(qn("w:val"), language)


def page_numbers(footer: Paragraph) -> None:
    """Add "3 dari 12" to a footer, counted by the reader's program."""
    _field(footer, "PAGE")
    footer.add_run(" dari ")
    _field(footer, "NUMPAGES")


def restarted(document: Open, points: Sequence[Paragraph]) -> None:
    """Number the points of one list from 1, whatever lists stand before it (ECMA-376, 17.9.26 `startOverride`)."""
    style = document.styles["List Number"].element
    known = style.find(qn("w:pPr")).find(qn("w:numPr")).find(qn("w:numId")).get(qn("w:val"))
    numbering = document.part.numbering_part.element
    kind = next(one for one in numbering.findall(qn("w:num")) if one.get(qn("w:numId")) == known)
    made = numbering.add_num(int(kind.find(qn("w:abstractNumId")).get(qn("w:val"))))
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    for point in points:
        properties = point._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no other door to a list's number
        properties.get_or_add_numId().val = made.numId
        properties.get_or_add_ilvl().val = 0


def _field(paragraph: Paragraph, instruction: str) -> None:
    for kind in ("begin", instruction, "end"):
        run = paragraph.add_run()._r  # noqa: SLF001 - fields have no door in the library
        run.append(_instruction(kind) if kind == instruction else _mark(kind))


def _mark(kind: str) -> BaseOxmlElement:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _instruction(text: str) -> BaseOxmlElement:
    made = OxmlElement("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = f" {text} "
    return made
