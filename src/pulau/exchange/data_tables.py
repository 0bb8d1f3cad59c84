"""Typed tables as files that lose nothing: CSV line by line, a workbook sheet by sheet, Parquet group by group.

Every cell has the kind of its column. Exact figures are text; beside them stands the printed one as a number. What a
spreadsheet would run as a formula is marked in CSV by an apostrophe, which `unguarded` takes away again; in workbooks
text is text. Rows are written as they come: memory does not grow with their number.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from itertools import islice
from typing import IO, TYPE_CHECKING, Final

from xlsxwriter.workbook import Workbook

from pulau.exchange.table_files import harmless

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
    from xlsxwriter.worksheet import Worksheet

GROUP: Final = 20_000
"""Rows of a group of Parquet."""
SHEET: Final = 1_000_000
"""Rows of a sheet; a workbook takes 1,048,576. What is more goes onto a further sheet."""
_CREATED: Final = datetime(2021, 12, 31, tzinfo=UTC)
"""Fixed, so that equal tables give equal bytes."""


class Kind(StrEnum):
    """What the cells of a column are. Only text is never nothing."""

    TEXT = "text"
    WHOLE = "whole"
    FIGURE = "figure"
    """A figure with two decimals, exact to them."""
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"
    """A moment in UTC, exact to the microsecond."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the kind of its cells, and what it holds, as Parquet keeps it beside the name."""

    name: str
    kind: Kind = Kind.TEXT
    about: str = ""


Value = str | int | Decimal | bool | date | datetime | None
Row = Sequence[Value]


def csv_table(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180), the names first."""
    yield _line([column.name for column in columns])
    for row in rows:
        yield _line([_text(value) for value in row])


def write_workbook(columns: Sequence[Column], rows: Iterable[Row], stream: IO[bytes], *, name: str) -> None:
    """Write a workbook; its sheets are `name`, `name-2`, … each with the names of the columns above."""
    book = Workbook(stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": name, "author": "Pulau", "created": _CREATED})
    waiting = iter(rows)
    number = 1
    chunk = list(islice(waiting, 1))
    while chunk or number == 1:
        sheet = book.add_worksheet(name if number == 1 else f"{name}-{number}")
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.name)
        place = 0
        for place, row in enumerate(_of(chunk, islice(waiting, SHEET - 1)), 1):
            _write(sheet, place, row)
        number += 1
        chunk = list(islice(waiting, 1)) if place == SHEET else []
    book.close()


def write_parquet(columns: Sequence[Column], rows: Iterable[Row], stream: IO[bytes]) -> None:
    """Write a Parquet file: text, 64-bit whole numbers, decimals with two places, dates, moments in UTC."""
    # Only who exports to it needs it, and it takes some 60 MB of memory.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - the same

    types = _types(pa)
    schema = pa.schema(
        [
            pa.field(one.name, types[one.kind], nullable=one.kind is not Kind.TEXT, metadata={"about": one.about})
            for one in columns
        ]
    )
    waiting = iter(rows)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := list(islice(waiting, GROUP)):
            arrays = [
                pa.array(values, field.type) for values, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def guarded(text: str) -> str:
    """Return a text for CSV so that no spreadsheet runs it; `unguarded` gives it back exactly."""
    return f"'{text}" if harmless(text.lstrip("'")) != text.lstrip("'") else text


def unguarded(cell: str) -> str:
    """Return the text of a CSV cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def _types(pa_: pa) -> Mapping[Kind, pa.DataType]:
    return {
        Kind.TEXT: pa_.string(),
        Kind.WHOLE: pa_.int64(),
        Kind.FIGURE: pa_.decimal128(18, 2),
        Kind.FLAG: pa_.bool_(),
        Kind.DAY: pa_.date32(),
        Kind.MOMENT: pa_.timestamp("us", tz="UTC"),
    }


def moment_text(at: datetime) -> str:
    """Return a moment in UTC to the microsecond: 2026-03-02T04:00:00.000000Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
        case str():
            return guarded(value)
        case _:
            return str(value)


def _write(sheet: Worksheet, row: int, values: Row) -> None:
    for column, value in enumerate(values):
        match value:
            case None | "":
                continue
            case bool():
                sheet.write_boolean(row, column, value)
            case int() | Decimal():
                sheet.write_number(row, column, value)
            case str():
                sheet.write_string(row, column, value)
            case _:
                sheet.write_string(row, column, _text(value))


def _of(first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


def _line(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
