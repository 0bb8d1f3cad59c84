"""What the journal says of evidence."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

EVIDENCE_KEPT: Final = JournalAction("evidence.evidence_kept", "Bukti disimpan", "Evidence was kept")
VERSION_ADDED: Final = JournalAction(
    "evidence.version_added", "Versi baru bukti disimpan", "A new version of evidence was kept"
)

ACTIONS: Final = (EVIDENCE_KEPT, VERSION_ADDED)
