"""What the journal says of calibration and of exports."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

CALIBRATION_OPENED: Final = JournalAction(
    "assessments.calibration_opened", "Kalibrasi dibuka", "A calibration set was opened"
)
CALIBRATION_ANSWERED: Final = JournalAction(
    "assessments.calibration_answered", "Kalibrasi diisi penilai", "An assessor scored a calibration set"
)
CALIBRATION_CLOSED: Final = JournalAction(
    "assessments.calibration_closed", "Kalibrasi ditutup", "A calibration set was closed"
)
EXPORTED: Final = JournalAction("assessments.exported", "Data penilaian diunduh", "Data of assessments were exported")

DESK_ACTIONS: Final = (CALIBRATION_OPENED, CALIBRATION_ANSWERED, CALIBRATION_CLOSED, EXPORTED)
