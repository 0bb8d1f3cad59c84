"""What other apps may use of worksheets."""

from __future__ import annotations

from pulau.apps.worksheets.agreed_figures import UnitFigures, agreed_figures
from pulau.apps.worksheets.assessing import assess
from pulau.apps.worksheets.changes import Change
from pulau.apps.worksheets.demo_house.inventing import answers_after as demo_answers
from pulau.apps.worksheets.demo_house.proof_files import Chapter, Letter, letter_pdf
from pulau.apps.worksheets.demo_house.stories import Sheet as DemoSheet
from pulau.apps.worksheets.demo_house.stories import Step as DemoStep
from pulau.apps.worksheets.demo_house.stories import Unit as DemoUnit
from pulau.apps.worksheets.handed_answers import (
    HandedAnswer,
    HandedEvidence,
    evidence_counts,
    handed_answers,
    handed_evidence,
    prior_title,
    worksheets_with,
)
from pulau.apps.worksheets.handed_many import HandedWhole, handed_wholes
from pulau.apps.worksheets.handed_sheets import HandedSheet, handed_sheet, manifest_of, stands
from pulau.apps.worksheets.mapping import score_of
from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.apps.worksheets.services.answers import answer_items
from pulau.apps.worksheets.services.handing import Handing, SubmissionTaken, submit_worksheet, withdraw_submission
from pulau.apps.worksheets.services.opening import open_worksheet, state_prior_title
from pulau.apps.worksheets.year_figures import last_answer, opened_years, percents_of_unit, worksheet_ids
from pulau.exchange.figures import Figures

__all__ = [
    "Change",
    "Chapter",
    "DemoSheet",
    "DemoStep",
    "DemoUnit",
    "Figures",
    "HandedAnswer",
    "HandedEvidence",
    "HandedSheet",
    "HandedWhole",
    "Handing",
    "Letter",
    "SubmissionTaken",
    "UnitFigures",
    "agreed_figures",
    "answer_items",
    "assess",
    "demo_answers",
    "evidence_counts",
    "get_worksheet_by_id",
    "handed_answers",
    "handed_evidence",
    "handed_sheet",
    "handed_wholes",
    "last_answer",
    "letter_pdf",
    "manifest_of",
    "open_worksheet",
    "opened_years",
    "percents_of_unit",
    "prior_title",
    "score_of",
    "stands",
    "state_prior_title",
    "submit_worksheet",
    "withdraw_submission",
    "worksheet_ids",
    "worksheets_with",
]
