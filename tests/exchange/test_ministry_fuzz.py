"""Whatever happens to a form on its way, reading it gives a submission or a fact about it, never a crash."""

from __future__ import annotations

import io
import zipfile
from random import Random
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.problems import BadInput
from pulau.exchange.differences import differences
from pulau.exchange.packs import load_pack
from pulau.exchange.worksheet_files import read_worksheet
from tests.exchange.answers_for import answers_for
from tests.exchange.containers import packed
from tests.exchange.lookalike import build

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NEW = "permenpan-rb-90-2021"
FORM = build(NEW, answers_for(load_pack(NEW))).write()
STRANGE = [
    None,
    "",
    " ",
    "a",
    "A",
    "Ya",
    "-",
    "i.",
    "5",
    "3,72",
    "1.234",
    0,
    -1,
    2.5,
    1e300,
    True,
    "#REF!",
    "=1/0",
    "…" * 400,
]
STRANGE += [
    "Jumlah",
    "%",
    "A/B/C",
    "HASIL",
    "REFORM",
    "PENGUATAN PENGAWASAN",
    "TOTAL PENGUNGKIT",
    "https://x.id/a",
    "\u202e\u200b",
]


def survives(data: bytes, name: str = "lke.xlsx") -> bool:
    """Read, score and compare; whether the file was taken. Anything but BadInput fails the test."""
    try:
        submission = read_worksheet(data, name)
        pack = load_pack(submission.regulation)
        evaluation = evaluate(pack, take_answers(pack, submission.answers))
    except BadInput as error:
        return not error.problems
    differences(evaluation, submission)
    return True


def _bend(sheet: Worksheet, random: Random) -> None:
    row, column = random.randint(2, sheet.max_row), random.randint(1, 17)
    match random.randint(0, 7):
        case 0:
            sheet.delete_rows(row, random.randint(1, 6))
        case 1:
            sheet.insert_rows(row, random.randint(1, 3))
        case 2:
            sheet.insert_cols(column)
        case 3:
            sheet.delete_cols(column)
        case 4:
            other = random.randint(2, sheet.max_row)
            for n in range(1, 15):
                one, two = sheet.cell(row, n), sheet.cell(other, n)
                one.value, two.value = two.value, one.value
        case 5:
            sheet.title = random.choice(["Sheet1", "LKE", "Isian unit", "A" * 31])
        case _:
            for _ in range(random.randint(1, 20)):
                cell = sheet.cell(random.randint(2, sheet.max_row), random.randint(1, 15))
                cell.value = random.choice(STRANGE)


@pytest.mark.parametrize("seed", range(60))
def test_a_bent_form_is_read_or_refused(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a fixed seed
    book = load_workbook(io.BytesIO(FORM))
    for _ in range(random.randint(1, 4)):
        _bend(book.worksheets[-1], random)
    out = io.BytesIO()
    book.save(out)
    survives(out.getvalue())


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a fixed seed
    data = bytearray(FORM)
    for _ in range(random.choice([1, 1, 3, 20])):
        data[random.randrange(len(data))] = random.randrange(256)
    survives(bytes(data))


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_part_in_a_sound_container_is_read_or_refused(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a fixed seed
    with zipfile.ZipFile(io.BytesIO(FORM)) as opened:
        parts = {name: bytearray(opened.read(name)) for name in opened.namelist()}
    part = parts[random.choice([name for name in parts if name.endswith((".xml", ".rels"))])]
    for _ in range(random.choice([1, 2, 10])):
        at = random.randrange(len(part))
        part[at : at + random.randint(0, 3)] = random.choice(
            [b"<", b">", b'"', b"0", b"999999", b"\xff", b"", b"&x;", b"A"]
        )
    survives(packed({name: bytes(content) for name, content in parts.items()}))


@pytest.mark.parametrize("kept", [0, 1, 3, 4, 21, 22, 30, 500, 10_000, -1, -22, -23, -500])
def test_a_file_cut_short_is_refused(kept: int) -> None:
    assert not survives(FORM[:kept])


@pytest.mark.slow
@pytest.mark.nightly
def test_many_more_bent_forms_are_read_or_refused() -> None:
    taken = 0
    for seed in range(1_000, 1_600):
        random = Random(seed)  # noqa: S311 - a fixed seed
        book = load_workbook(io.BytesIO(FORM))
        for _ in range(random.randint(1, 6)):
            _bend(book.worksheets[-1], random)
        out = io.BytesIO()
        book.save(out)
        taken += survives(out.getvalue())
    assert taken > 100, "the bending leaves many forms readable, so the reading was tested too"
