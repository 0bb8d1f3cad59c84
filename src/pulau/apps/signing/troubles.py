"""Why nothing was signed, in words for the person who wanted to, with the next step."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pulau.apps.signing import wishes
from pulau.apps.signing.wishes import SigningRefused
from pulau.exchange.signatures.drawing import StrokesRefused
from pulau.exchange.signatures.providers.base import (
    EXPIRED,
    NONE,
    REVOKED,
    CertificateRefused,
    ProviderAway,
    SecretRefused,
)
from pulau.exchange.signatures.signing import FieldSigned

TROUBLES: Final = (
    *(SigningRefused, CertificateRefused, StrokesRefused, ProviderAway, SecretRefused, FieldSigned, OSError),
)
"""What the services raise when nothing was signed and nothing kept."""
_REFUSED: Final[dict[str, str | Promise]] = {
    wishes.ENDED: _("Dokumen ini sudah tidak berlaku, sehingga tidak dapat ditandatangani lagi."),
    wishes.ALREADY_DONE: _("Permintaan tanda tangan ini sudah dijawab. Tidak ada yang berubah."),
    wishes.NOT_YOUR_TURN: _("Belum giliran Anda. Anda diberi tahu bila yang sebelum Anda sudah menandatangani."),
    wishes.NOT_POSSIBLE: _("Tindakan ini tidak mungkin pada keadaan dokumen sekarang."),
    wishes.ONE_PERSON_TWICE: _("Satu orang tidak dapat menandatangani satu dokumen dua kali. Pilih orang lain."),
    wishes.NOBODY_SIGNS: _("Dokumen harus memiliki sedikitnya satu penanda tangan."),
    wishes.NOT_DRAWN: _("Tanda tangan ini tidak menunggu saksi."),
    wishes.NO_WITNESS: _("Tanda tangan gambar hanya dapat disahkan oleh saksi yang disebut di dokumen ini."),
    wishes.NO_SUCCESSOR: _("Pilih dokumen penggantinya: dokumen lain yang masih berlaku."),
    wishes.REASON_MISSING: _("Tulis alasannya."),
    wishes.CLOCK_BEHIND: _("Jam server mundur. Tidak ada yang ditandatangani. Hubungi pengelola instalasi."),
    wishes.FILE_DAMAGED: _("Berkas dokumen ini rusak atau hilang, jadi tidak ditandatangani. Hubungi pengelola."),
    wishes.OTHER_NAME: _(
        "Akun itu milik orang dengan nama lain. Tulis nama pemilik akunnya, atau pilih akun yang benar."
    ),
    wishes.DATA_CHANGED: _(
        "Data yang menjadi dasar dokumen ini sudah berubah, jadi tidak ditandatangani. Tanda tangani versi barunya."
    ),
    wishes.ONE_BY_ONE: _("Layanan tanda tangan meminta frasa sandi tiap kali. Tanda tangani satu per satu."),
}
_CERTIFICATE: Final[dict[str, str | Promise]] = {
    REVOKED: _("Sertifikat Anda dicabut. Lihat langkah berikutnya di Akun, Sertifikat."),
    EXPIRED: _("Sertifikat Anda sudah habis masa berlakunya. Perbarui dahulu di penerbitnya."),
    NONE: _("Anda belum memiliki sertifikat pada layanan tanda tangan. Hubungi administrator instansi."),
}
_STROKES: Final[dict[str, str | Promise]] = {
    "empty": _("Gambar tanda tangan Anda di kotak."),
    "too-much": _("Gambarnya terlalu besar. Hapus, lalu gambar lagi."),
    "unreadable": _("Gambarnya tidak terbaca. Hapus, lalu gambar lagi."),
}


def told_trouble(problem: Exception) -> str:
    """Return what is said of one of `TROUBLES`. Each ends with nothing signed and nothing kept."""
    if isinstance(problem, FieldSigned):
        return str(_REFUSED[wishes.ALREADY_DONE])
    for kind, words in ((SigningRefused, _REFUSED), (CertificateRefused, _CERTIFICATE), (StrokesRefused, _STROKES)):
        if isinstance(problem, kind):
            return str(words[problem.reason])
    if isinstance(problem, SecretRefused):
        return str(_("Frasa sandi salah atau kosong. Ketik lagi."))
    if isinstance(problem, ProviderAway):
        return str(_("Layanan tanda tangan tidak menjawab. Belum ada yang ditandatangani. Coba lagi nanti."))
    return str(_("Berkas tidak dapat disimpan. Belum ada yang ditandatangani. Coba lagi sebentar lagi."))


def told_code(code: str) -> str:
    """Return what is said of a code that a run kept of a document that it passed over."""
    found = _REFUSED.get(code) or _CERTIFICATE.get(code) or _STROKES.get(code)
    return str(found or _("Tidak dapat ditandatangani."))


_RUN: Final[dict[str, str | Promise]] = {
    "away": _("Layanan tanda tangan tidak menjawab. Dilanjutkan sendiri bila sudah menjawab lagi."),
    "store": _("Berkas tidak dapat disimpan. Dilanjutkan sendiri bila penyimpanan sudah kembali."),
    "confirm-again": _("Sudah lebih dari setengah hari sejak Anda mengonfirmasi. Lanjutkan dengan mengonfirmasi lagi."),
    "rights-gone": _("Anda tidak lagi memegang peran di instansi ini."),
}


def told_run(code: str) -> str:
    """Return why a run waits or was stopped."""
    return str(_RUN.get(code) or _("Dihentikan."))
