"""What the journal says of repairs and good practices."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

BORN: Final = JournalAction("remediation.born", "Rencana perbaikan dibuat dari temuan", "A plan of repair was born")
STEP_ADDED: Final = JournalAction("remediation.step_added", "Langkah perbaikan ditambahkan", "A step was added")
STEP_PLANNED: Final = JournalAction("remediation.step_planned", "Langkah perbaikan direncanakan", "A step was planned")
STEP_DONE: Final = JournalAction("remediation.step_done", "Langkah perbaikan selesai", "A step was done")
STEP_CHECKED: Final = JournalAction("remediation.step_checked", "Hasil perbaikan diperiksa", "A repair was checked")
WRITTEN: Final = JournalAction("remediation.practice_written", "Praktik baik ditulis", "A good practice was written")
PUBLISHED: Final = JournalAction(
    "remediation.practice_published", "Praktik baik diterbitkan", "A good practice was published"
)
WITHDRAWN: Final = JournalAction(
    "remediation.practice_withdrawn", "Praktik baik ditarik", "A good practice was withdrawn"
)
FOLLOWED: Final = JournalAction("remediation.practice_followed", "Praktik baik ditiru", "A good practice is followed")
EFFECT_TOLD: Final = JournalAction(
    "remediation.effect_told", "Dampak praktik baik dicatat", "The effect of a followed practice was told"
)

ACTIONS: Final = (
    *(BORN, STEP_ADDED, STEP_PLANNED, STEP_DONE, STEP_CHECKED),
    *(WRITTEN, PUBLISHED, WITHDRAWN, FOLLOWED, EFFECT_TOLD),
)
