"""What the journal says of notices."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

NOTICES_READ = JournalAction("notices.read", "Pemberitahuan ditandai sudah dibaca", "Notices were marked as read")
CADENCE_CHOSEN = JournalAction(
    "notices.cadence_chosen", "Pilihan surel pemberitahuan diubah", "How notices come by email was changed"
)

ACTIONS = (NOTICES_READ, CADENCE_CHOSEN)
