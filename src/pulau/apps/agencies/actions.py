"""What the journal says of agencies and units."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

AGENCY_DESCRIBED = JournalAction("agencies.agency_described", "Instansi dicatat", "An agency was described")
UNIT_ADDED = JournalAction("agencies.unit_added", "Unit kerja ditambahkan", "A work unit was added")

ACTIONS = (AGENCY_DESCRIBED, UNIT_ADDED)
