"""What the journal of operations says of open data."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

RELEASED: Final = JournalAction(
    "opendata.released", "Rilis data terbuka diterbitkan", "A release of open data was published"
)
KEY_MADE: Final = JournalAction("opendata.key_made", "Kunci pembaca data dibuat", "A key for reading data was made")
KEY_REVOKED: Final = JournalAction(
    "opendata.key_revoked", "Kunci pembaca data dicabut", "A key for reading data was revoked"
)

ACTIONS: Final = (RELEASED, KEY_MADE, KEY_REVOKED)
