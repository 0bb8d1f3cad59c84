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
    WEBHOOK_ADDED,
    WEBHOOK_CHANGED,
    WEBHOOK_TESTED,
    WEBHOOK_REMOVED,
    TOUR_ENDED,
)
