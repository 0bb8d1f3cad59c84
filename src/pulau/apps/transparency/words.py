"""What the public page of the log says in words: kinds of entries, and what stands against the log, without secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from pulau.apps.transparency.logged import Kind
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.sequencing import (
    DATABASE_MOVED,
    DATABASE_OLDER,
    KEYS_MISSING,
    OTHER_STORE,
    WITNESS_AHEAD,
    WITNESS_DISAGREES,
)
from pulau.exchange.log.growing import LOCK_OLDER, OTHER_LOG, STAGED_DIFFERS, TILES_DIFFER

if TYPE_CHECKING:
    from django.utils.functional import Promise

KINDS: Final[dict[str, Promise]] = {
    Kind.LOCK: _("Lembar kerja dikirim atau dibuka"),
    Kind.ANSWER: _("Jawaban lembar kerja"),
    Kind.SCORE: _("Penilaian dan nilai"),
    Kind.EVIDENCE: _("Bukti dukung"),
    Kind.SIGNATURE: _("Tanda tangan"),
    Kind.DECLARATION: _("Pencanangan"),
    Kind.DECISION: _("Usulan, keberatan, dan putusan"),
    Kind.DETERMINATION: _("Penetapan dan pencabutan predikat"),
    Kind.REPORT: _("Laporan"),
    Kind.FIELD: _("Kunjungan lapangan"),
    Kind.SURVEY: _("Survei"),
    Kind.PROCESS: _("Tahap penilaian"),
    Kind.REPAIR: _("Perbaikan"),
    Kind.ROLE: _("Peran dan kewenangan"),
    Kind.ORGANISATION: _("Instansi, unit, dan pegawai"),
    Kind.PERSONAL_DATA: _("Perlindungan data pribadi"),
    Kind.KEY: _("Kunci dan saksi"),
    Kind.PACK: _("Paket peraturan"),
    Kind.RELEASE: _("Versi perangkat lunak"),
    Kind.OPERATION: _("Pemulihan dan pemeriksaan log"),
    Kind.SEALED: _("Laporan tersegel"),
}

REFUSALS: Final[dict[str, Promise]] = {
    TILES_DIFFER: _("Sebagian berkas log hilang atau rusak."),
    STAGED_DIFFERS: _("Berkas yang sedang diolah tidak lagi seperti semula."),
    LOCK_OLDER: _("Yang ada di sini lebih tua daripada yang sudah diterbitkan."),
    OTHER_LOG: _("Setelan menunjuk ke log lain."),
    KEYS_MISSING: _("Kunci tanda tangan log tidak dapat dibaca."),
    OTHER_STORE: _("Pengurut di sini bukan pengurut log ini."),
    DATABASE_OLDER: _("Basis data dipulihkan dari cadangan yang lebih tua daripada log."),
    DATABASE_MOVED: _("Basis data dan log tidak menceritakan hal yang sama."),
    WITNESS_AHEAD: _("Seorang saksi sudah menandatangani lebih banyak daripada yang ada di sini."),
    WITNESS_DISAGREES: _("Seorang saksi menandatangani isi yang lain."),
}
UNKNOWN_REFUSAL: Final = _("Sebabnya sedang diperiksa.")

ALARMS: Final[dict[str, Promise]] = {
    alarms.LAGGING: _("Ada entri yang menunggu lebih dari satu menit."),
    alarms.SILENT: _("Saksi ini lebih dari 24 jam tidak menandatangani."),
    alarms.TILES: _("Pemeriksaan ulang menemukan berkas log yang tidak cocok."),
    alarms.JOURNAL: _("Pemeriksaan menemukan entri jurnal yang tidak lagi seperti yang dicatat log."),
    alarms.FACTS: _("Pemeriksaan menemukan isian atau nilai yang tidak lagi seperti yang diceritakan jurnal."),
    alarms.STORE: _("Log tidak dapat ditulis saat ini; entri menunggu."),
    alarms.POLICY: _("Daftar saksi sedang tidak dapat dibaca."),
}
"""Beside a refusal. The operator is told more, and what to do (`refusals`)."""


def alarm_words(code: str, refused: str = "") -> str:
    """Return what the public is told of an alarm."""
    if code == alarms.REFUSED:
        return str(REFUSALS.get(refused, UNKNOWN_REFUSAL))
    return str(ALARMS.get(code, UNKNOWN_REFUSAL))
