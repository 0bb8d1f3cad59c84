"""What the journal says of the log itself."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

ERASED: Final = JournalAction(
    "transparency.erased", "Isi entri dihapus atas dasar hukum", "The contents of an entry were erased by law"
)
LOG_BEGUN: Final = JournalAction("transparency.log_begun", "Log publik dimulai", "The public log began")
KEY_ROTATED: Final = JournalAction(
    "transparency.key_rotated", "Kunci log publik diganti", "The key of the public log was changed"
)
POLICY_CHANGED: Final = JournalAction(
    "transparency.policy_changed", "Daftar saksi log publik diubah", "The witnesses of the public log were changed"
)
PACKS_LOADED: Final = JournalAction(
    "transparency.packs_loaded", "Paket peraturan yang dipakai berubah", "The packs of regulations in use changed"
)
SOFTWARE_CHANGED: Final = JournalAction(
    "transparency.software_changed", "Versi perangkat lunak berubah", "The version of the software changed"
)
LOSS_ACCEPTED: Final = JournalAction(
    "transparency.loss_accepted",
    "Entri yang hilang dari basis data dinyatakan",
    "Entries lost from the database were declared",
)
LOCK_REBUILT: Final = JournalAction(
    "transparency.lock_rebuilt", "Berkas pengunci log dibuat ulang", "The log's lock store was made anew"
)
AUDIT_FAILED: Final = JournalAction(
    "transparency.audit_failed", "Pemeriksaan log menemukan perbedaan", "An audit of the log found differences"
)

ACTIONS: Final = (
    *(ERASED, LOG_BEGUN, KEY_ROTATED, POLICY_CHANGED, PACKS_LOADED, SOFTWARE_CHANGED),
    *(LOSS_ACCEPTED, LOCK_REBUILT, AUDIT_FAILED),
)
