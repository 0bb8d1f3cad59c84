"""Tabs within the text of an ods file, which python-calamine leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

Spot = tuple[str, int, int]
"""Sheet, row and column, both from 0."""

_MARK: Final = b"<text:tab"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SIGNS: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


def tabbed_texts(content: bytes) -> dict[Spot, str]:
    """Find the cells whose text has a tab, with their whole text, in the content of an ods file."""
    if _MARK not in content:
        return {}
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException):
        return {}
    tabbed = ((spot, cell) for spot, cell in _cells(root) if next(cell.iter(f"{_TEXT}tab"), None) is not None)
    return {spot: "\n".join("".join(_runs(line)) for line in cell.findall(f"{_TEXT}p")) for spot, cell in tabbed}


def _cells(content: Element) -> Iterator[tuple[Spot, Element]]:
    """Go through the cells of all sheets; a cell that stands for many is given at its first place."""
    for table in content.iter(f"{_TABLE}table"):
        row = 0
        for line in table.iter(f"{_TABLE}table-row"):
            column = 0
            for cell in line:
                yield (table.get(f"{_TABLE}name", ""), row, column), cell
                column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            row += int(line.get(f"{_TABLE}number-rows-repeated", "1"))


def _runs(part: Element) -> Iterator[str]:
    """Go through the pieces of a paragraph's text."""
    yield part.text or ""
    for child in part:
        if child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _runs(child)
        yield child.tail or ""
