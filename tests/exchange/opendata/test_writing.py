"""A table of a release in three forms: they say the same, whatever is in the cells."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.data_tables import unguarded
from pulau.exchange.opendata.model import Column, Kind, Row, Table, tables
from pulau.exchange.opendata.packing import Made
from pulau.exchange.opendata.writing import TableWriter

ABOUT = ("arti", "meaning")
COLUMNS = tuple(Column(kind.value, kind, ABOUT) for kind in Kind)
TABLE = Table("sample", ABOUT, ABOUT, ("id",), COLUMNS)
UNIT = UUID("0112eea4-e1fe-483b-a0d6-01b57b4f6bd9")
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
ROWS = st.lists(
    st.tuples(
        st.uuids() | st.none(),
        TEXTS,
        st.sampled_from(("WBK", "", "32.04")),
        st.integers(0, 2**40) | st.none(),
        st.integers(-10_000, 10_000) | st.none(),
        st.booleans() | st.none(),
        st.dates(date(1900, 1, 1), date(2100, 1, 1)) | st.none(),
    ),
    max_size=20,
)


def write(folder: Path, batches: Sequence[Sequence[Row]], table: Table = TABLE) -> tuple[Made, Made, Made]:
    with TableWriter(table, folder) as writer:
        for batch in batches:
            writer.write(batch)
    return writer.made()


def plain(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows as plain values: nothing for an empty text, scores as decimals, days as ISO text."""

    def cell(kind: Kind, value: Any) -> object:  # noqa: ANN401 - a cell
        if value is None or value == "":
            return None
        if kind is Kind.SCORE:
            return Decimal(value).scaleb(-2)
        return str(value) if kind in {Kind.ID, Kind.DAY} else value

    return [{column.name: cell(column.kind, value) for column, value in zip(COLUMNS, row, strict=True)} for row in rows]


def from_csv(made: Made) -> list[dict[str, Any]]:
    with gzip.open(made.path, "rt", encoding="utf-8", newline="") as file:
        return [{name: read_cell(Kind(name), text) for name, text in row.items()} for row in csv.DictReader(file)]


def read_cell(kind: Kind, text: str) -> object:
    if text == "":
        return None
    match kind:
        case Kind.WHOLE:
            return int(text)
        case Kind.SCORE:
            return Decimal(text)
        case Kind.FLAG:
            return {"true": True, "false": False}[text]
        case _:
            return unguarded(text)


def from_json(made: Made) -> list[dict[str, Any]]:
    with gzip.open(made.path, "rt", encoding="utf-8", newline="") as file:
        found = [json.loads(line, parse_float=Decimal) for line in file.read().split("\n")[:-1]]
    return [{**row, "score": None if row["score"] is None else Decimal(row["score"])} for row in found]


def from_parquet(made: Made) -> list[dict[str, Any]]:
    found = pq.read_table(made.path).to_pylist()
    return [{**row, "day": row["day"].isoformat() if row["day"] else None} for row in found]


@given(ROWS)
def test_the_three_forms_say_what_the_rows_say(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> None:
    csv_file, json_file, parquet = write(tmp_path_factory.mktemp("table"), [rows[:7], rows[7:]])
    assert from_csv(csv_file) == from_json(json_file) == from_parquet(parquet) == plain(rows)
    assert {csv_file.rows, json_file.rows, parquet.rows} == {len(rows)}


@pytest.mark.parametrize("formula", ["=1+1", "+62", "-3", "@SUM(A1)", "\tx", "'=1", " =cmd|'/c calc'!A0"])
def test_a_spreadsheet_runs_nothing_and_the_text_can_be_had_back(tmp_path: Path, formula: str) -> None:
    made, _json, _parquet = write(tmp_path, [[(UNIT, formula, "", 1, 1, True, None)]])
    with gzip.open(made.path, "rt", encoding="utf-8", newline="") as file:
        cell = next(csv.DictReader(file))["text"]
    assert cell[0] == "'"
    assert unguarded(cell) == formula


def test_equal_rows_give_equal_bytes_however_they_were_cut(tmp_path: Path) -> None:
    rows: list[Row] = [(UNIT, f"unit {number}", "WBK", number, number, True, date(2026, 1, 1)) for number in range(50)]
    found = []
    for name, batches in (("one", [rows]), ("many", [rows[:13], [], rows[13:]])):
        (tmp_path / name).mkdir()
        found.append([(made.path.read_bytes(), made.digest) for made in write(tmp_path / name, batches)])
    assert found[0] == found[1]


def test_a_table_without_rows_still_names_its_columns(tmp_path: Path) -> None:
    csv_file, json_file, parquet = write(tmp_path, [])
    assert gzip.decompress(csv_file.path.read_bytes()) == b"id,text,code,whole,score,flag,day\r\n"
    assert json_file.size == 0
    assert pq.read_schema(parquet.path).names == [kind.value for kind in Kind]


def test_lines_end_as_rfc_4180_wants_it(tmp_path: Path) -> None:
    made, _json, _parquet = write(tmp_path, [[(UNIT, 'a "b",\nc', "", None, None, None, None)]])
    assert gzip.decompress(made.path.read_bytes()).split(b"\r\n")[1] == f'{UNIT},"a ""b"",\nc",,,,,'.encode()


def test_each_digest_is_that_of_what_a_reader_has(tmp_path: Path) -> None:
    for made in write(tmp_path, [[(UNIT, "x", "WBK", 1, 7550, False, date(2026, 1, 1))]]):
        content = made.path.read_bytes()
        content = gzip.decompress(content) if made.packed else content
        assert (made.digest, made.size) == (sha256(content).hexdigest(), len(content))


def test_every_table_has_words_in_both_languages_a_key_of_its_own_and_references_that_lead_somewhere() -> None:
    for table in tables().values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)
        assert all(table.title)
        assert all(table.about)
        for column in table.columns:
            assert all(column.about), f"{table.name}.{column.name}"
            assert bool(column.unit[0]) is bool(column.unit[1])
            assert bool(column.hidden[0]) is bool(column.hidden[1])
            assert not column.refers or tables()[column.refers].key == (column.name,)
