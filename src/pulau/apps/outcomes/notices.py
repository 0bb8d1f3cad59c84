"""What people are told of titles and outcomes."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

_SHOWN: Final = {"due": kept_date}

GROUP = NoticeGroup("outcomes", "Predikat dan hasil", "Titles and outcomes")

GIVEN = NoticeKind(
    "outcomes.title_given",
    GROUP.code,
    Words("{unit} ditetapkan berpredikat {title}", "Keputusan dan masa berlakunya ada di halaman hasil."),
    Words("{unit} was given the title {title}", "The decree and its validity stand on the page of the outcome."),
)
REVOKED = NoticeKind(
    "outcomes.title_revoked",
    GROUP.code,
    Words("Predikat {title} {unit} dicabut", "Unit tidak dapat diusulkan selama dua tahun sejak keputusan."),
    Words("The title {title} of {unit} was revoked", "It cannot be proposed for two years from the decree."),
)
DECIDED = NoticeKind(
    "outcomes.objection_decided",
    GROUP.code,
    Words("Keberatan {unit} {year} diputus", "Pertimbangan panel ada di halaman hasil."),
    Words("The objection of {unit} {year} was decided", "The panel's reasons stand on the page of the outcome."),
)
FOUND = NoticeKind(
    "outcomes.trigger_found",
    GROUP.code,
    Words("Ada pemicu pemeriksaan predikat {unit}", "TPI diminta memberi klarifikasi."),
    Words("Something makes the title of {unit} be examined", "The TPI is asked to clarify it."),
)
DUE = NoticeKind(
    "outcomes.report_due",
    GROUP.code,
    Words("Laporan pemantauan {unit} paling lambat {due}", "Laporkan hasil pemantauan predikatnya."),
    Words("The monitoring of {unit} is to be reported by {due}", "Report what came of watching its title."),
    shown=_SHOWN,
)
LATE = NoticeKind(
    "outcomes.report_late",
    GROUP.code,
    Words("Laporan pemantauan {unit} lewat tenggat {due}", "Keterlambatan menjadi pemicu pemeriksaan predikat."),
    Words("The monitoring of {unit} was to be reported by {due}", "Being late makes the title be examined."),
    shown=_SHOWN,
)

KINDS: Final = (GIVEN, REVOKED, DECIDED, FOUND, DUE, LATE)
