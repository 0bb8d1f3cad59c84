"""What the journal says of reports."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

MADE: Final = JournalAction("reports.made", "Versi laporan evaluasi disusun", "A version of a report was made")
SIGNATURE: Final = JournalAction("reports.signature", "Laporan evaluasi ditandatangani", "A report was signed by one")
SIGNED: Final = JournalAction("reports.signed", "Laporan evaluasi ditandatangani lengkap", "A report was signed by all")
REOPENED: Final = JournalAction(
    "reports.reopened", "Tanda tangan laporan evaluasi ditarik", "A signature of a report was taken back"
)
SUPERSEDED: Final = JournalAction("reports.superseded", "Laporan evaluasi diganti", "A report was superseded")
RUN_STARTED: Final = JournalAction(
    "reports.run_started", "Penyusunan laporan semua unit dimulai", "Making the reports of all units began"
)
RUN_ENDED: Final = JournalAction(
    "reports.run_ended", "Penyusunan laporan semua unit selesai", "Making the reports of all units ended"
)

ACTIONS: Final = (MADE, SIGNATURE, SIGNED, REOPENED, SUPERSEDED, RUN_STARTED, RUN_ENDED)
