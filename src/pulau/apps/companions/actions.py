"""What the journal says of companions."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

ROOM_OPENED = JournalAction("companions.room_opened", "Ruang pendamping dibuka", "A companion's room was opened")
ROOM_ENDED = JournalAction("companions.room_ended", "Ruang pendamping ditutup", "A companion's room was closed")
ENTRY_SAID = JournalAction("companions.entry_said", "Pendamping menulis di ruangnya", "A companion wrote in their room")
DISSENT_SAID = JournalAction(
    "companions.dissent_said", "Pendamping mencatat keberatan", "A companion dissented on record"
)
ENTRY_ANSWERED = JournalAction(
    "companions.entry_answered", "Pertanyaan pendamping dijawab", "A companion's question was answered"
)
DISSENT_WEIGHED = JournalAction(
    "companions.dissent_weighed", "Keberatan pendamping ditimbang", "A companion's dissent was weighed"
)

ACTIONS = (ROOM_OPENED, ROOM_ENDED, ENTRY_SAID, DISSENT_SAID, ENTRY_ANSWERED, DISSENT_WEIGHED)
