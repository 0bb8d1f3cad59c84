"""What people are told of a case: that it moved, who judges it, what is due, whom an interest bars; of calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language

from pulau.apps.assessments.models import Level
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case

LONGEST_NAME: Final = 160


def _stage(code: str) -> object:
    stage = ASSESSMENT.stages.get(code)
    return stage.words(get_language() or "") if stage else code


def _event(code: str) -> object:
    words = next((way.words(get_language() or "") for way in ASSESSMENT.ways if way.event == code), code)
    return words[:1].lower() + words[1:] if not words[:3].isupper() else words


def _level(code: str) -> object:
    return Level(code).label if code in Level.values else code


def _due(day: str) -> object:
    return kept_date(day) if day else "–"


_SHOWN: Final = {"stage": _stage, "event": _event, "level": _level, "due": _due}
GROUP: Final = NoticeGroup("assessments", "Penilaian TPI dan TPN", "Assessments by TPI and TPN")
MOVED: Final = NoticeKind(
    "assessments.moved",
    GROUP.code,
    Words("Penilaian {unit} {year}: {stage}", "Yang terjadi: {event}."),
    Words("Assessment of {unit} for {year}: {stage}", "What happened: {event}."),
    shown=_SHOWN,
)
SEATED: Final = NoticeKind(
    "assessments.assigned",
    GROUP.code,
    Words("Anda menilai {unit} {year} sebagai {level}", "Tenggat langkah ini: {due}."),
    Words("You judge {unit} for {year} as {level}", "This step is due on {due}."),
    shown=_SHOWN,
)
UNSEATED: Final = NoticeKind(
    "assessments.unassigned",
    GROUP.code,
    Words("Tugas Anda menilai {unit} {year} sebagai {level} berakhir", "Yang sudah Anda nilai tetap tersimpan."),
    Words("You no longer judge {unit} for {year} as {level}", "What you judged is kept."),
    shown=_SHOWN,
)
BARRED: Final = NoticeKind(
    "assessments.barred",
    GROUP.code,
    Words(
        "{name} berbenturan kepentingan dengan {unit} {year}",
        "Sebagai {level}. Gantilah; penilaian tertahan sampai itu dilakukan.",
    ),
    Words("{name} has an interest in {unit} for {year}", "As {level}. Replace them; the case waits until then."),
    obligatory=True,
    shown=_SHOWN,
)
DUE: Final = NoticeKind(
    "assessments.due",
    GROUP.code,
    Words("Penilaian {unit} {year} jatuh tempo {due}", "Tahap: {stage}."),
    Words("The assessment of {unit} for {year} is due on {due}", "Stage: {stage}."),
    shown=_SHOWN,
)
LATE: Final = NoticeKind(
    "assessments.late",
    GROUP.code,
    Words("Penilaian {unit} {year} lewat tenggat", "Tahap: {stage}. Tenggatnya {due}."),
    Words("The assessment of {unit} for {year} is overdue", "Stage: {stage}. It was due on {due}."),
    shown=_SHOWN,
)
CALIBRATION: Final = NoticeKind(
    "assessments.calibration",
    GROUP.code,
    Words(
        "Kalibrasi menunggu nilai Anda sampai {due}",
        "Nilailah semua kasusnya sekaligus; nilai penilai lain baru tampil setelah kalibrasi ditutup.",
    ),
    Words(
        "A calibration set waits for your values until {due}",
        "Score all of its cases at once; what others gave is shown after it was closed.",
    ),
    shown=_SHOWN,
)
KINDS: Final = (MOVED, SEATED, UNSEATED, BARRED, DUE, LATE, CALIBRATION)


def case_params(case: Case) -> dict[str, str]:
    """Return the parameters that name a case and where it stands."""
    due = case.due_on.isoformat() if case.due_on else ""
    return {"unit": case.unit_name[:LONGEST_NAME], "year": str(case.year), "stage": case.stage, "due": due}
