"""What the journal says of evidence."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

EVIDENCE_KEPT: Final = JournalAction("evidence.evidence_kept", "Bukti disimpan", "Evidence was kept")
VERSION_ADDED: Final = JournalAction(
    "evidence.version_added", "Versi baru bukti disimpan", "A new version of evidence was kept"
)
EVIDENCE_CHANGED: Final = JournalAction(
    "evidence.evidence_changed", "Keterangan bukti diubah", "The description of evidence was changed"
)
EVIDENCE_PRESERVED: Final = JournalAction(
    "evidence.evidence_preserved", "Salinan alamat luar diamankan", "A copy of an outside address was preserved"
)
EVIDENCE_WITHDRAWN: Final = JournalAction("evidence.evidence_withdrawn", "Bukti ditarik", "Evidence was withdrawn")
EVIDENCE_BROUGHT_BACK: Final = JournalAction(
    "evidence.evidence_brought_back", "Bukti dikembalikan", "Evidence was brought back"
)

ACTIONS: Final = (
    EVIDENCE_KEPT,
    VERSION_ADDED,
    EVIDENCE_CHANGED,
    EVIDENCE_PRESERVED,
    EVIDENCE_WITHDRAWN,
    EVIDENCE_BROUGHT_BACK,
)
