"""The ministry's own form, where it is present beside the project: it is not in the repository."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import print_exact
from pulau.exchange.differences import differences
from pulau.exchange.packs import load_pack
from pulau.exchange.worksheet_files import read_figures, read_worksheet

if TYPE_CHECKING:
    from pulau.core.scoring.model import Evaluation
    from pulau.exchange.submission import Submission

FOLDER = Path(__file__).parents[3] / "shared" / "regulation" / "samples"
FORM = FOLDER / "ministry-form.xlsx"
pytestmark = pytest.mark.skipif(
    not FORM.is_file(),
    reason="2026-11: the ministry's form is not committed; it is read where it stands beside the project",
)


@pytest.fixture(scope="module")
def submission() -> Submission:
    return read_worksheet(FORM.read_bytes(), FORM.name)


@pytest.fixture(scope="module")
def evaluation(submission: Submission) -> Evaluation:
    pack = load_pack(submission.regulation)
    return evaluate(pack, take_answers(pack, submission.answers))


def test_the_regulation_and_every_answer_are_those_that_were_filled_in(submission: Submission) -> None:
    wanted = json.loads((FOLDER / "ministry-form.answers.json").read_text())
    pack = load_pack(wanted["regulation"])
    assert (submission.kind, submission.regulation) == ("ministry", "permenpan-rb-90-2021")
    assert take_answers(pack, submission.answers).values == take_answers(pack, wanted["answers"]).values


def test_the_figures_are_those_of_the_regulation(evaluation: Evaluation) -> None:
    wanted = json.loads((FOLDER / "ministry-form.expected.json").read_text())
    assert print_exact(evaluation.total.points) == wanted["total"]
    assert print_exact(evaluation.enabler.points) == wanted["enabler"]
    assert print_exact(evaluation.result.points) == wanted["result"]
    for sub_area, points in wanted["sub_areas"].items():
        assert print_exact(evaluation.sub_areas[sub_area].points) == points, sub_area
    for area, figures in wanted["areas"].items():
        found = evaluation.areas[area]
        assert print_exact(found.fulfilment) == figures["fulfilment"]
        assert print_exact(found.reform or Fraction(0)) == figures["reform"]


def test_the_mistyped_kind_and_the_typed_total_are_found_and_nothing_else(submission: Submission) -> None:
    assert [(finding.code, finding.place) for finding in submission.findings] == [
        ("kind-mistyped", "LKE ZI!J8"),
        ("typed-total-differs", "LKE ZI!K185"),
    ]


def test_every_printed_figure_is_read(submission: Submission, evaluation: Evaluation) -> None:
    halves = {f"areas.{area}.{half}" for area in evaluation.areas for half in ("fulfilment", "reform")}
    subs = {f"sub_areas.{sub}" for sub in evaluation.sub_areas}
    assert submission.printed.keys() == {"total", "enabler", "result"} | halves | subs


def test_the_form_never_reads_lhkasn_and_its_sums_carry_that(submission: Submission, evaluation: Evaluation) -> None:
    found = differences(evaluation, submission)
    assert [one.path for one in found] == ["sub_areas.R5.iii", "areas.5.reform", "enabler", "total"]
    assert {one.causes for one in found} == {("form-lhkasn-ignored",)}
    assert found[0].printed == 2
    assert found[0].recomputed == Fraction(32, 17)
    assert {one.difference for one in found} == {Fraction(2, 17)}


def test_the_fast_reading_gives_the_same_answers_and_figures(submission: Submission) -> None:
    fast = read_figures(FORM.read_bytes(), FORM.name)
    assert fast.answers == submission.answers
    assert fast.printed == submission.printed
