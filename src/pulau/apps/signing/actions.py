"""What the journal says of documents, signatures and certificates."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

PREPARED = JournalAction("signing.prepared", "Dokumen disiapkan untuk ditandatangani", "A document was prepared")
SIGNED = JournalAction("signing.signed", "Dokumen ditandatangani", "A document was signed")
DRAWN = JournalAction("signing.drawn", "Tanda tangan digambar, menunggu saksi", "A signature was drawn")
ATTESTED = JournalAction("signing.attested", "Tanda tangan gambar disaksikan", "A drawn signature was attested")
REFUSED = JournalAction("signing.refused", "Tanda tangan ditolak", "Signing was refused")
WITHDRAWN = JournalAction("signing.withdrawn", "Tanda tangan ditarik kembali", "A signature was withdrawn")
REPLACED = JournalAction("signing.replaced", "Penanda tangan diganti", "A signatory was replaced")
TIMESTAMPED = JournalAction("signing.timestamped", "Dokumen diberi penanda waktu", "A document was timestamped")
ENDED = JournalAction("signing.ended", "Dokumen tidak berlaku lagi", "A document ceased to be in force")
RELEASED = JournalAction("signing.released", "Dokumen dibuka bagi pembaca instansi", "A document was released")
CERTIFICATE_ISSUED = JournalAction("signing.certificate_issued", "Sertifikat diterbitkan", "A certificate was issued")
CERTIFICATE_REVOKED = JournalAction("signing.certificate_revoked", "Sertifikat dicabut", "A certificate was revoked")
RUN_STARTED = JournalAction("signing.run_started", "Tanda tangan banyak dokumen dimulai", "A run of signing began")
RUN_PAUSED = JournalAction("signing.run_paused", "Tanda tangan banyak dokumen dijeda", "A run of signing paused")
RUN_ENDED = JournalAction("signing.run_ended", "Tanda tangan banyak dokumen berakhir", "A run of signing ended")
EXPORTED = JournalAction(
    "signing.exported", "Semua dokumen bertanda tangan diunduh", "All signed documents were exported"
)

ACTIONS = (
    EXPORTED,
    *(PREPARED, SIGNED, DRAWN, ATTESTED, REFUSED, WITHDRAWN, REPLACED, TIMESTAMPED, ENDED, RELEASED),
    *(CERTIFICATE_ISSUED, CERTIFICATE_REVOKED),
    *(RUN_STARTED, RUN_PAUSED, RUN_ENDED),
)
