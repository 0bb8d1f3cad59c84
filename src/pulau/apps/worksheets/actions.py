"""What the journal says of worksheets."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

WORKSHEET_OPENED = JournalAction("worksheets.worksheet_opened", "Lembar kerja dibuka", "A worksheet was opened")
PRIOR_TITLE_STATED = JournalAction(
    "worksheets.prior_title_stated", "Predikat yang dimiliki dinyatakan", "The title held before was stated"
)
ITEMS_ANSWERED = JournalAction(
    "worksheets.items_answered", "Jawaban diisi atau diubah", "Answers were given or changed"
)
COMMENT_ADDED = JournalAction("worksheets.comment_added", "Komentar ditulis", "A comment was written")
MENTIONS_READ = JournalAction(
    "worksheets.mentions_read", "Sebutan ditandai sudah dibaca", "Mentions were marked as read"
)
EVIDENCE_ADDED = JournalAction(
    "worksheets.evidence_added", "Bukti ditambahkan pada butir", "Evidence was laid by an item"
)
EVIDENCE_CHANGED = JournalAction(
    "worksheets.evidence_changed",
    "Letak atau keterangan bukti diubah",
    "Evidence of an item was moved or described anew",
)
EVIDENCE_REMOVED = JournalAction(
    "worksheets.evidence_removed", "Bukti dilepas dari butir", "Evidence was taken away from an item"
)
SUBMITTED = JournalAction("worksheets.submitted", "Penilaian mandiri diajukan", "A self-assessment was handed in")
WITHDRAWN = JournalAction(
    "worksheets.withdrawn", "Penilaian mandiri ditarik kembali", "A self-assessment was withdrawn"
)
DUTIES_GIVEN = JournalAction(
    "worksheets.duties_given", "Penanggung jawab area ditunjuk", "People were named who answer for areas"
)
DUTY_ENDED = JournalAction(
    "worksheets.duty_ended", "Tanggung jawab area diakhiri", "Somebody answers for an area no more"
)
ANSWERS_PROPOSED = JournalAction(
    "worksheets.answers_proposed", "Jawaban diusulkan oleh register", "Registers proposed answers"
)
PROPOSAL_ACCEPTED = JournalAction(
    "worksheets.proposal_accepted", "Usulan jawaban diterima", "A proposed answer was accepted"
)
PROPOSAL_DECLINED = JournalAction(
    "worksheets.proposal_declined", "Usulan jawaban ditolak", "A proposed answer was declined"
)
PACKAGE_EXPORTED = JournalAction(
    "worksheets.package_exported", "Penilaian mandiri ditulis ke paket", "A self-assessment was written into a package"
)
PACKAGE_TAKEN = JournalAction("worksheets.package_taken", "Paket diambil", "A package was taken in")
WEBHOOK_ADDED = JournalAction("worksheets.webhook_added", "Webhook ditambahkan", "A webhook was added")
WEBHOOK_CHANGED = JournalAction("worksheets.webhook_changed", "Webhook diubah", "A webhook was changed")
WEBHOOK_TESTED = JournalAction("worksheets.webhook_tested", "Webhook dicoba", "A test event was sent to a webhook")
WEBHOOK_REMOVED = JournalAction("worksheets.webhook_removed", "Webhook dihapus", "A webhook was removed")
TOUR_ENDED = JournalAction("worksheets.tour_ended", "Panduan awal diakhiri", "The tour was ended")

ACTIONS = (
    WORKSHEET_OPENED,
    PRIOR_TITLE_STATED,
    ITEMS_ANSWERED,
    COMMENT_ADDED,
    MENTIONS_READ,
    EVIDENCE_ADDED,
    EVIDENCE_CHANGED,
    EVIDENCE_REMOVED,
    SUBMITTED,
    WITHDRAWN,
    DUTIES_GIVEN,
    DUTY_ENDED,
    ANSWERS_PROPOSED,
    PROPOSAL_ACCEPTED,
    PROPOSAL_DECLINED,
    PACKAGE_EXPORTED,
    PACKAGE_TAKEN,
    WEBHOOK_ADDED,
    WEBHOOK_CHANGED,
    WEBHOOK_TESTED,
    WEBHOOK_REMOVED,
    TOUR_ENDED,
)
