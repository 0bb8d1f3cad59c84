"""What the journal says of agencies, units and readiness facts."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

AGENCY_DESCRIBED = JournalAction("agencies.agency_described", "Instansi dicatat", "An agency was described")
AGENCY_CHANGED = JournalAction(
    "agencies.agency_changed", "Keterangan instansi diubah", "What is told of an agency was changed"
)
UNIT_ADDED = JournalAction("agencies.unit_added", "Unit kerja ditambahkan", "A work unit was added")
UNIT_CORRECTED = JournalAction(
    "agencies.unit_corrected", "Catatan unit kerja diperbaiki", "What is told of a work unit was corrected"
)
UNIT_RENAMED = JournalAction(
    "agencies.unit_renamed", "Unit kerja berganti nama atau kode", "A work unit got another name or code"
)
UNIT_MOVED = JournalAction("agencies.unit_moved", "Unit kerja pindah induk", "A work unit was moved under another")
UNIT_MERGED = JournalAction(
    "agencies.unit_merged", "Unit kerja digabung ke unit lain", "A work unit was merged into another"
)
UNIT_CLOSED = JournalAction("agencies.unit_closed", "Unit kerja dibubarkan", "A work unit was closed")
UNIT_REOPENED = JournalAction("agencies.unit_reopened", "Unit kerja dibuka kembali", "A work unit was opened again")
READINESS_RECORDED = JournalAction(
    "agencies.readiness_recorded", "Syarat kesiapan dicatat", "A readiness fact was recorded"
)

ACTIONS = (
    AGENCY_DESCRIBED,
    AGENCY_CHANGED,
    UNIT_ADDED,
    UNIT_CORRECTED,
    UNIT_RENAMED,
    UNIT_MOVED,
    UNIT_MERGED,
    UNIT_CLOSED,
    UNIT_REOPENED,
    READINESS_RECORDED,
)
