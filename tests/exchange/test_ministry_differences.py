"""Where a form's printed points differ from the regulation's, and why; a cause is named only where it is sure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Unanswered
from pulau.exchange.differences import Difference, differences
from pulau.exchange.packs import load_pack
from pulau.exchange.worksheet_files import read_worksheet
from tests.exchange.answers_for import answers_for
from tests.exchange.lookalike import Form, build

NEW, OLD = "permenpan-rb-90-2021", "permenpan-rb-52-2014"
PACK = load_pack(NEW)
EQUAL = {"kepala": 2, "pejabat": 1, "lainnya": 1, "sudah": 4}
ALSO = {"administrator": 2, "pengawas": 1, "fungsional_pelaksana": 1, "sudah": 4}
ANSWERS = answers_for(PACK) | {"R5.iii.a": EQUAL, "R5.iii.b": ALSO}


def found(form: Form, unanswered: Unanswered = Unanswered.ZERO) -> dict[str, Difference]:
    submission = read_worksheet(form.write(), "lke.xlsx")
    pack = load_pack(submission.regulation)
    evaluation = evaluate(pack, take_answers(pack, submission.answers), unanswered=unanswered)
    return {one.path: one for one in differences(evaluation, submission)}


def causes(form: Form) -> dict[str, tuple[str, ...]]:
    return {path: one.causes for path, one in found(form).items()}


def test_a_form_that_counts_as_the_regulation_does_has_no_differences() -> None:
    assert found(build(NEW, ANSWERS)) == {}


def test_a_form_without_halves_prints_whole_areas() -> None:
    pack = load_pack(OLD)
    form = build(OLD, answers_for(pack))
    submission = read_worksheet(form.write(), "lke.xlsx")
    assert {f"areas.{area}" for area in pack.areas} < submission.printed.keys()
    assert found(form) == {}


def test_wealth_reports_of_staff_that_the_form_never_reads() -> None:
    short = {**ALSO, "sudah": 1}
    one = found(build(NEW, {**ANSWERS, "R5.iii.b": short}))
    assert list(one) == ["sub_areas.R5.iii", "areas.5.reform", "enabler", "total"]
    assert {difference.causes for difference in one.values()} == {("form-lhkasn-ignored",)}
    assert one["sub_areas.R5.iii"].difference == Fraction(3, 4)
    assert abs(one["total"].difference - Fraction(3, 4)) < Fraction(1, 10**9)


def test_a_mistyped_kind_leaves_its_answer_out_of_the_mean() -> None:
    form = build(NEW, {**ANSWERS, "P1.i.a": "Tidak", "P1.i.b": "A"})
    form.line("P1.i.a").kind = "Ya"
    assert causes(form.counted())["sub_areas.P1.i"] == ("form-kind-mistyped",)


def test_a_mistyped_kind_with_other_values_counts_otherwise() -> None:
    form = build(NEW, {**ANSWERS, "P2.i.a": "B"})
    form.line("P2.i.a").kind = "A/B/C"
    assert causes(form.counted())["sub_areas.P2.i"] == ("form-kind-mistyped",)


def test_a_blank_is_left_out_by_the_form_and_counts_zero_by_the_regulation() -> None:
    form = build(NEW, {**ANSWERS, "P2.i.a": None, "P2.i.b": "A", "P2.i.c": "A"})
    one = found(form)["sub_areas.P2.i"]
    assert one.causes == ("form-blank-skipped",)
    assert (one.printed, one.recomputed) == (Fraction(1), Fraction(2, 3))
    assert "sub_areas.P2.i" not in found(form, Unanswered.SKIP)


def test_an_answer_that_the_form_cannot_read_is_left_out_by_it() -> None:
    form = build(NEW, {**ANSWERS, "P2.i.b": "D"})
    form.line("P2.i.a").answer = " A "
    assert causes(form.counted())["sub_areas.P2.i"] == ("form-answer-unread",)


def test_nothing_due_is_an_error_in_the_form() -> None:
    counts = {"jumlah_agen": 0, "jumlah_perubahan": 0}
    form = build(NEW, {**ANSWERS, "R1.i.a": counts, "R1.i.b": {"jumlah_perubahan": 2, "jumlah_terintegrasi": 1}})
    assert causes(form)["sub_areas.R1.i"] == ("form-zero-denominator",)


def test_a_typed_total_counts_in_the_form_instead_of_its_parts() -> None:
    form = build(NEW, {**ANSWERS, "R5.iii.a": {**EQUAL, "sudah": 3}})
    form.line("R5.iii.a", "total").answer = 6.0
    form.line("R5.iii.a").answer = None
    assert causes(form.counted())["sub_areas.R5.iii"] == ("form-lhkasn-ignored", "form-typed-total")


def test_a_percentage_typed_without_counts_counts_in_the_form() -> None:
    form = build(NEW, {**ANSWERS, "R4.i.a": None})
    form.line("R4.i.a").answer = 0.9
    assert causes(form.counted())["sub_areas.R4.i"] == ("form-typed-percent",)


def test_a_changed_weight_counts_in_the_form() -> None:
    form = build(NEW, ANSWERS)
    line = form.line("P2.ii", "sub-area")
    line.weight = 4.0
    assert isinstance(line.points, float)
    line.points *= 2
    assert causes(form)["sub_areas.P2.ii"] == ("form-weight-differs",)


def test_a_figure_that_nothing_accounts_for_is_said_to_be_unknown() -> None:
    form = build(NEW, ANSWERS)
    form.line("P2.ii", "sub-area").points = 1.9
    assert causes(form) == {"sub_areas.P2.ii": ("unknown",)}


def test_a_sum_carries_the_causes_of_its_parts_and_says_where_they_do_not_account_for_it() -> None:
    form = build(NEW, {**ANSWERS, "R5.iii.b": {**ALSO, "sudah": 1}})
    total = form.line("total", "sum")
    assert isinstance(total.points, float)
    total.points += 5
    one = causes(form)
    assert one["enabler"] == ("form-lhkasn-ignored",)
    assert one["total"] == ("form-lhkasn-ignored", "unknown")


def test_what_differs_by_a_rounding_of_the_spreadsheet_is_no_difference() -> None:
    form = build(NEW, ANSWERS)
    line = form.line("total", "sum")
    assert isinstance(line.points, float)
    line.points += 5e-10
    assert found(form) == {}


@pytest.mark.parametrize("points", [None, "#DIV/0!", "Blm Diisi", "80,71"])
def test_a_figure_that_is_no_number_is_not_compared(points: str | None) -> None:
    form = build(NEW, ANSWERS)
    form.line("total", "sum").points = points
    assert found(form) == {}


def test_a_figure_in_error_is_reported_with_its_cell() -> None:
    form = build(NEW, ANSWERS)
    form.line("R1.i", "sub-area").points = "#DIV/0!"
    submission = read_worksheet(form.write(), "lke.xlsx")
    place = form.cell("R1.i", "sub-area", "points")
    assert [(f.code, f.place, f.params) for f in submission.findings] == [
        ("cell-error", place, (("value", "#DIV/0!"),))
    ]
