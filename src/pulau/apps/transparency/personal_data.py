"""What the log keeps of people: who erased contents by right, and why. Leaves are commitments, witnesses offices."""

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
from pulau.foundation.registry.purposes import RIGHTS, WHILE_RECORD

_GROUND: Final = Ground(
    "Pemusnahan dibuktikan: siapa melakukannya dan atas dasar apa.",
    "That contents were destroyed must be provable: by whom, and on what ground.",
)
_PUBLIC: Final = "What the public log shows everybody: numbers, sizes, hashes, signatures of offices."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("transparency.LogState", _PUBLIC, "store", "origin", "root", "policy", "refused", "refused_facts"),
    *impersonal("transparency.Head", _PUBLIC, "root", "note"),
    *impersonal("transparency.Cosignature", _PUBLIC, "witness", "key_id", "line"),
    *impersonal("transparency.WitnessStanding", _PUBLIC, "vkey", "name", "trouble", "trouble_facts", "requested"),
    *impersonal(
        "transparency.OperatorEntry",
        "What was done to the log itself: keys, digests and counts.",
        *("action", "payload", "salt", "outbox"),
    ),
    *impersonal("transparency.KindFigures", _PUBLIC, "counts"),
    *impersonal(
        "transparency.ErasedEntry", "A number, an article of the law, a digest.", "entry_id", "article", "document"
    ),
    *personal(
        "transparency.ErasedEntry",
        Kept(RIGHTS, WHILE_RECORD, OnErasure.KEEP, _GROUND),
        {"by_id": ("Yang memusnahkan", "Who destroyed them"), "ground": ("Alasan", "Reason")},
    ),
    *impersonal(
        "transparency.Audit",
        "How far an audit is, and what it found: ids and digests.",
        "root",
        "parts",
        "place",
        "found",
    ),
    *impersonal("transparency.Alarm", "A state of the log: codes, sizes, witnesses.", "code", "about", "facts"),
)

TABLES: Final = (
    PersonalTable(
        "transparency.ErasedEntry", "Penghapusan isi entri", "Erasures of contents", users=("by_id",), seen_by=(READ,)
    ),
)
