"""Files are told apart by content and checked before they are parsed; the unsafe is refused, fast, in little room."""

from __future__ import annotations

import io
import json
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.workbook import write_worksheet
from pulau.exchange.worksheet_files import read_figures, read_worksheet
from tests.exchange.answers_for import answers_for
from tests.exchange.containers import OFFICE, ods, packed, xlsx, xlsx_parts
from tests.exchange.lookalike import build

NEW = "permenpan-rb-90-2021"
FORM = build(NEW, answers_for(load_pack(NEW))).write()
MEMORY = 512 * 1024 * 1024
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
CELL = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{}"/>'
ROW = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'


def code_of(data: bytes, name: str = "lke.xlsx") -> str:
    with pytest.raises(BadInput) as error:
        read_worksheet(data, name)
    assert error.value.problems[0].place
    return error.value.problems[0].code


def test_json_is_known_by_its_content_whatever_its_name() -> None:
    data = json.dumps({"regulation": NEW, "answers": {"P1.i.a": "Ya"}}).encode()
    for name in ("a.json", "a.xlsx", "a"):
        assert read_worksheet(data, name).kind == "json"
    assert read_worksheet(b"\xef\xbb\xbf  \n" + data, "a").answers == {"P1.i.a": "Ya"}


def test_the_ministrys_form_is_known_whatever_its_name() -> None:
    assert read_worksheet(FORM, "unggahan").kind == "ministry"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "workbook-broken"),
        (b"", "a.json", "not-json"),
        (b"", "a", "unknown-file-kind"),
        (b"%PDF-1.7", "a.pdf", "unknown-file-kind"),
        (b"Penilaian;Bobot", "a.csv", "unknown-file-kind"),
        (b"<html><table>", "a.xls", "workbook-broken"),
        (b"PK\x03\x04", "a.xlsx", "workbook-broken"),
        (COMPOUND + "Workbook".encode("utf-16-le"), "a.xls", "workbook-old"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "workbook-encrypted"),
        (b"\x09\x08\x10\x00", "a.xls", "workbook-old"),
        (b"PK" + bytes(12_000_000), "a.xlsx", "file-too-large"),
        (b"{" + bytes(5_000_000), "a.json", "file-too-large"),
        (packed({"a.txt": b"halo"}), "a.zip", "unknown-file-kind"),
        (packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "a.docx", "unknown-file-kind"),
        (packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b""}), "a.xlsb", "workbook-old"),
    ],
)
def test_what_is_no_workbook_of_today_is_refused(data: bytes, name: str, code: str) -> None:
    assert code_of(data, name) == code


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (xlsx(b"", more={"xl/vbaProject.bin": b"x"}), "a.xlsx"),
        (xlsx(b"", more={"xl/sub/VBAPROJECT.BIN": b"x"}), "a.xlsx"),
        (
            xlsx(
                b"",
                more={"[Content_Types].xml": b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"},
            ),
            "a",
        ),
        (xlsx(b""), "a.xlsm"),
        (ods("", more={"Basic/Standard/Module1.xml": b"<m/>"}), "a.ods"),
        (ods("", more={"Scripts/python/a.py": b"x"}), "a.ods"),
    ],
)
def test_macros_are_refused(data: bytes, name: str) -> None:
    assert code_of(data, name) == "workbook-macro"


def test_an_encrypted_ods_is_refused() -> None:
    assert code_of(ods("", manifest="<manifest:encryption-data/>"), "a.ods") == "workbook-encrypted"


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(xlsx(b""))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert code_of(bytes(data)) == "workbook-encrypted"


@pytest.mark.parametrize(
    "name", ["../a.xml", "/etc/a.xml", "xl/../../a.xml", "c:/a.xml", "xl\\a.xml", "/".join("abcdefghijkl"), "a\x01"]
)
def test_odd_names_of_parts_are_refused(name: str) -> None:
    assert code_of(xlsx(b"", more={name: b"x"})) == "workbook-odd-part"


def test_a_part_that_is_a_link_to_another_file_is_refused() -> None:
    parts: list[tuple[zipfile.ZipInfo | str, bytes]] = list(xlsx_parts(b"").items())
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = 0o120777 << 16
    assert code_of(packed([*parts, (link, b"/etc/passwd")])) == "workbook-odd-part"  # type: ignore[list-item]


def test_a_part_twice_is_refused_whatever_its_case() -> None:
    parts = [*xlsx_parts(b"").items(), ("XL/worksheets/SHEET1.xml", b"<worksheet/>")]
    assert code_of(packed(parts)) == "workbook-broken"


def test_two_directories_in_one_file_are_refused() -> None:
    assert code_of(xlsx(b"") + xlsx(b"") + b" ") == "workbook-broken"


def test_too_many_parts_are_refused() -> None:
    assert code_of(packed((f"xl/{n}.xml", b"") for n in range(2_001))) == "workbook-too-many-parts"


def test_a_rare_way_of_packing_is_refused() -> None:
    assert code_of(packed(xlsx_parts(b""), zipfile.ZIP_LZMA)) == "workbook-broken"


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml"]
)
@pytest.mark.parametrize("before", [b"", b"<!-- <a --> ", b" " * 2_000, b"<!--" + b"x" * 5_000 + b"-->"])
def test_a_document_type_is_refused_in_every_part(part: str, before: bytes) -> None:
    parts = xlsx_parts(b"")
    parts[part] = before.join(ENTITIES.partition(b"<!")[::2]).replace(b"DOCTYPE", b"<!DOCTYPE", 1) + parts.get(
        part, b"<a/>"
    )
    assert code_of(packed(parts)) in {"workbook-doctype", "workbook-broken"}


def test_a_document_type_is_refused_in_an_ods() -> None:
    content = ENTITIES + b"<a/>"
    assert code_of(packed({"mimetype": b"x", "content.xml": content}), "a.ods") == "workbook-doctype"


def _lying(name: str, unpacked: bytes, says: int) -> bytes:
    """Pack a part that says it is smaller than it is."""
    data = bytearray(xlsx(b"", more={name: unpacked}))
    for mark, offset, skip in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = data.index(mark)
        while data[at + skip : at + skip + len(name)] != name.encode():
            at = data.index(mark, at + 4)
        data[at + offset : at + offset + 4] = struct.pack("<I", says)
    return bytes(data)


NINES = b"<c><v>9</v></c>"
HUGE = {
    "declared bomb": lambda: xlsx(b"", more={"xl/media/a.bin": bytes(101_000_000)}),
    "ratio": lambda: xlsx(b"", more={"xl/x.xml": b"<a>" + bytes(9_000_000)}),
    "lying bomb": lambda: _lying("xl/worksheets/sheet2.xml", b"<worksheet>" + b" " * 200_000_000, 1_000),
    "large part": lambda: xlsx(b"", more={"xl/styles.xml": b"<a>" + b"".join(b"%d" % n for n in range(4_000_000))}),
    "far cell": lambda: xlsx(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "far column": lambda: xlsx(b'<row r="1"><c r="A1"><v>1</v></c><c r="HA1"><v>1</v></c></row>'),
    "far row": lambda: xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="20001"><c r="A20001"><v>1</v></c></row>'),
    "far row without reference": lambda: xlsx(b"<row/>" * 1_000_000 + b"<row>" + NINES * 20_000 + b"</row>"),
    "far cell by counting": lambda: xlsx(b'<row r="1048576">' + NINES * 16_000 + b"</row>"),
    "far cell in odd form": lambda: xlsx(b"<row ><c\tr = 'A1'><v>1</v></c><c\n r='XFD1048576' ><v>1</v></c></row>"),
    "far cell with prefix": lambda: xlsx(b'<x:row xmlns:x="m"><x:c r="ZZZ999999"><x:v>1</x:v></x:c></x:row>'),
    "reference beyond all": lambda: xlsx(b'<row><c r="ZZZZZZ99999999999"><v>1</v></c></row>'),
    "many cells": lambda: xlsx(b"".join(b'<row r="%d">%s</row>' % (n, NINES * 150) for n in range(1, 19_000))),
    "one text in many cells": lambda: xlsx(
        b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 9_999)),
        b"<si><t>" + b"panjang " * 4_000 + b"</t></si>",
    ),
    "many texts": lambda: xlsx(b"", b"<si/>" * 4_000_000),
    "deep": lambda: xlsx(b"<a>" * 2_000_000),
    "ods cells": lambda: ods(ROW.format(1_000_000, CELL.format(16_384))),
    "ods far cell": lambda: ods(ROW.format(1_048_570, "<table:table-cell/>") + ROW.format(1, CELL.format(1))),
    "ods text": lambda: ods(ROW.format(9_000, f"<table:table-cell><text:p>{'x' * 9_000}</text:p></table:table-cell>")),
    "ods repeats beyond all": lambda: ods(ROW.format("9" * 40, CELL.format("9" * 40))),
    "ods sheets": lambda: ods("</table:table>" + "<table:table></table:table>" * 5_000 + "<table:table>"),
}
READ = """
import sys, time
from pulau.core.shared.problems import BadInput
from pulau.exchange.worksheet_files import read_worksheet
started = time.perf_counter()
try:
    read_worksheet(open(sys.argv[1], "rb").read(), sys.argv[2])
except BadInput as error:
    code = error.problems[0].code
else:
    code = "read"
taken = time.perf_counter() - started
# Not getrusage: what it tells of a child starts with what its parent held.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(code, peak * 1024, taken)
"""


@pytest.mark.parametrize("case", HUGE)
def test_a_huge_or_malicious_workbook_takes_little_room_and_time(case: str, tmp_path: Path) -> None:
    data = HUGE[case]()
    file = tmp_path / "bomb.bin"
    file.write_bytes(data)
    code, memory, seconds = _read_apart(file, "a.ods" if case.startswith("ods") else "a.xlsx")
    assert code in {"workbook-bomb", "sheet-too-large", "workbook-broken", "workbook-too-many-parts"}, case
    assert memory < MEMORY
    assert seconds < 10


@pytest.mark.parametrize("rows", [1_300])
def test_the_largest_sheet_that_is_let_in_stays_within_memory(rows: int, tmp_path: Path) -> None:
    letters = [chr(65 + n) if n < 26 else chr(64 + n // 26) + chr(65 + n % 26) for n in range(150)]
    sheet = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column}{row}" t="str"><v>catatan {row}</v></c>' for column in letters)
        + "</row>"
        for row in range(1, rows)
    )
    file = tmp_path / "large.xlsx"
    file.write_bytes(xlsx(sheet.encode() + b'<row r="20000"><c r="GR20000"><v>1</v></c></row>'))
    code, memory, seconds = _read_apart(file, "a.xlsx")
    assert code == "no-worksheet-sheet"
    assert memory < MEMORY
    assert seconds < 10


def _read_apart(file: Path, name: str) -> tuple[str, int, float]:
    """Read a file in a process of its own that gets no more memory than it may have, and a little for its libraries."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, 2 * MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))

    done = subprocess.run(
        [sys.executable, "-c", READ, str(file), name],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=limit,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert "panicked" not in done.stderr
    code, memory, seconds = done.stdout.split()
    return code, int(memory), float(seconds)


def test_a_bomb_in_a_comment_of_the_container_changes_nothing() -> None:
    data = bytearray(FORM)
    data[-2:] = struct.pack("<H", 5)
    assert read_worksheet(bytes(data) + b"hello", "a.xlsx").kind == "ministry"


def test_a_part_that_does_not_match_its_checksum_is_refused() -> None:
    data = bytearray(packed(xlsx_parts(b'<row r="1"><c r="A1"><v>1</v></c></row>'), zipfile.ZIP_STORED))
    at = data.index(b"<v>1</v>")
    data[at + 3] = ord("2")
    assert zlib.crc32(b"1") != zlib.crc32(b"2")
    assert code_of(bytes(data)) == "workbook-broken"


def test_a_sheet_that_the_workbook_names_but_does_not_hold_is_refused() -> None:
    parts = xlsx_parts(b"")
    del parts["xl/worksheets/sheet1.xml"]
    assert code_of(packed(parts)) in {"workbook-broken", "no-worksheet-sheet"}


def test_a_sheet_under_another_name_is_checked_too() -> None:
    parts = xlsx_parts(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    parts["xl/theme/odd.dat"] = parts.pop("xl/worksheets/sheet1.xml")
    related = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = related.replace(b"worksheets/sheet1.xml", b"theme/odd.dat")
    assert OFFICE.encode() in related
    assert code_of(packed(parts)) == "sheet-too-large"


@pytest.mark.parametrize("cell", [b'<c r="XFD1048576"><v>1</v></c>', b'<c r="A1" t="s"><v>0</v></c>' * 5_000])
def test_a_workbook_under_another_name_is_checked_too(cell: bytes) -> None:
    parts = xlsx_parts(b"<row>" + cell + b"</row>", b"<si><t>" + b"x" * 32_000 + b"</t></si>")
    moved = {name.replace("xl/", "odd/"): content for name, content in parts.items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"xl/workbook", b"odd/workbook")
    assert code_of(packed(moved)) in {"sheet-too-large", "workbook-bomb"}


def test_two_workbooks_in_one_container_are_refused() -> None:
    parts = xlsx_parts(b"")
    other = parts["_rels/.rels"].partition(b"<Relationship ")[2].partition(b"/>")[0]
    second = b"<Relationship " + other.replace(b"xl/", b"odd/").replace(b"r0", b"r9") + b"/>"
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", second + b"</Relationships>")
    assert code_of(packed(parts)) == "workbook-broken"


def test_our_own_workbook_is_read_by_its_own_reader() -> None:
    pack = load_pack(NEW)
    answers = answers_for(pack)
    out = io.BytesIO()
    write_worksheet(evaluate(pack, take_answers(pack, answers)), load_wording(NEW), out)
    for read in (read_worksheet, read_figures):
        submission = read(out.getvalue(), "lke.xlsx")
        assert (submission.kind, submission.regulation) == ("pulau", NEW)


def test_figures_alone_are_read_faster_than_everything() -> None:
    times = {}
    for read in (read_worksheet, read_figures):
        read(FORM, "a.xlsx")
        started = time.perf_counter()
        for _ in range(5):
            read(FORM, "a.xlsx")
        times[read.__name__] = time.perf_counter() - started
    assert times["read_figures"] < 2 * times["read_worksheet"]


def test_figures_are_not_read_from_json() -> None:
    with pytest.raises(BadInput):
        read_figures(b'{"regulation": "x"}', "a.json")
