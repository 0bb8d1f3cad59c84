"""What the journal says of titles and outcomes, beside the events of the process table."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

DECREE_RECORDED: Final = JournalAction("outcomes.decree_recorded", "Keputusan dicatat", "A decree was recorded")
DECREE_CORRECTED: Final = JournalAction(
    "outcomes.decree_corrected", "Keputusan diperbaiki dengan versi baru", "A decree was corrected by a new version"
)
TITLE_GIVEN: Final = JournalAction("outcomes.title_given", "Predikat diberikan", "A title was given")
TITLE_RECORDED: Final = JournalAction(
    "outcomes.title_recorded", "Predikat dari sebelum platform dicatat", "A title from before the platform was recorded"
)
TITLE_STATED: Final = JournalAction(
    "outcomes.title_stated",
    "Predikat dinyatakan dengan kata-kata untuk umum",
    "A title was stated in words for the public",
)
TITLE_CLOSED: Final = JournalAction("outcomes.title_closed", "Predikat berakhir", "A title ended")
QUALIFIED: Final = JournalAction(
    "outcomes.qualified", "Kewenangan evaluasi mandiri dicatat", "The right to evaluate by itself was recorded"
)
CERTIFICATE_ASKED: Final = JournalAction(
    "outcomes.certificate_asked",
    "Sertifikat diminta, menunggu saksi log publik",
    "A certificate was asked for; it waits for the witnesses of the public log",
)
CERTIFIED: Final = JournalAction("outcomes.certified", "Sertifikat diterbitkan", "A certificate was issued")
CERTIFICATE_ENDED: Final = JournalAction(
    "outcomes.certificate_ended", "Sertifikat ditarik bersama predikatnya", "A certificate ended with its title"
)
OBJECTED: Final = JournalAction("outcomes.objected", "Keberatan diajukan", "An objection was filed")
OBJECTION_DECIDED: Final = JournalAction("outcomes.objection_decided", "Keberatan diputus", "An objection was decided")
ACCEPTED: Final = JournalAction("outcomes.accepted", "Hasil diterima instansi", "The body accepted an outcome")
OFFENCE_RECORDED: Final = JournalAction(
    "outcomes.offence_recorded", "Tindak pidana korupsi dicatat", "A corruption offence was recorded"
)
MONITORED: Final = JournalAction("outcomes.monitored", "Pemantauan dilaporkan", "Monitoring was reported")
TRIGGER_FOUND: Final = JournalAction("outcomes.trigger_found", "Pemicu ditemukan", "A trigger was found")
TRIGGER_CLARIFIED: Final = JournalAction(
    "outcomes.trigger_clarified", "TPI memberi klarifikasi atas pemicu", "The TPI clarified a trigger"
)
TRIGGER_EXAMINED: Final = JournalAction("outcomes.trigger_examined", "Pemicu diperiksa", "A trigger was examined")
REVOCATION_PROPOSED: Final = JournalAction(
    "outcomes.revocation_proposed", "Rekomendasi pencabutan ditulis", "A revocation was recommended"
)
REVOCATION_DECIDED: Final = JournalAction(
    "outcomes.revocation_decided", "Rekomendasi pencabutan diputus", "A recommended revocation was decided"
)

ACTIONS: Final = (
    *(DECREE_RECORDED, DECREE_CORRECTED, TITLE_GIVEN, TITLE_RECORDED, TITLE_STATED, TITLE_CLOSED, QUALIFIED),
    *(CERTIFICATE_ASKED, CERTIFIED, CERTIFICATE_ENDED),
    *(OBJECTED, OBJECTION_DECIDED, ACCEPTED, OFFENCE_RECORDED),
    *(MONITORED, TRIGGER_FOUND, TRIGGER_CLARIFIED, TRIGGER_EXAMINED, REVOCATION_PROPOSED, REVOCATION_DECIDED),
)
