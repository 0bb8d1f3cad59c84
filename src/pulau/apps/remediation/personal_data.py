"""What repairs and good practices keep of people: who does, checks and writes, and what they wrote."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_BODY: Final = "About a body or its work, not a person."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("remediation.RemediationPlan", _BODY, "event", "state", "digest"),
    *impersonal(
        "remediation.RemediationStep", _BODY, "kind", "key", "area", "finding", "recommendation", "state", "effect"
    ),
    *personal(
        "remediation.RemediationStep",
        _RECORD,
        {
            "owner": ("Penanggung jawab", "Who answers for it"),
            "root_cause": ("Akar masalah", "Root cause"),
            "action": ("Tindakan", "Action"),
            "result": ("Hasil", "Result"),
            "effect_note": ("Catatan pemeriksaan", "Note of the check"),
            "checked_by": ("Pemeriksa", "Who checked"),
        },
    ),
    *impersonal("remediation.Practice", _BODY, "code", "unit_name", "agency_name", "area", "item", "state"),
    *personal(
        "remediation.Practice",
        _RECORD,
        {
            "written_by": ("Penulis", "Who wrote it"),
            "title": ("Judul", "Title"),
            "problem": ("Masalah", "Problem"),
            "steps": ("Langkah", "What was done"),
            "outcome": ("Hasil", "What came of it"),
            "cost": ("Biaya", "Cost"),
        },
    ),
    *impersonal("remediation.PracticeCopy", _BODY, "source_tenant_id", "unit_name", "agency_name"),
    *personal(
        "remediation.PracticeCopy",
        _RECORD,
        {"followed_by": ("Yang meniru", "Who follows it"), "effect": ("Dampak", "Effect")},
    ),
)
