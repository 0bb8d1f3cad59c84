"""What proposals keep of people: who prepared, signed, stated and checked, and what they wrote."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_BODY: Final = "About a body, a unit or a year, not a person."
_FIGURES: Final = "Codes, values and digests."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("proposals.SeasonChange", _BODY, "key", "ground"),
    *personal("proposals.SeasonChange", _RECORD, {"user": ("Yang menetapkan", "Who set it")}),
    *impersonal("proposals.Proposal", _BODY, "state", "letter_number", "rules"),
    *personal(
        "proposals.Proposal",
        _RECORD,
        {"made_by": ("Penyusun", "Who prepared it"), "signed_by": ("Penanda tangan", "Who signed it")},
    ),
    *impersonal(
        "proposals.ProposedUnit", _FIGURES, "title", "eased", "eased_conditions", "checks", "digest", "withdraw_letter"
    ),
    *personal(
        "proposals.ProposedUnit",
        _RECORD,
        {
            "added_by": ("Yang memasukkan", "Who put it in"),
            "withdrawn_by": ("Yang menarik", "Who withdrew it"),
            "withdraw_reason": ("Alasan ditarik", "Reason of the withdrawal"),
        },
    ),
    *impersonal("proposals.ConditionFinding", _FIGURES, "condition", "value", "document"),
    *personal("proposals.ConditionFinding", _RECORD, {"user": ("Yang menyatakan", "Who stated it")}),
    *impersonal("proposals.Screening", _FIGURES, "rules"),
    *personal(
        "proposals.Screening",
        _RECORD,
        {
            "checks": ("Catatan tiap syarat", "Remarks on each condition"),
            "summary": ("Ringkasan", "Summary"),
            "user": ("Pemeriksa", "Who checked"),
        },
    ),
)
