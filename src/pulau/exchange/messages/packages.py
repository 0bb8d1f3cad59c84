"""Sentences for problems of packages: the ZIP, the bag, what it says of itself, and what does not follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

_ASK_ID: Final = "Minta paketnya sekali lagi dari pengirim."
_ASK_EN: Final = "Ask the sender for the package once more."
_KEEP_ID: Final = "Jangan dipakai; bandingkan dengan paket asli pengirim."
_KEEP_EN: Final = "Do not use it; compare it with the sender's original."


def _two(indonesian: str, english: str, *, mend: tuple[str, str] = ("", "")) -> Message:
    return Message(id=(indonesian, mend[0]), en=(english, mend[1]))


_ASK: Final = (_ASK_ID, _ASK_EN)
_CHANGED: Final = (_KEEP_ID, _KEEP_EN)

MESSAGES: Final[Mapping[str, Message]] = {
    "package-not-zip": _two("Ini bukan paket: bukan berkas ZIP yang utuh.", "This is no package: no whole ZIP file.",
        mend=_ASK),
    "package-not-bag": _two("ZIP ini bukan paket BagIt dengan satu map di dalamnya.",
        "This ZIP is no BagIt package with one folder in it.", mend=_ASK),
    "package-broken": _two("Bagian ini rusak.", "This part is broken.", mend=_ASK),
    "package-missing": _two("Berkas ini disebut dalam paket, tetapi tidak ada.",
        "The package names this file, but it is not there.", mend=_ASK),
    "package-too-big": _two("Lebih besar daripada {limit_mb} MB.", "Larger than {limit_mb} MB.", mend=_ASK),
    "package-too-many": _two("Berisi {count} berkas, lebih dari {limit}.", "Holds {count} files, more than {limit}.",
        mend=_ASK),
    "package-twice": _two("Nama ini ada dua kali di dalam ZIP.", "This name is twice in the ZIP.", mend=_CHANGED),
    "package-odd-name": _two("Nama berkas di dalam ZIP ini tidak aman.", "The name of a file in the ZIP is not safe.",
        mend=_CHANGED),
    "package-encrypted": _two("Bagian ini dikunci dengan sandi.", "This part is locked with a password.", mend=_ASK),
    "package-bomb": _two("Bagian ini mengembang tidak wajar bila dibuka.", "This part unpacks beyond measure.",
        mend=_CHANGED),
    "package-unlisted": _two("Berkas ini ada di dalam ZIP, tetapi tidak tercatat dalam daftarnya.",
        "This file is in the ZIP, but in none of its lists.", mend=_CHANGED),
    "package-lists": _two("Daftar isi paket tidak dapat dibaca atau tidak lengkap.",
        "The package's lists cannot be read or are not complete.", mend=_ASK),
    "package-changed": _two("Isi berkas ini tidak sesuai dengan sidik digitalnya.",
        "This file is not what its digest says.", mend=_CHANGED),
    "package-count": _two("Jumlah isi paket tidak sesuai dengan catatannya.",
        "The package does not hold as much as it says.", mend=_CHANGED),
    "package-format": _two("Bentuk ini tidak dikenal; yang dikenal: {known}.",
        "This form is not known; known is {known}.",
        mend=("Perbarui Pulau, lalu coba lagi.", "Update Pulau and try again.")),
    "package-value": _two("Nilai ini tidak ada atau tidak sah.", "This value is missing or not valid.", mend=_ASK),
    "package-untold": _two("Berkas bukti ini tidak disebut dalam daftar bukti.",
        "This file of evidence is not told in the list of evidence.", mend=_CHANGED),
    "package-evidence-changed": _two("Bukti ini bukan lagi berkas yang semula.",
        "This evidence is not the file that it was.", mend=_CHANGED),
    "package-evidence-differs": _two("Bukti ini berbeda dari yang diajukan.",
        "This evidence differs from what was handed in.", mend=_CHANGED),
    "package-answer-changed": _two("Jawaban ini berbeda dari yang diajukan.",
        "This answer differs from what was handed in.", mend=_CHANGED),
    "package-manifest": _two("Catatan pengajuan tidak sesuai dengan sidik digitalnya.",
        "The record of the submission is not what its digests say.", mend=_CHANGED),
    "package-manifest-other": _two("Catatan pengajuan ini milik penilaian lain.",
        "The record of the submission is that of another assessment.", mend=_CHANGED),
    "package-score": _two("Nilai {said} tidak mengikuti jawabannya; yang benar {found}.",
        "The score {said} does not follow from the answers; it should be {found}.", mend=_CHANGED),
    "package-rules-unknown": _two("Nilai tidak dihitung ulang: peraturan ini tidak dikenal di sini.",
        "The score was not computed anew: this regulation is not known here."),
    "package-rules-other": _two("Nilai tidak dihitung ulang: isi peraturan di sini berbeda dari yang dipakai pengirim.",
        "The score was not computed anew: the rules known here are not those of the sender."),
    "package-engine-other": _two("Nilainya sama, tetapi dihitung oleh versi program yang lain.",
        "The score is the same, but was computed by another version of the program."),
    "package-withheld": _two("{count} berkas rahasia tidak disertakan.", "{count} confidential files were withheld."),
}  # fmt: skip
