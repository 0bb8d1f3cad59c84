"""What the cells of a form say: taken where unambiguous, and each time said; refused with the cell otherwise."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pulau.core.scoring.answers import take_answers
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_pack
from pulau.exchange.submission import Submission
from pulau.exchange.worksheet_files import read_worksheet
from tests.exchange.answers_for import answers_for
from tests.exchange.lookalike import Cell, Form, Line, build

NEW, OLD = "permenpan-rb-90-2021", "permenpan-rb-52-2014"
PACK = load_pack(NEW)
ANSWERS = answers_for(PACK)


def read(form: Form) -> Submission:
    return read_worksheet(form.write(), "lke.xlsx")


def with_answer(path: str, value: Cell, role: str = "item") -> Form:
    form = build(NEW, ANSWERS)
    form.line(path, role).answer = value
    return form


def refused(form: Form) -> tuple[Problem, ...]:
    with pytest.raises(BadInput) as error:
        read(form)
    return error.value.problems


@pytest.mark.parametrize("typed", ["b", " B ", "B.", "b)", "(b)", "B. sebagian besar", "b: sebagian", "B\n", "\u00a0B"])
def test_an_option_in_other_dress_is_taken_and_said(typed: str) -> None:
    form = with_answer("P2.i.a", typed)
    submission = read(form)
    assert submission.answers["P2.i.a"] == "B"
    (finding,) = submission.findings
    assert (finding.code, finding.place) == ("answer-normalised", form.cell("P2.i.a"))
    assert dict(finding.params)["option"] == "B"


@pytest.mark.parametrize(("typed", "option"), [("ya", "Ya"), ("YA ", "Ya"), ("Ya, sudah", "Ya"), ("tidak.", "Tidak")])
def test_yes_and_no_in_other_dress_are_taken(typed: str, option: str) -> None:
    assert read(with_answer("P1.i.a", typed)).answers["P1.i.a"] == option


@pytest.mark.parametrize("typed", ["F", "A/B", "A, B", "B dan C", "Ya", "baik", "E", "1", 1.0, "Ya/Tidak", "B bagus"])
def test_what_may_mean_two_things_or_none_is_refused_at_its_cell(typed: Cell) -> None:
    form = with_answer("P2.i.a", typed)
    (problem,) = refused(form)
    assert problem.code == "unknown-option"
    assert problem.place == f"{form.cell('P2.i.a')} (P2.i.a)"
    assert dict(problem.params)["allowed"] == "A, B, C, D"


@pytest.mark.parametrize("typed", ["Ya/Tidak", "ya atau tidak", "Ya, tidak", "y", "x"])
def test_a_yes_that_is_also_a_no_is_refused(typed: str) -> None:
    (problem,) = refused(with_answer("P1.i.a", typed))
    assert problem.code == "unknown-option"


@pytest.mark.parametrize("typed", [None, "", "   ", "Blm Diisi", "belum diisi", "-"])
def test_a_blank_answer_is_unanswered(typed: Cell) -> None:
    submission = read(with_answer("P2.i.a", typed))
    assert "P2.i.a" not in submission.answers
    said = [finding.code for finding in submission.findings]
    assert said == (["answer-taken-as-blank"] if isinstance(typed, str) and typed.strip() else [])


@pytest.mark.parametrize(("typed", "index"), [("3,72", "3.72"), ("3.72", "3.72"), (" 3,7 ", "3.7"), ("4", "4")])
def test_an_index_typed_as_text_is_taken_and_said(typed: str, index: str) -> None:
    form = with_answer("H1.a", typed)
    submission = read(form)
    assert take_answers(PACK, submission.answers).values["H1.a"] == Fraction(index)
    assert [(f.code, f.place) for f in submission.findings] == [("number-as-text", form.cell("H1.a"))]


def test_a_float_of_the_workbook_is_the_number_that_was_typed() -> None:
    submission = read(with_answer("H1.a", 0.1 + 0.2 + 3.42))
    assert submission.answers["H1.a"] == Fraction("3.72")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (4.01, "out-of-scale"),
        (-1.0, "out-of-scale"),
        ("4,5", "out-of-scale"),
        ("baik", "not-a-number"),
        ("NaN", "not-a-number"),
        ("1e3", "not-a-number"),
        ("3.7.2", "not-a-number"),
        ("∞", "not-a-number"),
    ],
)
def test_an_index_that_is_none_is_refused_at_its_cell(typed: Cell, code: str) -> None:
    form = with_answer("H1.a", typed)
    (problem,) = refused(form)
    assert (problem.code, problem.place) == (code, f"{form.cell('H1.a')} (H1.a)")


@pytest.mark.parametrize("typed", ["4", " 12 ", "7 "])
def test_a_count_typed_as_text_is_taken_and_said(typed: str) -> None:
    form = with_answer("R1.i.a.jumlah_agen", typed, "count")
    submission = read(form)
    counts = submission.answers["R1.i.a"]
    assert isinstance(counts, dict)
    assert counts["jumlah_agen"] == int(typed)
    assert [(f.code, f.place) for f in submission.findings] == [
        ("number-as-text", form.cell("R1.i.a.jumlah_agen", "count"))
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.234", "thousands-separator"),
        ("1,234", "thousands-separator"),
        ("12 000", "thousands-separator"),
        ("1.234,5", "thousands-separator"),
        ("1.234.567", "thousands-separator"),
        (-3.0, "negative-count"),
        ("-3", "negative-count"),
        (2.5, "fractional-count"),
        ("2,5", "fractional-count"),
        (10000000000000.0, "count-too-large"),
        ("enam", "not-a-number"),
        ("6 orang", "not-a-number"),
        ("1e3", "not-a-number"),
    ],
)
def test_a_count_that_is_none_is_refused_at_its_cell(typed: Cell, code: str) -> None:
    form = with_answer("R1.i.a.jumlah_agen", typed, "count")
    (problem,) = refused(form)
    assert problem.code == code
    assert problem.place == f"{form.cell('R1.i.a.jumlah_agen', 'count')} (R1.i.a.jumlah_agen)"


def test_a_ratio_without_a_count_its_formula_needs_is_refused_at_the_cell() -> None:
    form = with_answer("R1.i.a.jumlah_perubahan", None, "count")
    (problem,) = refused(form)
    assert problem.code == "missing-input"
    assert problem.place == f"{form.cell('R1.i.a.jumlah_perubahan', 'count')} (R1.i.a.jumlah_perubahan)"


def test_a_count_that_the_form_asks_for_but_the_formula_does_not_need_may_be_blank() -> None:
    wanted = ANSWERS["R3.iii.a"]
    assert isinstance(wanted, dict)
    submission = read(with_answer("R3.iii.a.disanksi", None, "count"))
    counts = {key: count for key, count in wanted.items() if key != "disanksi"}
    assert take_answers(PACK, submission.answers).values["R3.iii.a"] == counts


def test_a_ratio_whose_counts_are_all_blank_is_unanswered() -> None:
    form = build(NEW, {**ANSWERS, "R1.i.a": None})
    submission = read(form)
    assert "R1.i.a" not in submission.answers
    assert submission.findings == ()


def test_a_percentage_typed_over_its_formula_cannot_be_checked_and_is_left() -> None:
    form = build(NEW, {**ANSWERS, "R1.i.a": None})
    form.line("R1.i.a").answer = 0.8
    submission = read(form)
    assert "R1.i.a" not in submission.answers
    assert [(f.code, f.place) for f in submission.findings] == [("percent-typed", form.cell("R1.i.a"))]


def test_a_total_that_contradicts_its_parts_is_said_and_the_parts_count() -> None:
    form = with_answer("R5.iii.a", 12.0, "total")
    submission = read(form)
    assert take_answers(PACK, submission.answers).values["R5.iii.a"] == ANSWERS["R5.iii.a"]
    (finding,) = submission.findings
    assert (finding.code, finding.place) == ("typed-total-differs", form.cell("R5.iii.a", "total"))
    assert dict(finding.params)["typed"] == "12"


def test_all_problems_are_told_at_once() -> None:
    form = with_answer("P2.i.a", "Z")
    form.line("H1.a").answer = 9.0
    form.line("R1.i.a.jumlah_agen", "count").answer = -1.0
    assert [problem.code for problem in refused(form)] == ["unknown-option", "negative-count", "out-of-scale"]


@pytest.mark.parametrize("role", ["item", "count"])
def test_a_row_twice_with_two_answers_is_refused_with_both_cells(role: str) -> None:
    path = "P2.i.a" if role == "item" else "R6.i.b.terdaftar"
    form = build(NEW, ANSWERS)
    at = form.index(path, role)
    twin = form.lines[at]
    form.lines.insert(at + 1, Line(role, "twin", twin.indent, twin.mark, twin.text, kind=twin.kind, answer=99.0))
    if role == "item":
        form.lines[at + 1].answer = "A" if twin.answer != "A" else "B"
    (problem,) = refused(form)
    assert problem.code == "duplicate-row"
    cells = {form.cell(path, role), form.cell("twin", role)}
    assert {problem.place.split(" ")[0] + " " + problem.place.split(" ")[1], dict(problem.params)["other"]} == cells


def test_a_row_twice_with_one_answer_is_said() -> None:
    form = build(NEW, ANSWERS)
    at = form.index("P2.i.a")
    form.lines.insert(at, form.lines[at])
    submission = read(form)
    assert [finding.code for finding in submission.findings] == ["duplicate-row-same"]
    assert take_answers(PACK, submission.answers).values == take_answers(PACK, ANSWERS).values


@pytest.mark.parametrize(("typed", "points", "percent"), [(85.0, None, 85), (0.85, None, 85), (0.85, 4.25, 85)])
def test_a_percentage_may_be_a_number_or_a_share_shown_as_percent(typed: float, points: Cell, percent: int) -> None:
    pack = load_pack(OLD)
    form = build(OLD, answers_for(pack))
    form.line("H1.2").answer, form.line("H1.2").points = typed, points
    assert take_answers(pack, read(form).answers).values["H1.2"] == percent


def test_less_than_one_percent_is_told_by_the_points_beside_it() -> None:
    form = build(OLD, answers_for(load_pack(OLD)))
    form.line("H1.2").answer, form.line("H1.2").points = 0.8, 0.04
    assert read(form).answers["H1.2"] == Fraction("0.8")


def test_a_percentage_as_text_with_its_sign_is_taken() -> None:
    form = build(OLD, answers_for(load_pack(OLD)))
    form.line("H1.2").answer = "87,5 %"
    assert read(form).answers["H1.2"] == Fraction("87.5")


def test_notes_and_links_of_every_free_column_are_kept() -> None:
    form = build(NEW, ANSWERS)
    line = form.line("P1.i.b")
    line.note, line.link = "Lihat SK; https://contoh.go.id/sk.pdf.", "https://contoh.go.id/notula"
    line.extra = {13: "diperiksa", 16: 2025.0}
    form.line("R1.i.a.jumlah_agen", "count").note = "agen per 1 Januari"
    form.line("P1.ii", "sub-area").note = "catatan umum"
    submission = read(form)
    assert submission.notes["P1.i.b"].split("\n") == [
        "diperiksa",
        "Lihat SK; https://contoh.go.id/sk.pdf.",
        "bukti",
        "2025",
    ]
    assert submission.links["P1.i.b"] == ("https://contoh.go.id/sk.pdf", "https://contoh.go.id/notula")
    assert submission.notes["R1.i.a"] == "agen per 1 Januari"
    assert submission.notes["P1.ii.a"] == "(P1.ii) catatan umum"
    (finding,) = submission.findings
    assert (finding.code, dict(finding.params)) == ("note-on-heading", {"heading": "P1.ii", "item": "P1.ii.a"})


@pytest.mark.parametrize(
    ("path", "role", "item"),
    [
        ("areas.3.reform", "area", "R3.i.a"),
        ("reform", "part", "R1.i.a"),
        ("result", "part", "H1.a"),
        ("total", "sum", "P1.i.a"),
    ],
)
def test_a_note_beside_a_heading_goes_to_the_first_item_below_it(path: str, role: str, item: str) -> None:
    form = build(NEW, ANSWERS)
    form.line(path, role).note = "catatan"
    assert read(form).notes == {item: f"({path}) catatan"}


def test_a_note_beside_a_row_without_a_place_is_told_in_a_finding() -> None:
    form = build(NEW, ANSWERS)
    form.lines.insert(20, Line("extra", "", 4, "", "", note="dekat baris kosong"))
    submission = read(form)
    assert [(f.code, dict(f.params)["text"]) for f in submission.findings] == [("note-unplaced", "dekat baris kosong")]


def test_a_column_with_a_heading_of_its_own_labels_its_notes() -> None:
    form = build(NEW, ANSWERS)
    form.columns["own"], form.headings["own"] = 15, "Tanggapan TPI"
    form.line("P1.i.a").extra = {15: "cukup"}
    assert read(form).notes == {"P1.i.a": "Tanggapan TPI: cukup"}


def test_an_address_that_would_run_code_is_kept_as_a_note_only() -> None:
    form = build(NEW, ANSWERS)
    form.line("P1.i.a").extra = {15: "javascript:alert(1)"}
    submission = read(form)
    assert submission.links == {}
    assert submission.notes == {"P1.i.a": "javascript:alert(1)"}


def test_comments_and_formula_links_are_kept() -> None:
    from io import BytesIO  # noqa: PLC0415 - only this test edits a workbook

    from openpyxl import load_workbook  # noqa: PLC0415 - the same
    from openpyxl.comments import Comment  # noqa: PLC0415 - the same

    form = build(NEW, ANSWERS)
    book = load_workbook(BytesIO(form.write()))
    sheet = book["LKE ZI"]
    row = form.row("P1.i.a") + 1
    sheet.cell(row, 11).comment = Comment("SK belum diunggah", "tim")
    sheet.cell(row, 15).value = '=HYPERLINK("https://contoh.go.id/a?b=1&c=2","SK")'
    out = BytesIO()
    book.save(out)
    submission = read_worksheet(out.getvalue(), "lke.xlsx")
    assert "SK belum diunggah" in submission.notes["P1.i.a"]
    assert submission.links["P1.i.a"] == ("https://contoh.go.id/a?b=1&c=2",)
