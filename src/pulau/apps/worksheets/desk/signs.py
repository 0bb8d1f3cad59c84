"""The signs of readiness and the findings of the check, in words of the house: shape, colour, word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pulau.core.evidencing.handing import Blocking, Sign, Warned
from pulau.foundation.ui.templatetags.pulau import icon

if TYPE_CHECKING:
    from django.utils.functional import Promise
    from django.utils.safestring import SafeString

    from pulau.core.evidencing.handing import Finding, ItemReadiness

Chip = tuple["SafeString", str, str]
"""An icon, a colour, words."""

_SHAPES: Final[dict[Sign, tuple[str, str]]] = {
    Sign.UNANSWERED: ("empty", "neutral"),
    Sign.BLOCKED: ("no", "danger"),
    Sign.CHECKING: ("clock", "neutral"),
    Sign.NO_EVIDENCE: ("short", "danger"),
    Sign.PARTLY: ("half", "info"),
    Sign.EXPIRED: ("short", "danger"),
    Sign.NOT_PRESERVED: ("swap", "warning"),
    Sign.CONTRADICTED: ("chat", "warning"),
    Sign.EXPIRING: ("clock", "warning"),
    Sign.DISCUSSED: ("chat", "neutral"),
}
SIGN_WORDS: Final[dict[Sign, Promise]] = {
    Sign.UNANSWERED: gettext_lazy("Belum dijawab"),
    Sign.BLOCKED: gettext_lazy("Berkas ditahan"),
    Sign.CHECKING: gettext_lazy("Bukti masih diperiksa"),
    Sign.NO_EVIDENCE: gettext_lazy("Belum ada bukti"),
    Sign.PARTLY: gettext_lazy("Bukti belum lengkap"),
    Sign.EXPIRED: gettext_lazy("Bukti kedaluwarsa"),
    Sign.NOT_PRESERVED: gettext_lazy("Tautan belum disimpan"),
    Sign.CONTRADICTED: gettext_lazy("Berbeda dengan register"),
    Sign.EXPIRING: gettext_lazy("Bukti habis sebelum tenggat"),
    Sign.DISCUSSED: gettext_lazy("Ada diskusi baru"),
}


def chips(ready: ItemReadiness) -> list[Chip]:
    """Return what an item lacks, each as a chip."""
    return [(icon(_SHAPES[sign][0]), _SHAPES[sign][1], _words(sign, ready)) for sign in ready.signs]


def _words(sign: Sign, ready: ItemReadiness) -> str:
    if sign is Sign.PARTLY:
        return _("Bukti %(n)d dari %(all)d") % {"n": ready.covered, "all": ready.asked}
    return str(SIGN_WORDS[sign])


def finding_words(finding: Finding) -> tuple[str, str]:
    """Return what a finding says, and what it means for the submission."""
    code, _colon, title = finding.code.partition(":")
    if code == Warned.GATE:
        told = {"title": title}
        return (
            _("Syarat %(title)s belum terpenuhi") % told,
            _("Tetap dapat diajukan. Dengan nilai ini unit belum dapat diusulkan untuk %(title)s.") % told,
        )
    words, meaning = _FINDINGS[code]
    count = len(finding.items)
    return (str(words), str(meaning)) if not count else (f"{words}: {_items(count)}", str(meaning))


def _items(count: int) -> str:
    return ngettext("%(n)d butir", "%(n)d butir", count) % {"n": count}


_FINDINGS: Final[dict[str, tuple[Promise, Promise]]] = {
    Blocking.NOTHING_ANSWERED: (
        gettext_lazy("Belum ada jawaban"),
        gettext_lazy("Jawab sedikitnya satu pertanyaan."),
    ),
    Blocking.BLOCKED: (
        gettext_lazy("Berkas bukti ditahan"),
        gettext_lazy("Berkas berbahaya tidak dapat diajukan. Ganti atau lepaskan bukti itu."),
    ),
    Blocking.CHECKING: (
        gettext_lazy("Bukti masih diperiksa"),
        gettext_lazy("Tunggu sampai pemeriksaan berkas selesai, biasanya beberapa menit."),
    ),
    Warned.UNANSWERED: (
        gettext_lazy("Belum dijawab"),
        gettext_lazy("Pertanyaan tanpa jawaban dihitung nol."),
    ),
    Warned.NO_EVIDENCE: (
        gettext_lazy("Dijawab tanpa bukti"),
        gettext_lazy("Penilai dapat menolak jawaban yang tidak berbukti."),
    ),
    Warned.PARTLY: (
        gettext_lazy("Bukti belum lengkap"),
        gettext_lazy("Sebagian dari yang diminta belum ada."),
    ),
    Warned.EXPIRED: (
        gettext_lazy("Bukti kedaluwarsa"),
        gettext_lazy("Masa berlakunya sudah lewat; penilai melihat tanggalnya."),
    ),
    Warned.NOT_PRESERVED: (
        gettext_lazy("Tautan yang belum disimpan"),
        gettext_lazy("Isi di luar Pulau dapat berubah atau hilang, dan tidak terkunci bersama ajuan ini."),
    ),
    Warned.CONTRADICTED: (
        gettext_lazy("Berbeda dengan register"),
        gettext_lazy("Catatan Pulau menunjukkan jawaban lain. Anda tetap boleh memakai jawaban tim."),
    ),
    Warned.DROPPED: (
        gettext_lazy("Dijawab tahun lalu, belum tahun ini"),
        gettext_lazy("Mungkin terlewat."),
    ),
    Warned.LOWER: (
        gettext_lazy("Lebih rendah dari tahun lalu"),
        gettext_lazy("Penilai biasanya menanyakan sebabnya."),
    ),
    Warned.LATE: (
        gettext_lazy("Batas pengusulan tahun ini sudah lewat"),
        gettext_lazy("Tetap dapat diajukan; instansi menentukan apakah masih ikut diusulkan."),
    ),
}
