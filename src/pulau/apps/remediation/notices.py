"""What people are told of repairs and practices."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

_SHOWN: Final = {"due": kept_date}

GROUP = NoticeGroup("remediation", "Perbaikan", "Repair")

BORN = NoticeKind(
    "remediation.born",
    GROUP.code,
    Words("Rencana perbaikan {unit} {year} siap diisi: {steps} langkah", "Tentukan akar masalah, tindakan, tenggat."),
    Words("The plan of repair of {unit} {year} is ready: {steps} steps", "Say the root cause, the action and the day."),
)
DUE = NoticeKind(
    "remediation.step_due",
    GROUP.code,
    Words("Langkah perbaikan {number} {unit} jatuh tempo {due}", "Tunjukkan hasil dan buktinya."),
    Words("Step {number} of {unit}'s repair is due on {due}", "Show what came of it."),
    shown=_SHOWN,
)
LATE = NoticeKind(
    "remediation.step_late",
    GROUP.code,
    Words("Langkah perbaikan {number} {unit} lewat tenggat {due}", "Selesaikan, atau tetapkan tenggat baru."),
    Words("Step {number} of {unit}'s repair was due on {due}", "Finish it, or set another day."),
    shown=_SHOWN,
)
DONE = NoticeKind(
    "remediation.step_done",
    GROUP.code,
    Words("Langkah perbaikan {number} {unit} menunggu pemeriksaan", "Periksa apakah hasilnya nyata."),
    Words("Step {number} of {unit}'s repair awaits its check", "See whether it had its effect."),
)
CHECKED = NoticeKind(
    "remediation.step_checked",
    GROUP.code,
    Words("Langkah perbaikan {number} {unit} sudah diperiksa", "Hasilnya ada di halamannya."),
    Words("Step {number} of {unit}'s repair was checked", "The result stands on its page."),
)

KINDS = (BORN, DUE, LATE, DONE, CHECKED)
