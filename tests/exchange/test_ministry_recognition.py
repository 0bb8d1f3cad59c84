"""Which row of a form is what: by headings, wording and number, in every shape that forms come in."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

import pytest

from pulau.core.regulation.model import Choice
from pulau.core.scoring.answers import take_answers
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack
from pulau.exchange.worksheet_files import read_worksheet
from tests.exchange.answers_for import answers_for
from tests.exchange.lookalike import HEADINGS, Form, Line, build

if TYPE_CHECKING:
    from pulau.exchange.submission import Submission

NEW = "permenpan-rb-90-2021"
PACKS = (NEW, "permenpan-rb-10-2019", "permenpan-rb-52-2014")
PACK = load_pack(NEW)
ANSWERS = answers_for(PACK)


def read(form: Form, regulation: str | None = None) -> Submission:
    return read_worksheet(form.write(), "lke.xlsx", regulation=regulation)


def assert_all_answers(submission: Submission, without: set[str] | None = None) -> None:
    wanted = {item: answer for item, answer in ANSWERS.items() if item not in (without or ())}
    assert take_answers(PACK, submission.answers).values == take_answers(PACK, wanted).values


def codes(submission: Submission) -> list[str]:
    return [finding.code for finding in submission.findings]


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("seed", [1, 2])
def test_each_form_is_known_by_its_weights_and_items(pack_id: str, seed: int) -> None:
    pack = load_pack(pack_id)
    answers = answers_for(pack, seed)
    submission = read(build(pack_id, answers))
    assert submission.regulation == pack_id
    assert take_answers(pack, submission.answers).values == take_answers(pack, answers).values
    assert submission.findings == ()


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_form_is_known_by_its_items_where_all_weights_are_gone(pack_id: str) -> None:
    form = build(pack_id, answers_for(load_pack(pack_id)))
    for line in form.lines:
        line.weight = None
    assert read(form).regulation == pack_id


def test_the_regulation_can_be_forced() -> None:
    submission = read(build("permenpan-rb-10-2019", answers_for(load_pack("permenpan-rb-10-2019"))), NEW)
    assert submission.regulation == NEW
    assert "item-not-found" in codes(submission)


def test_rows_are_known_by_keywords_alone() -> None:
    def reword(path: str, text: str) -> str:
        keywords = PACK.items[path].keywords if path in PACK.items else ()
        return f"Apakah {' '.join(reversed(keywords))} di tempat ini?" if keywords else text

    assert_all_answers(read(build(NEW, ANSWERS, reword=reword)))


def test_upper_case_line_breaks_and_extra_words_do_not_hide_a_row() -> None:
    def reword(path: str, text: str) -> str:
        return f"APAKAH {text.upper()}\n (LAMPIRKAN BUKTI)  " if path in PACK.items else f"  {text} "

    assert_all_answers(read(build(NEW, ANSWERS, reword=reword)))


@pytest.mark.parametrize("mark", ["-", "", "a.", "•"])
def test_letters_may_be_dashes_missing_or_all_the_same(mark: str) -> None:
    form = build(NEW, ANSWERS)
    for line in form.lines:
        if line.role == "item":
            line.mark = mark
    assert_all_answers(read(form))


def test_letters_may_be_out_of_order() -> None:
    form = build(NEW, ANSWERS)
    for sub in PACK.sub_areas.values():
        lines = [form.line(item) for item in sub.items]
        for line, mark in zip(lines, [line.mark for line in reversed(lines)], strict=True):
            line.mark = mark
    assert_all_answers(read(form))


def test_mark_and_question_may_share_a_cell() -> None:
    form = build(NEW, ANSWERS)
    for line in form.lines:
        if line.mark:
            line.mark, line.text = "", f"{line.mark} {line.text}"
    assert_all_answers(read(form))


@pytest.mark.parametrize("seed", range(5))
def test_items_of_a_sub_area_may_be_in_any_order(seed: int) -> None:
    form = build(NEW, ANSWERS)
    random = Random(seed)  # noqa: S311 - a fixed seed
    for sub in PACK.sub_areas.values():
        if all(isinstance(PACK.items[item].answer, Choice) for item in sub.items):
            start = form.index(sub.items[0])
            block = form.lines[start : start + len(sub.items)]
            random.shuffle(block)
            form.lines[start : start + len(sub.items)] = block
    assert_all_answers(read(form))


@pytest.mark.parametrize(("after", "by"), [(7, 1), (10, 2), (0, 3), (11, 1), (14, 4)])
def test_inserted_columns_shift_nothing(after: int, by: int) -> None:
    submission = read(build(NEW, ANSWERS).shift(after, by))
    assert_all_answers(submission)
    assert submission.findings == ()


def test_the_sheet_may_have_any_name_and_the_header_any_row() -> None:
    form = build(NEW, ANSWERS)
    form.sheet, form.header_row = "Lembar Kerja 2025", 17
    assert_all_answers(read(form))


@pytest.mark.parametrize("missing", ["Penilaian", "Bobot", "Pilihan Jawaban", "Nilai"])
def test_one_heading_may_be_missing(missing: str) -> None:
    form = build(NEW, ANSWERS)
    form.headings = {name: "" if heading == missing else heading for name, heading in HEADINGS.items()}
    assert_all_answers(read(form))


def test_headings_of_parts_and_areas_may_be_missing() -> None:
    form = build(NEW, ANSWERS)
    form.lines = [line for line in form.lines if line.role not in ("part", "area")]
    assert_all_answers(read(form))


def test_every_heading_of_a_sub_area_may_be_missing() -> None:
    form = build(NEW, ANSWERS)
    form.lines = [line for line in form.lines if line.role != "sub-area"]
    submission = read(form)
    found = take_answers(PACK, submission.answers).values
    wanted = take_answers(PACK, ANSWERS).values
    assert all(found[item] == wanted[item] for item in found), "what is placed is placed rightly"
    assert len(found) >= 100


def test_the_reform_half_is_known_without_its_heading() -> None:
    form = build(NEW, ANSWERS)
    form.lines = [line for line in form.lines if line.path != "reform"]
    submission = read(form)
    assert_all_answers(submission)
    assert "areas.1.reform" in submission.printed


def test_a_wrong_number_before_a_sub_area_loses_to_its_name() -> None:
    form = build(NEW, ANSWERS)
    for line in form.lines:
        if line.role == "sub-area":
            line.mark = "i."
    assert_all_answers(read(form))


def test_sub_headings_inside_wealth_reports_do_not_end_it() -> None:
    form = build(NEW, ANSWERS)
    first = form.index("R5.iii.a")
    form.lines.insert(first, Line("inner", "R5.iii", 3, "i.", "Pelaporan harta kekayaan (LHKPN)", 1.0, points=0.5))
    second = form.index("R5.iii.b")
    form.lines.insert(second, Line("inner", "R5.iii", 3, "", "Pelaporan harta kekayaan (LHKASN)", 1.0, points=0.5))
    submission = read(form)
    assert_all_answers(submission)
    assert submission.printed["sub_areas.R5.iii"].cell == form.cell("R5.iii", "sub-area", "points")
    assert submission.findings == ()


def test_a_heading_with_a_kind_is_no_question() -> None:
    form = build(NEW, ANSWERS)
    form.line("R5.ii", "sub-area").kind = "%"
    assert_all_answers(read(form))


def test_an_added_row_is_reported_with_its_row_and_words() -> None:
    form = build(NEW, ANSWERS)
    at = form.index("P2.i.c") + 1
    form.lines.insert(at, Line("extra", "", 4, "d.", "Kantin unit tersertifikasi", kind="A/B/C", answer="A"))
    submission = read(form)
    assert_all_answers(submission)
    (finding,) = submission.findings
    assert finding.code == "unplaced-row"
    assert dict(finding.params) == {"row": str(form.header_row + 3 + at), "text": "Kantin unit tersertifikasi"}


def test_a_missing_row_is_reported_and_unanswered() -> None:
    form = build(NEW, ANSWERS)
    del form.lines[form.index("P2.i.b")]
    submission = read(form)
    assert_all_answers(submission, without={"P2.i.b"})
    assert [(f.code, dict(f.params)["item"]) for f in submission.findings] == [("item-not-found", "P2.i.b")]


def test_a_row_in_other_words_is_placed_by_its_letter_and_said() -> None:
    form = build(NEW, ANSWERS)
    form.line("P3.iv.c").text = "Rumusan lain sama sekali"
    submission = read(form)
    assert_all_answers(submission)
    assert [(f.code, dict(f.params)["item"]) for f in submission.findings] == [("placed-by-number", "P3.iv.c")]


def test_a_row_moved_to_another_sub_area_is_known_by_its_words() -> None:
    form = build(NEW, ANSWERS)
    line = form.lines.pop(form.index("P3.iii.a"))
    form.lines.insert(form.index("P3.i.a"), line)
    assert_all_answers(read(form))


def test_a_missing_percent_row_is_found_through_its_counts() -> None:
    form = build(NEW, ANSWERS)
    del form.lines[form.index("R4.i.a")]
    assert_all_answers(read(form))


def test_a_missing_percent_row_between_two_ratios_is_found_through_its_counts() -> None:
    form = build(NEW, ANSWERS)
    del form.lines[form.index("R5.iii.b")]
    submission = read(form)
    assert take_answers(PACK, submission.answers).values["R5.iii.a"] == ANSWERS["R5.iii.a"]


@pytest.mark.parametrize("item", ["R1.i.a", "R3.iii.a", "R5.ii.a", "R5.iii.b", "R6.i.b"])
def test_counts_may_stand_in_any_order(item: str) -> None:
    form = build(NEW, ANSWERS)
    start = form.index(item) + 1
    block = [line for line in form.lines[start:] if line.path.startswith(item)]
    form.lines[start : start + len(block)] = reversed(block)
    assert_all_answers(read(form))


def test_the_answer_kind_may_be_mistyped_and_is_reported() -> None:
    form = build(NEW, ANSWERS)
    form.line("P1.i.a").kind = "Ya"
    form.line("P1.i.b").kind = "a / b / c"
    submission = read(form)
    assert_all_answers(submission)
    (finding,) = submission.findings
    assert (finding.code, finding.place) == ("kind-mistyped", form.cell("P1.i.a", column="kind"))
    assert dict(finding.params) == {"item": "P1.i.a", "value": "Ya", "expected": "Ya/Tidak"}


def test_a_weight_that_differs_is_reported() -> None:
    form = build(NEW, ANSWERS)
    form.line("P1.ii", "sub-area").weight = 2.0
    submission = read(form)
    assert [(f.code, f.place) for f in submission.findings] == [
        ("weight-differs", form.cell("P1.ii", "sub-area", "weight"))
    ]


def test_of_two_worksheets_the_fuller_is_read_and_the_other_named() -> None:
    from io import BytesIO  # noqa: PLC0415 - the same

    from openpyxl import load_workbook  # noqa: PLC0415 - only this test copies a sheet

    book = load_workbook(BytesIO(build(NEW, ANSWERS).write()))
    blank = book.copy_worksheet(book["LKE ZI"])
    blank.title = "Kosong"
    column = 11
    for row in range(3, blank.max_row + 1):
        blank.cell(row, column).value = None
    book.move_sheet("Kosong", -2)
    out = BytesIO()
    book.save(out)
    submission = read_worksheet(out.getvalue(), "lke.xlsx")
    assert_all_answers(submission)
    assert [(f.code, dict(f.params)["others"]) for f in submission.findings] == [("several-worksheets", "Kosong")]


def test_a_workbook_without_a_worksheet_is_refused_with_the_sheets_seen() -> None:
    form = build(NEW, ANSWERS)
    form.headings["answer"] = "Isian"
    with pytest.raises(BadInput) as error:
        read(form)
    (problem,) = error.value.problems
    assert problem.code == "no-worksheet-sheet"
    assert dict(problem.params)["sheets"] == "LKE ZI, Utama"


def test_a_sheet_with_the_headings_of_another_form_is_refused() -> None:
    form = build(NEW, ANSWERS)
    for number, line in enumerate(form.lines):
        line.text = f"Butir {number}"
    with pytest.raises(BadInput, match="no-worksheet-sheet"):
        read(form)


def test_a_second_form_of_the_same_wording_reads_its_own_answers() -> None:
    other = answers_for(PACK, 7)
    assert_all_answers(read(build(NEW, ANSWERS)))
    second = read(build(NEW, other))
    assert take_answers(PACK, second.answers).values == take_answers(PACK, other).values


def test_the_tests_bring_words_of_their_own() -> None:
    """The look-alike must not have grown into the official text: it has our questions alone."""
    text = " ".join(line.text for line in build(NEW, ANSWERS).lines)
    assert not re.search(r"Blm Diisi", text)
