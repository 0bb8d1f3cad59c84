"""What reports keep of people: who made them, who signs, and what assessors wrote."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_BODY: Final = "About a body or a worksheet, not a person."
_FIGURES: Final = "Codes and digests."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("reports.EvaluationReport", _BODY, "kind", "number", "state"),
    *personal("reports.EvaluationReport", _RECORD, {"made_by": ("Penyusun", "Who made it")}),
    *impersonal("reports.ReportVersion", _FIGURES, "pdf", "docx", "engine"),
    *personal(
        "reports.ReportVersion",
        _RECORD,
        {
            "made_by": ("Penyusun", "Who made it"),
            "content": ("Nama penilai dan catatannya dalam laporan", "Assessors' names and remarks in the report"),
        },
    ),
    *impersonal("reports.ReportRun", _FIGURES, "last", "kind", "state", "skipped", "archive"),
    *personal("reports.ReportRun", _RECORD, {"user": ("Yang memerintahkan", "Who ordered it")}),
)
