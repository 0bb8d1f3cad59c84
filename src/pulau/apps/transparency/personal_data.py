"""What the log keeps of people: nothing. Its leaves are commitments, and its witnesses offices."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, impersonal

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
    *impersonal("transparency.Alarm", "A state of the log: codes, sizes, witnesses.", "code", "about", "facts"),
)
