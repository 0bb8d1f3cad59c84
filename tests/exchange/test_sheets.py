"""A parser that fails is a broken workbook; and tabs that it leaves out are found."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

import pytest

from pulau.core.shared.problems import BadInput
from pulau.exchange import sheets
from pulau.exchange.workbook.tabs import tabbed_texts

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


def _book(error: Exception) -> CalamineWorkbook:
    def fail(_: object) -> NoReturn:
        raise error

    return SimpleNamespace(get_sheet_by_name=fail, from_filelike=fail)  # type: ignore[return-value]  # stands in for it


@pytest.mark.parametrize("error", [ValueError("x"), OSError("x")])
def test_what_the_parser_cannot_read_is_a_broken_workbook(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match=r"workbook-broken at a\.xlsx"):
        sheets.rows_of(_book(error), "Area 1", "a.xlsx")
    monkeypatch.setattr(sheets, "CalamineWorkbook", _book(error))
    with pytest.raises(BadInput, match=r"workbook-broken at a\.xlsx"):
        sheets.open_book(b"PK", "a.xlsx")


def _content(cells: str) -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    return (
        f'<office:document {spaces}><table:table table:name="Area 1">{cells}</table:table></office:document>'.encode()
    )


def test_texts_with_tabs_are_found_at_their_cells() -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell>'
        "<table:table-cell>"
        "<text:p>a<text:tab/>b<text:s text:c='2'/><text:span>c<text:line-break/></text:span>d</text:p>"
        "<text:p>e</text:p></table:table-cell></table:table-row>"
    )
    assert tabbed_texts(_content(rows)) == {("Area 1", 3, 2): "a\tb  c\nd\ne"}


@pytest.mark.parametrize(
    "content", [b"", b"<a/>", b"<text:tab", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;<text:tab/></a>']
)
def test_content_without_tabs_or_sense_gives_none(content: bytes) -> None:
    assert tabbed_texts(content) == {}
