"""What evidence keeps of people: who kept and replaced it, and what they wrote."""

from __future__ import annotations

from typing import Final

from pulau.apps.evidence.policies import READ
from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, PersonalTable, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_FACTS: Final = "Codes, digests and states of a file."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("evidence.Evidence", _FACTS, "code"),
    *personal(
        "evidence.Evidence",
        _RECORD,
        {
            "title": ("Judul bukti", "Title of the evidence"),
            "about": ("Keterangan", "Description"),
            "address": ("Alamat di luar", "Outside address"),
            "made_by": ("Yang menyimpan", "Who kept it"),
            "withdrawn_reason": ("Alasan ditarik", "Why it was withdrawn"),
        },
    ),
    *personal(
        "evidence.EvidenceVersion",
        _RECORD,
        {
            "user": ("Yang mengunggah", "Who uploaded it"),
            "name": ("Nama berkas", "Name of the file"),
            "cause": ("Alasan diganti", "Why it was replaced"),
        },
    ),
    *personal(
        "evidence.EvidenceText", _RECORD, {"text": ("Isi berkas untuk pencarian", "Text of the file for searching")}
    ),
    *impersonal("evidence.EvidenceText", _FACTS, "source"),
    *impersonal("evidence.EvidenceVersion", _FACTS, "digest", "kind", "notes"),
    *impersonal("evidence.Preparation", _FACTS, "state", "scan", "scan_words", "pages", "copy", "copy_kind", "notes"),
)

TABLES: Final = (
    PersonalTable("evidence.Evidence", "Bukti yang disimpan", "Evidence kept", users=("made_by_id",), seen_by=(READ,)),
    PersonalTable(
        "evidence.EvidenceVersion", "Berkas yang diunggah", "Files uploaded", users=("user_id",), seen_by=(READ,)
    ),
)
