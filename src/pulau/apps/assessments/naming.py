"""What things of assessments are called, for the journal and a unit's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.models import Case
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor


def _cases(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Case.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): f"{name} {year}" for pk, name, year in rows.values_list("pk", "unit_name", "year")}


SUBJECTS: Final = (
    Subjects("assessments.case", "Penilaian", "Case", _cases, keys=frozenset({"case"})),
    Subjects("assessments.transition", "Langkah penilaian", "Step of a case"),
    Subjects("assessments.assignment", "Penugasan penilai", "Assignment"),
    Subjects("assessments.judgement", "Lembar penilai", "Judgement"),
    Subjects("assessments.judgedanswer", "Nilai penilai", "Assessor's answer"),
    Subjects("assessments.question", "Pertanyaan penilai", "Assessor's question"),
    Subjects("assessments.reply", "Jawaban atas pertanyaan", "Reply"),
    Subjects("assessments.calibrationset", "Kalibrasi", "Calibration set"),
    Subjects("assessments.calibrationanswer", "Jawaban kalibrasi", "Answers to a calibration set"),
)
