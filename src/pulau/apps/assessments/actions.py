"""What the journal says of assessments: every event of the process table, and what lies between."""

from __future__ import annotations

from typing import Final

from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.registry.journal_actions import JournalAction

OPENED: Final = JournalAction("assessments.case_opened", "Penilaian dibuka untuk ajuan", "A case was opened")
EVENTS: Final = {
    way.event: JournalAction(f"assessments.{way.event}", way.indonesian, way.english) for way in ASSESSMENT.ways
}
ASSIGNED: Final = JournalAction("assessments.assigned", "Penilai ditunjuk", "An assessor was assigned")
UNASSIGNED: Final = JournalAction("assessments.unassigned", "Penugasan penilai diakhiri", "An assignment ended")
AIMED: Final = JournalAction("assessments.aimed", "Predikat yang dinilai ditetapkan", "The title judged was set")
JUDGEMENT_OPENED: Final = JournalAction(
    "assessments.judgement_opened", "Lembar penilai dibuka", "An assessor's sheet was opened"
)
JUDGED: Final = JournalAction("assessments.judged", "Penilai mengisi butir", "An assessor judged items")
JUDGEMENT_SUBMITTED: Final = JournalAction(
    "assessments.judgement_submitted", "Penilaian diserahkan", "A judgement was submitted"
)
JUDGEMENT_REOPENED: Final = JournalAction(
    "assessments.judgement_reopened", "Penilaian dibuka lagi", "A judgement was opened again"
)
ASKED: Final = JournalAction("assessments.asked", "Pertanyaan diajukan kepada unit", "The unit was asked")
REPLIED: Final = JournalAction("assessments.replied", "Pertanyaan dijawab", "A question was answered")
QUESTION_ENDED: Final = JournalAction("assessments.question_ended", "Pertanyaan ditutup", "A question was closed")

ACTIONS: Final = (
    OPENED,
    *EVENTS.values(),
    *(ASSIGNED, UNASSIGNED, AIMED, JUDGEMENT_OPENED, JUDGED, JUDGEMENT_SUBMITTED, JUDGEMENT_REOPENED),
    *(ASKED, REPLIED, QUESTION_ENDED),
)
