"""What the journal says of clearances and panels."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

ASKED: Final = JournalAction("panels.clearance_asked", "Klarifikasi diminta dari lembaga lain", "A body was asked")
ANSWERED: Final = JournalAction(
    "panels.clearance_answered", "Jawaban klarifikasi dicatat", "The answer of a body was recorded"
)
OPENED: Final = JournalAction("panels.panel_opened", "Sidang panel dibuka", "A panel was opened")
SEATED: Final = JournalAction("panels.member_seated", "Anggota panel ditambahkan", "A member was seated")
LEFT: Final = JournalAction("panels.member_left", "Anggota panel mundur", "A member left the panel")
VOTED: Final = JournalAction("panels.voted", "Suara panel diberikan", "A member voted")
CLOSED: Final = JournalAction("panels.panel_closed", "Sidang panel ditutup", "A panel was closed")

ACTIONS: Final = (ASKED, ANSWERED, OPENED, SEATED, LEFT, VOTED, CLOSED)
