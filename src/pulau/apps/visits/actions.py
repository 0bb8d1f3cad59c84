"""What the journal says of visits."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

PRESENTATION_CALLED: Final = JournalAction(
    "visits.presentation_called", "Paparan unit diminta", "The unit was called to present"
)
PRESENTATION_HELD: Final = JournalAction(
    "visits.presentation_held", "Paparan unit dicatat", "The presentation was recorded"
)
PRESENTATION_CANCELLED: Final = JournalAction(
    "visits.presentation_cancelled", "Paparan unit dibatalkan", "The presentation was cancelled"
)
PLANNED: Final = JournalAction("visits.planned", "Kunjungan direncanakan", "A visit was planned")
CALLED_OFF: Final = JournalAction("visits.called_off", "Kunjungan dibatalkan", "A visit was called off")
CLOSED: Final = JournalAction("visits.closed", "Kunjungan ditutup", "A visit was closed")
NOTED: Final = JournalAction("visits.noted", "Baris pemeriksaan dicatat", "A line of the checklist was recorded")
NOTED_LATE: Final = JournalAction(
    "visits.noted_late",
    "Baris menyusul sesudah kunjungan ditutup",
    "A line came after its visit was closed",
)
LATE_DECIDED: Final = JournalAction(
    "visits.late_decided", "Baris susulan diputuskan ketua tim", "The leader decided on a line that came late"
)
PHOTO_KEPT: Final = JournalAction("visits.photo_kept", "Foto kunjungan disimpan", "A photo of a visit was kept")
SHOPPER_RECORDED: Final = JournalAction(
    "visits.shopper_recorded", "Pembeli misterius dicatat", "A mystery shopper's visit was recorded"
)
INTERVIEW_RECORDED: Final = JournalAction("visits.interview_recorded", "Wawancara dicatat", "An interview was recorded")
SURVEY_RECORDED: Final = JournalAction(
    "visits.survey_recorded", "Hasil survei dicatat", "The result of the survey was recorded"
)

ACTIONS: Final = (
    *(PRESENTATION_CALLED, PRESENTATION_HELD, PRESENTATION_CANCELLED, PLANNED, CALLED_OFF, CLOSED),
    *(NOTED, NOTED_LATE, LATE_DECIDED, PHOTO_KEPT, SHOPPER_RECORDED, INTERVIEW_RECORDED, SURVEY_RECORDED),
)
