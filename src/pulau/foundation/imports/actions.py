"""What the journal says of imports."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

UPLOADED = JournalAction("imports.uploaded", "Berkas impor diunggah", "A file was uploaded for import")
MAPPED = JournalAction("imports.mapped", "Kolom berkas impor ditetapkan", "The columns of an import were settled")
CHECKED = JournalAction("imports.checked", "Berkas impor diperiksa", "A file for import was checked")
STARTED = JournalAction("imports.started", "Impor dimulai", "An import was started")
BATCH_WRITTEN = JournalAction(
    "imports.batch_written", "Satu kelompok baris impor diproses", "A batch of an import was processed"
)
RESUMED = JournalAction("imports.resumed", "Impor dilanjutkan", "An import was resumed")
FINISHED = JournalAction("imports.finished", "Impor selesai", "An import was finished")
STOPPED = JournalAction("imports.stopped", "Impor dihentikan", "An import was stopped")
DISCARDED = JournalAction("imports.discarded", "Berkas impor dibuang", "A file for import was discarded")
EXPORTED = JournalAction("imports.exported", "Daftar diunduh sebagai berkas", "A list was downloaded as a file")
PROBLEMS_EXPORTED = JournalAction(
    "imports.problems_exported",
    "Baris impor yang bermasalah diunduh",
    "The rows of an import with problems were downloaded",
)

ACTIONS = (
    *(UPLOADED, MAPPED, CHECKED, STARTED, BATCH_WRITTEN, RESUMED, FINISHED, STOPPED, DISCARDED),
    *(EXPORTED, PROBLEMS_EXPORTED),
)
