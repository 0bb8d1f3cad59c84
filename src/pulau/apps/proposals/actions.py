"""What the journal says of proposals and the season. What happens to a case is told by `assessments`."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

SEASON_SET: Final = JournalAction(
    "proposals.season_set", "Jadwal atau kuota tahun itu ditetapkan TPN", "The TPN set a day or a quota of a year"
)
DRAFTED: Final = JournalAction("proposals.drafted", "Draf usulan dibuat", "A proposal was drafted")
UNIT_ADDED: Final = JournalAction("proposals.unit_added", "Unit dimasukkan ke draf usulan", "A unit was put in a draft")
UNIT_REMOVED: Final = JournalAction(
    "proposals.unit_removed", "Unit dikeluarkan dari draf usulan", "A unit was taken out of a draft"
)
STATED: Final = JournalAction(
    "proposals.condition_stated", "Syarat pengusulan dinyatakan", "A condition of a proposal was stated"
)
SIGNED: Final = JournalAction(
    "proposals.signed", "Surat usulan dan SPTJM ditandatangani", "Letter and statement of responsibility were signed"
)
UNIT_WITHDRAWN: Final = JournalAction(
    "proposals.unit_withdrawn", "Usulan sebuah unit ditarik", "The proposal of a unit was withdrawn"
)
SCREENED: Final = JournalAction("proposals.screened", "Pra-evaluasi dicatat", "The pre-evaluation was recorded")

ACTIONS: Final = (SEASON_SET, DRAFTED, UNIT_ADDED, UNIT_REMOVED, STATED, SIGNED, UNIT_WITHDRAWN, SCREENED)
