"""What the journal keeps of people: their numbers, and nothing else."""

from __future__ import annotations

from typing import Final

from pulau.foundation.journal.policies import READ
from pulau.foundation.registry.personal_data import (
    Declared,
    Ground,
    Kept,
    OnErasure,
    PersonalTable,
    impersonal,
    personal,
)
from pulau.foundation.registry.purposes import RECORD, WHILE_RECORD

_ENTRY: Final = "journal.Entry"
_GROUND: Final = Ground(
    "Entri jurnal tidak pernah diubah; nomornya menunjuk orang yang tidak lagi bernama.",
    "Entries of the journal are never changed; their number points at a person who has no name any more.",
)

FIELDS: Final[tuple[Declared, ...]] = (
    *personal(
        _ENTRY,
        Kept(RECORD, WHILE_RECORD, OnErasure.KEEP, _GROUND),
        {
            "actor_id": ("Nomor pelaku", "Number of who did it"),
            "on_behalf_of": ("Nomor yang diwakili", "Number of whom they stood in for"),
            "role": ("Peran", "Role"),
            "action": ("Tindakan", "Action"),
            "object_type": ("Jenis objek", "Type of the object"),
            "object_id": ("Nomor objek", "Number of the object"),
            "payload": ("Isi: nomor dan sidik", "Payload: numbers and digests"),
        },
    ),
    *impersonal(_ENTRY, "A number of a unit or a request, random bytes, a state.", "unit_id", "request_id", "salt",
                "outbox"),
)  # fmt: skip

TABLES: Final = (PersonalTable(_ENTRY, "Entri jurnal", "Journal entries", users=("actor_id",), seen_by=(READ,)),)
