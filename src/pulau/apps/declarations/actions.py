"""What the journal says of pledges, pacts, declarations and their ceremonies."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

TEMPLATE_WRITTEN = JournalAction("declarations.template_written", "Naskah pakta ditulis", "A pledge's text was written")
TEMPLATE_APPROVED = JournalAction(
    "declarations.template_approved", "Naskah pakta disetujui", "A pledge's text was approved"
)
TEMPLATE_RETIRED = JournalAction(
    "declarations.template_retired", "Naskah pakta tidak dipakai lagi", "A pledge's text was retired"
)
PACT_DUE = JournalAction("declarations.pact_due", "Pakta integritas diminta", "A pact became due")
PACT_SIGNED = JournalAction("declarations.pact_signed", "Pakta integritas ditandatangani", "A pact was signed")
PACT_REFUSED = JournalAction("declarations.pact_refused", "Pakta integritas ditolak", "A pact was refused")
PACT_WITHDRAWN = JournalAction(
    "declarations.pact_withdrawn", "Pakta integritas ditarik kembali", "A pact was withdrawn"
)
PACT_ENDED = JournalAction("declarations.pact_ended", "Pakta integritas berakhir", "A pact ended")
PACTS_ASKED = JournalAction("declarations.pacts_asked", "Pakta diminta sekarang juga", "Pacts were asked for at once")
PACT_REMINDED = JournalAction(
    "declarations.pact_reminded", "Pegawai diingatkan menandatangani pakta", "Employees were reminded of the pact"
)
PACT_WRITTEN = JournalAction(
    "declarations.pact_written", "Pakta antarlembaga ditulis", "A pact between institutions was written"
)
PACT_PREPARED = JournalAction(
    "declarations.pact_prepared", "Pakta antarlembaga disiapkan untuk ditandatangani",
    "A pact between institutions was prepared to be signed",
)  # fmt: skip
TABLET_OPENED = JournalAction(
    "declarations.tablet_opened", "Tablet tanda tangan dibuka", "A tablet for signing was opened"
)
TABLET_ENDED = JournalAction(
    "declarations.tablet_ended", "Tablet tanda tangan diakhiri", "A tablet for signing was ended"
)
PACT_DRAWN = JournalAction(
    "declarations.pact_drawn", "Tanda tangan pakta digambar di tablet", "A pact's signature was drawn at a tablet"
)
DRAWING_REFUSED = JournalAction(
    "declarations.drawing_refused", "Saksi menolak gambar tanda tangan", "A witness refused a drawn signature"
)
PACT_WITNESSED = JournalAction(
    "declarations.pact_witnessed", "Saksi menyatakan gambar tanda tangan", "A witness attested a drawn signature"
)
ATTEST_STARTED = JournalAction(
    "declarations.attest_started", "Saksi mulai menyatakan banyak gambar", "A witness began to attest many drawings"
)
ATTEST_ENDED = JournalAction(
    "declarations.attest_ended", "Pernyataan saksi atas banyak gambar selesai", "Attesting many drawings ended"
)
DECLARATION_PLANNED = JournalAction("declarations.planned", "Pencanangan direncanakan", "A declaration was planned")
DECLARATION_CHANGED = JournalAction("declarations.changed", "Rencana pencanangan diubah", "A declaration was changed")
DECLARATION_OPENED = JournalAction("declarations.opened", "Pencanangan dibuka", "A declaration was opened")
DECLARATION_HELD = JournalAction("declarations.held", "Zona integritas dicanangkan", "A zone was declared")
DECLARATION_CLOSED = JournalAction(
    "declarations.closed", "Berita acara pencanangan selesai", "A declaration's record was closed"
)
DECLARATION_CANCELLED = JournalAction("declarations.cancelled", "Pencanangan dibatalkan", "A declaration was cancelled")
ATTACHED = JournalAction("declarations.attached", "Lampiran ditambahkan", "A file was attached")
DETACHED = JournalAction("declarations.detached", "Lampiran dilepas", "A file was detached")
HAPPENED = JournalAction("declarations.happened", "Jalannya acara dicatat", "The course of a ceremony was noted")
COUNT_ASKED = JournalAction(
    "declarations.count_asked", "Penghitungan ulang cakupan diminta", "A recount of coverage was asked for"
)
COUNTED = JournalAction("declarations.counted", "Cakupan dihitung", "Coverage was counted")

ACTIONS = (
    *(TEMPLATE_WRITTEN, TEMPLATE_APPROVED, TEMPLATE_RETIRED),
    *(PACT_DUE, PACT_SIGNED, PACT_REFUSED, PACT_WITHDRAWN, PACT_ENDED),
    *(PACTS_ASKED, PACT_REMINDED, PACT_WRITTEN, PACT_PREPARED),
    *(TABLET_OPENED, TABLET_ENDED, PACT_DRAWN, DRAWING_REFUSED, PACT_WITNESSED, ATTEST_STARTED, ATTEST_ENDED),
    *(DECLARATION_PLANNED, DECLARATION_CHANGED, DECLARATION_OPENED, DECLARATION_HELD),
    *(DECLARATION_CLOSED, DECLARATION_CANCELLED, ATTACHED, DETACHED, HAPPENED),
    *(COUNT_ASKED, COUNTED),
)
