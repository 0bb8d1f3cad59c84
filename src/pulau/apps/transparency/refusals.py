"""What each refusal, alarm and trouble of the log is, and what to do now: for the command line and the status page.

    told = refusal_told(state.refused, state.refused_facts)
    told.what, told.do

`docs/howto/log.md` says the same at length, with the drills.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.cosigning import REFUSED, UNREACHABLE
from pulau.apps.transparency.running.mending import NOT_REBUILT, NOTHING_LOST, TREE_OLDER, WITNESS_UNASKED
from pulau.apps.transparency.running.refilling import LEAF_GONE, LEAVES_DIFFER, TREE_WHOLE
from pulau.apps.transparency.running.sequencing import (
    DATABASE_MOVED,
    DATABASE_OLDER,
    KEYS_MISSING,
    OTHER_STORE,
    WITNESS_AHEAD,
    WITNESS_DISAGREES,
)
from pulau.exchange.log.growing import LOCK_OLDER, OTHER_LOG, STAGED_DIFFERS, TILES_DIFFER
from pulau.exchange.log.mirroring import EMPTY, LOG_SHRANK

if TYPE_CHECKING:
    from django.utils.functional import Promise

UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class Told:
    """What it is, and what to do now, in the language of whoever reads; `do` may be of several sentences."""

    what: str
    do: str


REFUSALS: Final[dict[str, tuple[Promise, Promise]]] = {
    TILES_DIFFER: (
        _("Pohon log tidak mengarah ke akar yang ada di berkas pengunci: ada petak yang hilang atau rusak."),
        _(
            "Jalankan `pulau log audit --tiles`: perintah itu menyebut berkas yang rusak. Ambil berkas itu dari cermin "
            "atau cadangan (petak tidak pernah berubah). Kalau seluruh pohon hilang atau cerminnya lebih tua: salin "
            "cermin itu, lalu `pulau log rebuild-tree`. Entri menunggu; tidak ada yang hilang."
        ),
    ),
    STAGED_DIFFERS: (
        _("Berkas %(file)s, yang sudah diterima berkas pengunci, isinya tidak lagi seperti saat diterima."),
        _(
            "Pindahkan berkas itu dari folder `staged` (jangan dihapus), lalu jalankan `pulau log rebuild-tree`: "
            "isinya dibuat lagi dari basis data dan dicocokkan dengan akar."
        ),
    ),
    LOCK_OLDER: (
        _(
            "Berkas pengunci (lock store) lebih tua daripada log: ia berhenti di %(lock)s daun, sedangkan yang sudah "
            "terbit atau tercatat di basis data lebih banyak (%(published)s%(database)s)."
        ),
        _(
            "Kembalikan berkas pengunci yang terbaru. Kalau hilang, jalankan `pulau log rebuild-lock`: ia menghitung "
            "ulang seluruh pohon dan bertanya kepada para saksi sebelum membuat yang baru."
        ),
    ),
    OTHER_LOG: (
        _("Yang tersimpan di sini adalah log lain (%(lock)s%(tree)s), bukan log menurut setelan (%(settings)s)."),
        _(
            "Periksa `log_folder`, `log_lock` dan `log_store`: salah satunya menunjuk ke log instalasi lain. "
            "Nama sebuah log tidak pernah dapat diganti."
        ),
    ),
    KEYS_MISSING: (
        _("Kunci log tidak dapat dipakai: tidak ada kunci yang terbaca di %(folder)s%(file)s. %(reason)s"),
        _(
            "Kembalikan folder `keys` dari cadangan, hanya terbaca pemiliknya (chmod 600). Kalau kuncinya hilang, "
            "`pulau log rotate-key` membuat yang baru; saksi harus mengenalnya dahulu."
        ),
    ),
    OTHER_STORE: (
        _(
            "Berkas pengunci di sini bukan yang diikuti basis data: ada pengurut di komputer lain, atau berkas itu "
            "diganti."
        ),
        _(
            "Kalau log ini diurutkan komputer lain, setel `log_sequencer = false` di sini. Kalau berkasnya hilang atau "
            "diganti, kembalikan yang asli, atau jalankan `pulau log rebuild-lock`."
        ),
    ),
    DATABASE_OLDER: (
        _(
            "Basis data lebih tua daripada log: %(missing)s entri yang sudah ada di log tidak ada di basis data. "
            "Cadangan lama telah dipulihkan."
        ),
        _(
            "Pulihkan cadangan yang lebih baru kalau ada. Kalau tidak ada, `pulau log accept-loss` menunjukkan yang "
            "hilang dan menyatakannya di log; sesudah itu log berjalan terus."
        ),
    ),
    DATABASE_MOVED: (
        _(
            "Basis data dan berkas pengunci tidak menceritakan log yang sama: basis data di %(database)s daun, "
            "berkas pengunci di %(lock)s, dan kepalanya tidak ada atau lain."
        ),
        _(
            "Pastikan hanya ada satu pengurut dan basis datanya benar. Pulihkan basis data dan folder log dari saat "
            "yang sama, atau yang lebih baru; jangan menghapus apa pun."
        ),
    ),
    WITNESS_AHEAD: (
        _(
            "Saksi %(witness)s sudah menandatangani %(witnessed)s daun, sedangkan di sini hanya ada %(here)s: semua "
            "yang ada di sini dipulihkan dari cadangan lama."
        ),
        _(
            "Jangan menandatangani apa pun. Ambil pohon terbaru dari cermin atau cadangan, jalankan "
            "`pulau log rebuild-lock`, lalu `pulau log accept-loss`. Kalau tidak ada salinannya, log ini tidak dapat "
            "diteruskan: mulai log baru dengan nama lain, dan beri tahu para saksi."
        ),
    ),
    NOTHING_LOST: (
        _("Basis data tidak kekurangan entri: ia di %(database)s daun, log di %(lock)s."),
        _("Tidak ada yang perlu dinyatakan. Jalankan `pulau log sequence --once`, lalu `pulau log status`."),
    ),
    NOT_REBUILT: (
        _("Berkas pengunci tidak perlu dibuat ulang: ia di %(lock)s daun, pohon yang terbit di %(published)s."),
        _("Jalankan `pulau log sequence --once`, lalu `pulau log status`."),
    ),
    TREE_OLDER: (
        _("Pohon yang ada di sini (%(published)s daun) lebih tua daripada yang dicatat basis data (%(database)s)."),
        _("Ambil pohon yang lebih baru dari cermin atau cadangan, lalu ulangi."),
    ),
    WITNESS_UNASKED: (
        _("Saksi %(witness)s tidak dapat ditanya berapa yang sudah ditandatanganinya. %(reason)s"),
        _(
            "Tanyakan kepada kantor itu (`pulau witness show`): paling banyak %(here)s. Kalau benar, ulangi dengan "
            "`--without %(witness)s`; kalau lebih, jangan: pohon di sini terlalu tua."
        ),
    ),
    EMPTY: (
        _("Belum ada kepala log yang terbit."),
        _("Jalankan `pulau log sequence --once` lebih dahulu."),
    ),
    LOG_SHRANK: (
        _("Salinan itu memuat %(before)s daun, log ini %(now)s, atau akarnya lain: log ini mundur atau bercabang."),
        _("Simpan salinan itu: ia bukti, dan mungkin pohon terbaru yang ada. Lihat `pulau log status`."),
    ),
    LEAF_GONE: (
        _("Daun %(index)s tidak dapat dibuat lagi: entrinya (%(entry)s) dihapus, hilang, atau tidak ada."),
        _("Daun itu hanya ada di salinan pohon: letakkan cermin yang memuatnya di folder pohon, lalu ulangi."),
    ),
    LEAVES_DIFFER: (
        _("Daun yang dibuat dari basis data (dari %(start)s sampai %(lock)s) tidak mengarah ke akar berkas pengunci."),
        _("Basis data diubah, atau salinan pohon di sini log lain. Pakai cermin yang lebih baru."),
    ),
    TREE_WHOLE: (
        _("Pohon di sini sudah memuat %(published)s daun; berkas pengunci di %(lock)s."),
        _("Tidak ada yang perlu diisi. Petak yang rusak: ambil dari cermin, lalu `pulau log audit --tiles`."),
    ),
    WITNESS_DISAGREES: (
        _("Saksi %(witness)s menandatangani akar lain untuk log ini (ukuran %(size)s): log telah bercabang."),
        _(
            "Simpan folder log dan bukti saksi apa adanya. Cari dari cadangan mana pengurut pernah berjalan dua kali; "
            "hanya cabang yang ditandatangani saksi yang boleh diteruskan (`pulau log rebuild-lock` dari salinannya)."
        ),
    ),
}

ALARMS: Final[dict[str, tuple[Promise, Promise]]] = {
    alarms.LAGGING: (
        _("%(waiting)s entri menunggu masuk log, yang tertua sejak %(since)s."),
        _("Periksa apakah `pulau work` berjalan, lalu lihat alarm lain dan `pulau log status`."),
    ),
    alarms.SILENT: (
        _("Saksi %(about)s sudah lebih dari 24 jam tidak menandatangani (terakhir: %(last)s)."),
        _(
            "Hubungi saksi itu. Yang memakai berkas: `pulau log request` membuat permintaannya. "
            "Log berjalan terus; yang menunggu kuorum belum disaksikan."
        ),
    ),
    alarms.TILES: (
        _("Pemeriksaan ulang menemukan petak yang tidak cocok: %(about)s."),
        _(
            "Ambil berkas itu dari cermin atau cadangan, lalu jalankan `pulau log audit --tiles`. Periksa diska: "
            "petak tidak pernah diubah Pulau."
        ),
    ),
    alarms.JOURNAL: (
        _("%(count)s entri jurnal tidak lagi seperti yang dicatat log, atau hilang."),
        _(
            "Seseorang mengubah basis data di luar Pulau, atau cadangan lama dipulihkan. `pulau log audit --journal` "
            "menyebut entri-entrinya; bandingkan dengan cadangan sebelum memulihkan apa pun."
        ),
    ),
    alarms.FACTS: (
        _("%(count)s isian, nilai atau dokumen tidak lagi seperti yang diceritakan jurnal."),
        _(
            "Seseorang mengubah basis data di luar Pulau. `pulau log audit --facts` menyebut apa saja; "
            "pulihkan dari cadangan atau ulangi penilaiannya, dan catat sebabnya."
        ),
    ),
    alarms.STORE: (
        _("Log tidak dapat ditulis: %(problem)s."),
        _(
            "Periksa ruang diska, hak akses dan jaringan ke penyimpanan log, berkas pengunci dan basis data. "
            "Pengurut mencoba lagi sendiri; tidak ada entri yang hilang."
        ),
    ),
    alarms.POLICY: (
        _("Daftar saksi (berkas `witnesses`) atau `known-keys` tidak dapat dibaca: baris %(line)s, %(reason)s."),
        _(
            "Perbaiki berkas itu, atau ganti dengan `pulau log policy set BERKAS`, yang memeriksanya dahulu. "
            "Log tetap ditandatangani; saksi menunggu sampai berkas itu benar."
        ),
    ),
}

TROUBLES: Final[dict[str, tuple[Promise, Promise]]] = {
    UNREACHABLE: (_("Saksi tidak dapat dihubungi."), _("Ditanya lagi setiap setengah menit.")),
    REFUSED: (
        _("Saksi menolak (%(status)s): %(reason)s"),
        _("Pastikan saksi mengenal kunci log ini (`pulau log policy` menunjukkannya)."),
    ),
}
"""What stands against a witness, beside the two refusals that it causes."""


def refusal_told(code: str, facts: Mapping[str, object]) -> Told:
    """Return what a refusal is and what to do now. `facts` are those of `LogState`, or of the alarm that rang."""
    return _told(REFUSALS, code, facts)


def alarm_told(code: str, facts: Mapping[str, object], about: str = "") -> Told:
    """Return what an alarm is and what to do now."""
    if code == alarms.REFUSED:
        return refusal_told(str(facts.get("code", "")), facts)
    return _told(ALARMS, code, {**facts, "about": about})


def trouble_told(code: str, facts: Mapping[str, object]) -> Told:
    """Return what stands against a witness (`WitnessStanding.trouble`)."""
    if code in REFUSALS:
        return refusal_told(code, facts)
    return _told(TROUBLES, code, facts)


_EITHER: Final = frozenset({"published", "database", "lock", "tree", "folder", "file", "reason"})
"""Facts of which a refusal tells one of several: those that it does not tell are left out."""


def _told(table: Mapping[str, tuple[Promise, Promise]], code: str, facts: Mapping[str, object]) -> Told:
    what, do = table.get(code, (_("Log berhenti: %(code)s."), _("Lihat `docs/howto/log.md` dan catatan pekerja.")))
    known = defaultdict(lambda: UNKNOWN, {**dict.fromkeys(_EITHER, ""), "code": code})
    known.update({key: str(value) for key, value in facts.items() if value not in {None, ""}})
    return Told(str(what) % known, str(do) % known)
