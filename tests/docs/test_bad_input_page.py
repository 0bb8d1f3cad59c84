"""docs/howto/bad-input.md is true: every row is refused at its place with its sentence, or taken with its warning."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from pulau.cli.reading import Options, score_file
from pulau.core.scoring.model import Evaluation
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence, sentences
from pulau.exchange.packs import load_file, load_pack
from pulau.exchange.worksheet_files import read_worksheet
from tests.core import packs
from tests.docs.page import DOCS, Row, rows
from tests.exchange.containers import ods, packed, xlsx, xlsx_parts
from tests.exchange.filled import best
from tests.exchange.lookalike import build

NEW: Final = "permenpan-rb-90-2021"
Refuse = Callable[[Path], object]


def answer(item: str, value: object, **top: object) -> Refuse:
    """A worksheet of best answers with one answer, or one key at the top, changed."""
    text = json.dumps({"regulation": NEW, "answers": {**best(load_pack(NEW)), item: value}, **top})
    return json_text(text)


def json_text(text: str, options: Options | None = None) -> Refuse:
    def run(folder: Path) -> object:
        path = folder / "lke.json"
        path.write_text(text, "utf-8")
        return score_file(path, options).evaluation

    return run


def workbook(data: bytes, name: str = "lke.xlsx") -> Refuse:
    return lambda _folder: read_worksheet(data, name)


def form_twice() -> bytes:
    form = build(NEW, best(load_pack(NEW)))
    form.lines.insert(form.index("P1.i.b") + 1, replace(form.line("P1.i.b"), answer="C"))
    return form.write()


def pack_text(text: str) -> Refuse:
    def run(folder: Path) -> object:
        path = folder / "pack.yaml"
        path.write_text(text, "utf-8")
        return load_file(path)

    return run


SHEET: Final = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
TAKES_ITSELF: Final = "takes: [{pack: tiny, part: result, factor: 1, citation: a}]\n"
AREA: Final = '"1": {fulfilment: 30, reform: 30'
ENTITIES: Final = b"<!DOCTYPE a [<!ENTITY x 'y'>]><worksheet/>"
COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
CASES: Final[Mapping[str, Refuse]] = {
    "unknown regulation": answer("P1.i.a", "Ya", regulation="permenpan-rb-1-1999"),
    "unknown item": answer("P9.i.a", "Ya"),
    "unknown option": answer("P1.i.b", "F"),
    "unknown key": answer("P1.i.a", "Ya", jawaban={}),
    "unknown input": answer("R5.ii.a", {"harus": 1, "selesai": 1, "batal": 0}),
    "key written twice": json_text('{"regulation": "a", "regulation": "b"}'),
    "not JSON": json_text("{"),
    "regulation against the file's": json_text(
        json.dumps({"regulation": NEW, "answers": {}}), Options(regulation="permenpan-rb-52-2014")
    ),
    "regulation without a worksheet": answer("P1.i.a", "Ya", regulation="permenpan-rb-5-2024"),
    "unknown prior title": answer("P1.i.a", "Ya", prior_title="WBX"),
    "text where a number belongs": answer("H1.a", "tinggi"),
    "NaN": answer("H1.a", "NaN"),
    "infinity": answer("H1.a", "Infinity"),
    "negative count": answer("R5.ii.a", {"harus": -1, "selesai": 0}),
    "fractional count": answer("R5.ii.a", {"harus": "1,5", "selesai": 0}),
    "count without bounds": answer("R5.ii.a", {"harus": 10**13, "selesai": 0}),
    "ratio without an input": answer("R5.ii.a", {"harus": 24}),
    "ratio answered by text": answer("R5.ii.a", "87,5"),
    "index above 4": answer("H1.a", "4,01"),
    "thousands separator": answer("H1.a", "1.234,5"),
    "broken workbook": workbook(b"PK\x03\x04"),
    "encrypted workbook": workbook(COMPOUND + "EncryptedPackage".encode("utf-16-le")),
    "encrypted ODS": workbook(ods("", manifest="<manifest:encryption-data/>"), "lke.ods"),
    "workbook of an old kind": workbook(COMPOUND + "Workbook".encode("utf-16-le"), "lke.xls"),
    "macros": workbook(xlsx(b"", more={"xl/vbaProject.bin": b"x"})),
    "huge file": workbook(b"PK" + bytes(12_000_000)),
    "bomb": workbook(packed({**xlsx_parts(SHEET), "xl/media/a.xml": bytes(101_000_000)})),
    "entities": workbook(packed({**xlsx_parts(SHEET), "xl/worksheets/sheet1.xml": ENTITIES})),
    "odd name of a part": workbook(xlsx(SHEET, more={"../a.xml": b"x"})),
    "wrong sheet": workbook(xlsx(SHEET)),
    "row twice": workbook(form_twice()),
    "no workbook at all": workbook(b"%PDF-1.7", "lke.pdf"),
    "pack with a cycle": pack_text(packs.without("weights", "areas", "sub_areas", "titles") + TAKES_ITSELF),
    "weights that do not add up": pack_text(packs.changed(("enabler: 60, result: 40", "enabler: 61, result: 39"))),
    "missing citation": pack_text(packs.changed((f'{AREA}, citation: "Lampiran I"}}', f"{AREA}}}"))),
}  # fmt: skip
TAKEN: Final[Mapping[str, Refuse]] = {
    "decimal comma": answer("H1.a", "3,87"),
    "more done than due": answer("R5.ii.a", {"harus": 2, "selesai": 3}),
    "nothing was due": answer("R5.ii.a", {"harus": 0, "selesai": 0}),
}
REFUSED = [row for row in rows(DOCS / "howto" / "bad-input.md") if row.table == "refused"]
ACCEPTED = [row for row in rows(DOCS / "howto" / "bad-input.md") if row.table == "taken"]


def test_the_page_and_the_cases_are_the_same() -> None:
    assert [row["refused"] for row in REFUSED] == list(CASES)
    assert [row["taken"] for row in ACCEPTED] == list(TAKEN)


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["refused"])
def test_a_case_is_refused_with_place_and_sentence(row: Row, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        CASES[row["refused"]](tmp_path)
    assert sentences(refused.value, "id")[0] == row["Pulau says"]


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: row["taken"])
def test_a_case_is_taken_with_its_warning(row: Row, tmp_path: Path) -> None:
    evaluation = TAKEN[row["taken"]](tmp_path)
    assert isinstance(evaluation, Evaluation)
    said = [sentence(caution.code, caution.params, "id") for caution in evaluation.warnings]
    assert "; ".join(said) == row["Pulau says"].replace("nothing", "")
