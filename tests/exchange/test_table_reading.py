"""Tables from files: every dialect of CSV, workbooks, and what is broken somewhere in its middle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from pulau.core.shared.problems import BadInput
from pulau.exchange.table_files import csv_lines, write_table
from pulau.exchange.table_reading import MOST, Table, read_table

HEAD = ["Kode", "Nama"]


def table(text: str, encoding: str = "utf-8") -> Table:
    return read_table(text.encode(encoding), "daftar.csv")


def refusal(data: bytes, name: str = "daftar.csv") -> tuple[str, dict[str, str]]:
    with pytest.raises(BadInput) as caught:
        read_table(data, name)
    (problem,) = caught.value.problems
    return problem.code, dict(problem.params)


def workbook(rows: Sequence[Sequence[object]], *, hidden_first: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if hidden_first:
        sheet.sheet_state = "hidden"
        sheet.append(["rahasia", "x"])
        sheet = book.create_sheet("Daftar")
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_dialect_is_read(mark: str, encoding: str) -> None:
    text = f'Kode{mark}Nama\r\nrsud{mark}"Rumah{mark} Sakit"\r\ncafé{mark}é\r\n'
    found = table(text, encoding)
    assert found.head == ("Kode", "Nama")
    assert [line.cells for line in found.lines] == [("rsud", f"Rumah{mark} Sakit"), ("café", "é")]


def test_a_hint_of_the_separator_is_taken_and_counted() -> None:
    found = table("sep=;\r\nKode;Nama, lengkap\r\na;b\r\n")
    assert found.head == ("Kode", "Nama, lengkap")
    assert found.lines[0].number == 3


def test_rows_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    found = table('Kode,Nama\n\na,"dua\nbaris"\n,\nb,c\n')
    assert [(line.number, line.cells) for line in found.lines] == [(3, ("a", "dua\nbaris")), (5, ("b", "c"))]


def test_short_and_long_rows_stay_so_but_empty_cells_at_the_end_do_not_make_a_row_long() -> None:
    found = table("Kode,Nama\na\nb,c,d\ne,f,,\n")
    assert [line.cells for line in found.lines] == [("a",), ("b", "c", "d"), ("e", "f")]


def test_a_quote_left_open_in_the_middle_refuses_the_whole_file_and_says_where() -> None:
    code, params = refusal(b'Kode,Nama\na,b\nc,"d\ne,f\n')
    assert (code, params["read"]) == ("table-broken", "1")


def test_words_behind_a_closed_quote_refuse_the_file() -> None:
    assert refusal(b'Kode,Nama\na,b\nc,"d" e\n')[0] == "table-broken"


def test_a_file_cut_off_within_a_letter_is_told() -> None:
    assert refusal("Kode,Nama\na,café".encode()[:-1]) == ("table-cut", {"line": "2"})


def test_two_encodings_in_one_file_are_not_guessed_at() -> None:
    data = "Kode,Nama\na,café\n".encode() + "b,é\n".encode("cp1252")
    assert refusal(data) == ("table-encoding", {"line": "3"})


def test_bytes_that_are_no_text_in_any_encoding_are_refused() -> None:
    assert refusal(b"Kode,Nama\na,\x81\n") == ("table-encoding", {"line": "2"})


@pytest.mark.parametrize("data", [b"", b"\n\n", b"Kode,Nama\n", b"\xef\xbb\xbf"])
def test_a_file_without_rows_is_told(data: bytes) -> None:
    assert refusal(data)[0] == "table-empty"


@pytest.mark.parametrize("first", ["198503212010012003;Ani", "Ani;3204010101900001", "19850321 201001 2 003;Ani"])
def test_a_file_whose_first_row_is_a_person_is_told_that_headings_are_missing(first: str) -> None:
    assert refusal(f"{first}\n198503212010012004;Budi\n".encode())[0] == "table-no-head"
    assert read_table(b"NIP;Nilai 2023-2024\n198503212010012004;1\n", "x.csv").head == ("NIP", "Nilai 2023-2024")


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"{}", b"<html>"])
def test_what_is_no_table_is_told(data: bytes) -> None:
    assert refusal(data)[0] == "table-kind"


def test_too_many_rows_are_refused() -> None:
    assert refusal(b"Kode\n" + b"a\n" * MOST.rows)[0] == "table-too-large"
    assert len(read_table(b"Kode\n" + b"a\n" * (MOST.rows - 1), "x.csv").lines) == MOST.rows - 1


def test_a_workbook_is_read_as_people_see_it() -> None:
    rows: list[list[object]] = [
        ["Kode", "Hari", "Angka", "Panjang", "Ya"],
        ["a", date(2024, 1, 31), 12, 198503212010012003, True],
        ["b", datetime(2024, 2, 1, 12, 0), 1.5, "198503212010012003", False],  # noqa: DTZ001 - a cell has no zone
    ]
    found = read_table(workbook(rows), "daftar.xlsx")
    assert found.lines[0].cells == ("a", "2024-01-31", "12", "1.98503E+17", "1")
    assert found.lines[1].cells == ("b", "2024-02-01", "1.5", "198503212010012003", "0")


def test_a_hidden_sheet_is_passed_over_and_a_formula_is_never_run() -> None:
    data = workbook([HEAD, ["=1+1", "=cmd|' /C calc'!A0"], ["b", "c"]], hidden_first=True)
    assert [line.cells for line in read_table(data, "x.xlsx").lines] == [("b", "c")]  # nothing was saved with them


def test_a_workbook_longer_than_a_worksheet_is_read() -> None:
    stream = BytesIO()
    write_table(HEAD, ([f"k{n}", "Nama"] for n in range(21_000)), stream, name="unit")
    assert len(read_table(stream.getvalue(), "x.xlsx").lines) == 21_000


def test_a_broken_workbook_is_refused() -> None:
    data = workbook([HEAD, ["a", "b"]])
    assert refusal(data[: len(data) // 2], "x.xlsx")[0] == "workbook-broken"


@pytest.mark.parametrize("text", ["=1+1", "-2", "@x", "+62", "'biasa", "\tx".strip(), "＝1"])
def test_what_the_export_guards_comes_back_as_it_was(text: str) -> None:
    lines = "".join(csv_lines(HEAD, [["a", text]]))
    assert table(lines).lines[0].cells[1] == text
