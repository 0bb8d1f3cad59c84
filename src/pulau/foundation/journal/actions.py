"""What the journal says of itself."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

EXPORTED = JournalAction("journal.exported", "Jurnal diunduh", "The journal was downloaded")

ACTIONS = (EXPORTED,)
