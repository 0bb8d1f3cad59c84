"""A table in three forms at once: CSV, JSON Lines and Parquet, from rows that come in batches and are never kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Self

from pulau.exchange.opendata.cells import csv_cells, json_cells
from pulau.exchange.opendata.model import Column, Kind, Row, Table, Value
from pulau.exchange.opendata.packing import Made, PackedText, plain_file

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types

CSV: Final = "text/csv; charset=utf-8; header=present"
JSON_LINES: Final = "application/jsonl"
PARQUET: Final = "application/vnd.apache.parquet"
GROUP: Final = 60_000
"""Rows of a group of Parquet, at least: what a reader takes at once."""
Batch = Sequence[Row]


class TableWriter:
    """Writes one table; used as a context, after which `made` returns its files."""

    def __init__(self, table: Table, folder: Path) -> None:
        self._table, self._folder, self.rows = table, folder, 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._csv, self._lines = _Csv(self._table, self._folder), _JsonLines(self._table, self._folder)
        self._stack.callback(self._csv.file.close)
        self._stack.callback(self._lines.file.close)
        self._parquet = ParquetWriter(self._table, self._folder)
        self._stack.callback(self._parquet.close)
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def write(self, batch: Batch) -> None:
        """Write some rows, each with a value for every column."""
        if batch:
            columns = list(zip(*batch, strict=True))
            for writer in (self._csv, self._lines, self._parquet):
                writer.write(columns)
            self.rows += len(batch)

    def made(self) -> tuple[Made, Made, Made]:
        """Return the three files, once the context has ended."""
        name = f"{self._table.name}.parquet"
        parquet = plain_file(self._folder, name, PARQUET, rows=self.rows)
        return self._csv.file.made(self.rows), self._lines.file.made(self.rows), parquet


class _Csv:
    def __init__(self, table: Table, folder: Path) -> None:
        self.file = PackedText(folder, f"{table.name}.csv", CSV)
        self._encoders = [csv_cells(column.kind) for column in table.columns]
        self.file.write(",".join(column.name for column in table.columns) + "\r\n")

    def write(self, columns: Sequence[Sequence[Value]]) -> None:
        cells = [encode(values) for encode, values in zip(self._encoders, columns, strict=True)]
        self.file.write("\r\n".join(map(",".join, zip(*cells, strict=True))) + "\r\n")


class _JsonLines:
    def __init__(self, table: Table, folder: Path) -> None:
        self.file = PackedText(folder, f"{table.name}.jsonl", JSON_LINES)
        self._encoders = [json_cells(column.kind) for column in table.columns]
        self._line = "{" + ",".join(f'"{column.name}":%s' for column in table.columns) + "}"

    def write(self, columns: Sequence[Sequence[Value]]) -> None:
        cells = [encode(values) for encode, values in zip(self._encoders, columns, strict=True)]
        self.file.write("\n".join(map(self._line.__mod__, zip(*cells, strict=True))) + "\n")


class ParquetWriter:
    """Writes the Parquet file of a table, from columns of values; `close` ends it."""

    def __init__(self, table: Table, folder: Path) -> None:
        # Only who builds a release needs it, and it takes some 60 MB of memory.
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - the same

        self._arrow, self._waiting, self._held = pa, list[Any](), 0
        self._columns = table.columns
        self._schema = pa.schema([_field(pa, column) for column in table.columns])
        self._writer = pq.ParquetWriter(folder / f"{table.name}.parquet", self._schema, compression="zstd")

    def write(self, columns: Sequence[Sequence[Value]]) -> None:
        """Write some rows, given by column."""
        arrays = [
            self._arrow.array(_arrow_values(column.kind, values), field.type)
            for column, values, field in zip(self._columns, columns, self._schema, strict=True)
        ]
        batch = self._arrow.record_batch(arrays, schema=self._schema)
        self._waiting.append(batch)
        self._held += batch.num_rows
        if self._held >= GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is held, and what ends the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(self._arrow.Table.from_batches(self._waiting), row_group_size=2 * GROUP)
            self._waiting, self._held = [], 0


def _field(arrow: pa, column: Column) -> pa.Field:
    types = {
        Kind.WHOLE: arrow.int64(),
        Kind.SCORE: arrow.decimal128(9, 2),
        Kind.FLAG: arrow.bool_(),
        Kind.DAY: arrow.date32(),
    }
    about = {"about": column.about[1], "tentang": column.about[0]}
    return arrow.field(column.name, types.get(column.kind, arrow.string()), metadata=about)


def _arrow_values(kind: Kind, values: Sequence[Value]) -> Sequence[object]:
    match kind:
        case Kind.SCORE:
            return [None if value is None else _decimal(value) for value in values]
        case Kind.ID:
            return [str(value) if value else None for value in values]
        case Kind.TEXT | Kind.CODE:
            return [value or None for value in values]
        case _:
            return values


@lru_cache(maxsize=20_000)
def _decimal(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
