"""What other apps may use of worksheets."""

from __future__ import annotations

from pulau.apps.worksheets.agreed_figures import UnitFigures, agreed_figures
from pulau.apps.worksheets.handed_answers import (
    HandedAnswer,
    HandedEvidence,
    evidence_counts,
    handed_answers,
    handed_evidence,
    prior_title,
    worksheets_with,
)
from pulau.apps.worksheets.handed_sheets import HandedSheet, handed_sheet, manifest_of, stands
from pulau.apps.worksheets.mapping import Figures, score_of
from pulau.apps.worksheets.year_figures import percents_of_unit

__all__ = [
    "Figures",
    "HandedAnswer",
    "HandedEvidence",
    "HandedSheet",
    "UnitFigures",
    "agreed_figures",
    "evidence_counts",
    "handed_answers",
    "handed_evidence",
    "handed_sheet",
    "manifest_of",
    "percents_of_unit",
    "prior_title",
    "score_of",
    "stands",
    "worksheets_with",
]
