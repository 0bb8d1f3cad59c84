"""What companions' rooms keep of people: who was let in by whom, and what they wrote."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("companions.Room", "About a body.", "scope", "unit_name", "agency_name"),
    *personal(
        "companions.Room",
        _RECORD,
        {
            "user": ("Pendamping", "Companion"),
            "kind": ("Asal pendamping", "Where the companion comes from"),
            "purpose": ("Keperluan", "Purpose"),
            "opened_by": ("Yang membuka", "Who opened it"),
            "ended_by": ("Yang menutup", "Who closed it"),
            "end_reason": ("Alasan ditutup", "Reason of closing"),
        },
    ),
    *impersonal("companions.RoomEntry", "Codes.", "kind", "item", "to", "stage", "role"),
    *personal("companions.RoomEntry", _RECORD, {"user": ("Yang menulis", "Who wrote it"), "text": ("Isi", "Text")}),
)
