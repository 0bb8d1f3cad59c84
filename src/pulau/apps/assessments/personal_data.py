"""What assessments keep of people: who judged, asked and answered, and what they wrote."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_BODY: Final = "About a body or a worksheet, not a person."
_FIGURES: Final = "Codes, values and digests."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal(
        "assessments.Case", _BODY, "unit_code", "unit_name", "agency_name", "regulation", "kind", "title", "stage",
        "exact", "printed", "gates",
    ),
    *impersonal("assessments.Transition", _FIGURES, "event", "source", "target", "guards", "role"),
    *personal(
        "assessments.Transition", _RECORD, {"user": ("Yang melakukan", "Who did it"), "reason": ("Alasan", "Reason")}
    ),
    *impersonal("assessments.Assignment", _FIGURES, "level", "areas"),
    *personal(
        "assessments.Assignment",
        _RECORD,
        {
            "user": ("Penilai", "Assessor"),
            "lot": ("Undian: siapa yang dapat terpilih", "Lot: who could be drawn"),
            "given_by": ("Yang menunjuk", "Who assigned"),
            "ended_by": ("Yang mengakhiri", "Who ended it"),
            "end_reason": ("Alasan berakhir", "Reason of the end"),
        },
    ),
    *impersonal("assessments.Judgement", _FIGURES, "level", "state", "digest"),
    *personal("assessments.Judgement", _RECORD, {"user": ("Penilai", "Assessor")}),
    *impersonal("assessments.JudgedAnswer", _FIGURES, "item", "value"),
    *personal(
        "assessments.JudgedAnswer",
        _RECORD,
        {
            "user": ("Penilai", "Assessor"),
            "finding": ("Catatan", "Finding"),
            "recommendation": ("Rekomendasi", "Recommendation"),
            "strength": ("Kekuatan", "Strength"),
            "reason": ("Alasan selisih", "Reason of a difference"),
        },
    ),
    *impersonal("assessments.CalibrationSet", "Invented cases.", "name", "regulation", "items"),
    *personal("assessments.CalibrationSet", _RECORD, {"opened_by": ("Penyusun", "Who made it")}),
    *impersonal("assessments.CalibrationAnswer", _FIGURES, "values"),
    *personal("assessments.CalibrationAnswer", _RECORD, {"user": ("Penilai", "Assessor")}),
    *impersonal("assessments.Question", _FIGURES, "item", "level", "state"),
    *personal(
        "assessments.Question",
        _RECORD,
        {
            "asked_by": ("Penanya", "Who asked"),
            "text": ("Pertanyaan", "Question"),
            "closed_by": ("Yang menutup", "Who closed it"),
        },
    ),
    *personal("assessments.Reply", _RECORD, {"user": ("Yang menjawab", "Who answered"), "text": ("Isi", "Text")}),
)  # fmt: skip
