"""Cells as text for CSV and JSON, a column at a time: 250,000 rows of thirty columns are written in seconds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from json.encoder import encode_basestring
from typing import Final

from pulau.exchange.data_tables import guarded
from pulau.exchange.opendata.model import Kind, Value
from pulau.exchange.table_files import hundredths_text

Encode = Callable[[Iterable[Value]], list[str]]
_QUOTED: Final = re.compile('[",\r\n]')


def csv_cells(kind: Kind) -> Encode:
    """Return what makes cells of CSV (RFC 4180); texts are guarded (`data_tables.guarded`), nothing is empty."""
    return _CSV[kind]


def json_cells(kind: Kind) -> Encode:
    """Return what makes values of JSON; nothing is null."""
    return _JSON[kind]


def _csv_text(value: str) -> str:
    text = guarded(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(text) else text


def _each(empty: str, write: Callable[..., str]) -> Encode:
    def encode(values: Iterable[Value]) -> list[str]:
        return [empty if value is None or value == "" else write(value) for value in values]

    return encode


def _flag(value: bool) -> str:  # noqa: FBT001 - a cell
    return "true" if value else "false"


def _day(value: date) -> str:
    return value.isoformat()


def _in_quotes(value: object) -> str:
    return f'"{value}"'


_CSV: Final[dict[Kind, Encode]] = {
    Kind.ID: _each("", str),
    Kind.TEXT: _each("", _csv_text),
    Kind.CODE: _each("", _csv_text),
    Kind.WHOLE: _each("", str),
    Kind.SCORE: _each("", hundredths_text),
    Kind.FLAG: _each("", _flag),
    Kind.DAY: _each("", _day),
}
_JSON: Final[dict[Kind, Encode]] = {
    Kind.ID: _each("null", _in_quotes),
    Kind.TEXT: _each("null", encode_basestring),
    Kind.CODE: _each("null", encode_basestring),
    Kind.WHOLE: _each("null", str),
    Kind.SCORE: _each("null", hundredths_text),
    Kind.FLAG: _each("null", _flag),
    Kind.DAY: _each("null", _in_quotes),
}
