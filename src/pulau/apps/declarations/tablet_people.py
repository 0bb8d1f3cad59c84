"""What shared tablets keep of people: who opened one, and who attests as a witness. Strokes lie in the store."""

from __future__ import annotations

from typing import Final

from pulau.apps.declarations.policies import ATTEND_TABLET
from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, PersonalTable, impersonal, personal
from pulau.foundation.registry.purposes import RECORD, SCORES, WHILE_RECORD

_POINTED: Final = Kept(RECORD, WHILE_RECORD, OnErasure.KEEP, SCORES)

FIELDS: Final[tuple[Declared, ...]] = (
    *personal("declarations.TabletSession", _POINTED, {"opened_by": ("Yang membuka tablet", "Who opened the tablet")}),
    *impersonal("declarations.TabletSession", "The digest of a device's random key.", "digest"),
    *personal("declarations.AttestRun", _POINTED, {"witness": ("Saksi", "Witness")}),
    *impersonal("declarations.AttestRun", "How far a job is, as codes.", "state", "told"),
    *impersonal("declarations.AttestItem", "How far a job is, and a digest.", "drawing", "state", "told"),
)

TABLES: Final = (
    PersonalTable(
        "declarations.TabletSession", "Tablet tanda tangan yang dibuka", "Tablets for signing that were opened",
        users=("opened_by_id",), seen_by=(ATTEND_TABLET,),
    ),
    PersonalTable(
        "declarations.AttestRun", "Pernyataan saksi atas gambar", "Attestations of drawings",
        users=("witness_id",), seen_by=(ATTEND_TABLET,),
    ),
)  # fmt: skip
