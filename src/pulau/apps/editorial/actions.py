"""What the journal says of editors' work."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

PAGE_BEGUN: Final = JournalAction("editorial.page_begun", "Halaman publik dibuat", "A public page was begun")
DRAFT_SAVED: Final = JournalAction(
    "editorial.draft_saved", "Draf halaman publik disimpan", "A draft of a public page was saved"
)
PAGE_PUBLISHED: Final = JournalAction(
    "editorial.page_published", "Halaman publik diterbitkan", "A public page was published"
)
PAGE_TAKEN_BACK: Final = JournalAction(
    "editorial.page_taken_back", "Halaman publik ditarik", "A public page was taken back"
)
PAGE_PLACED: Final = JournalAction(
    "editorial.page_placed",
    "Tempat halaman publik di kaki halaman diubah",
    "A public page's place in the footer changed",
)
ANNOUNCED: Final = JournalAction("editorial.announced", "Pengumuman dibuat", "An announcement was made")
ANNOUNCEMENT_CHANGED: Final = JournalAction(
    "editorial.announcement_changed", "Pengumuman diubah", "An announcement was changed"
)
ANNOUNCEMENT_ENDED: Final = JournalAction(
    "editorial.announcement_ended", "Pengumuman diakhiri", "An announcement was ended"
)

ACTIONS: Final = (
    *(PAGE_BEGUN, DRAFT_SAVED, PAGE_PUBLISHED, PAGE_TAKEN_BACK, PAGE_PLACED),
    *(ANNOUNCED, ANNOUNCEMENT_CHANGED, ANNOUNCEMENT_ENDED),
)
