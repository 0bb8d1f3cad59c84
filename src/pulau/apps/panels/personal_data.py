"""What clearances and panels keep of people: who asked, sat and voted, and what was written."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_CODES: Final = "Codes and digests."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("panels.Clearance", _CODES, "body", "answer", "document_type", "document_digest"),
    *personal(
        "panels.Clearance",
        _RECORD,
        {
            "question": ("Pertanyaan kepada lembaga", "Question to the body"),
            "asked_by": ("Yang meminta", "Who asked"),
            "text": ("Isi jawaban", "Text of the answer"),
            "recorded_by": ("Yang mencatat", "Who recorded it"),
            "document_name": ("Nama berkas surat", "Name of the letter's file"),
        },
    ),
    *impersonal("panels.Panel", _CODES, "outcome"),
    *personal("panels.Panel", _RECORD, {"opened_by": ("Yang membuka", "Who opened it")}),
    *personal(
        "panels.Member",
        _RECORD,
        {"user": ("Anggota panel", "Member"), "left_reason": ("Alasan mundur", "Reason of leaving")},
    ),
    *impersonal("panels.Vote", "A choice of three.", "choice"),
    *personal("panels.Vote", _RECORD, {"reason": ("Alasan suara", "Reason of the vote")}),
)
