"""What is said of each result: a shape, a colour, a heading, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pulau.apps.signing.findings import Result
from pulau.exchange.signatures.verdicts import Verdict

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Said:
    """How one result looks, and what it says. `next` tells what whoever asked can do."""

    icon: str
    color: str
    heading: Words
    lead: Words
    next: Words = ""


_COMPARE = _(
    "Cocokkan yang tertulis di atas dengan dokumen yang Anda pegang. Bila berbeda, dokumen itu bukan dokumen ini. "
    "Berkas PDF-nya dapat diperiksa sampai ke setiap hurufnya."
)
_ASK = _("Mintalah dokumennya langsung kepada instansi yang namanya tertulis di sana.")

SAID: Final[dict[Result, Said]] = {
    Result.VALID: Said(
        "ok", "success", _("Dokumen asli"), _("Ditandatangani lengkap, dan masih berlaku."), _COMPARE
    ),
    Result.PARTLY: Said(
        "half", "info", _("Asli, tetapi belum lengkap"),
        _("Belum semua orang yang disebut di dalamnya menandatangani."),
        _("Dokumen ini belum mengikat sampai semuanya menandatangani. Periksa lagi pada kemudian hari."),
    ),
    Result.TAKEN_BACK: Said(
        "half", "warning", _("Asli, tetapi ada tanda tangan yang ditarik"),
        _("Seseorang menarik kembali tanda tangannya, sehingga dokumen ini tidak lengkap lagi."),
        _("Jangan dipakai sebagai dokumen yang lengkap. Tanyakan kelanjutannya kepada instansinya."),
    ),
    Result.REPLACED: Said(
        "swap", "warning", _("Asli, tetapi sudah diganti"),
        _("Dokumen ini pernah berlaku. Sekarang ada yang lebih baru."), _("Pakailah dokumen yang baru."),
    ),
    Result.WITHDRAWN: Said(
        "no", "danger", _("Asli, tetapi sudah dicabut"), _("Dokumen ini pernah berlaku, dan tidak berlaku lagi."),
        _("Jangan dipakai. Tanyakan penggantinya kepada instansinya."),
    ),
    Result.CANCELLED: Said(
        "no", "danger", _("Dibatalkan"), _("Dokumen ini dibatalkan sebelum lengkap, dan tidak pernah berlaku."),
        _("Jangan dipakai."),
    ),
    Result.EXPIRED: Said(
        "clock", "warning", _("Asli, tetapi masa berlakunya berakhir"),
        _("Dokumen ini ditandatangani lengkap, dan pernah berlaku."),
        _("Tanyakan kepada instansinya apakah sudah ada yang baru."),
    ),
    Result.OLDER: Said(
        "swap", "info", _("Versi lama dari dokumen ini"),
        _("Berkas Anda asli, tetapi sesudahnya masih ada yang menandatangani."),
        _("Pakailah versi yang terbaru: di sana ada semua tanda tangan."),
    ),
    Result.CHANGED: Said(
        "changed", "danger", _("Dokumen ini sudah diubah"),
        _("Isi berkas yang Anda kirim berbeda dari yang ditandatangani. Jangan dipakai."), _ASK,
    ),
    Result.FOREIGN: Said(
        "external", "warning", _("Tidak dikenal oleh Pulau"),
        _("Ditandatangani dengan sertifikat dari tempat lain. Pulau tidak dapat mengatakan siapa pemiliknya."),
        _("Isi yang ditandatangani tidak berubah. Siapa penanda tangannya, tanyakan kepada penerbit sertifikatnya."),
    ),
    Result.UNLISTED: Said(
        "why", "warning", _("Bertanda tangan, tetapi tidak tercatat di sini"),
        _(
            "Sertifikatnya dikenal, tetapi dokumen ini tidak ada di antara yang disimpan Pulau. "
            "Apakah masih berlaku, tidak diketahui."
        ),
        _ASK,
    ),
    Result.UNSIGNED: Said(
        "empty", "neutral", _("Tidak bertanda tangan"),
        _("Di dalam berkas ini tidak ada tanda tangan elektronik, jadi asal dan keutuhannya tidak dapat dipastikan."),
        _(
            "Gambar tanda tangan atau cap hasil pindaian bukan tanda tangan elektronik. "
            "Bila pada dokumennya tertulis nomor, periksa nomor itu."
        ),
    ),
    Result.PROOF: Said(
        "ok", "info", _("Nomor dikenal"), _("Nomor ini bukan nomor dokumen, melainkan bukti lain yang dicatat Pulau."),
        _("Buka buktinya untuk melihat apa isinya dan apakah masih berlaku."),
    ),
    Result.UNKNOWN: Said(
        "why", "neutral", _("Nomor tidak dikenal"), _("Tidak ada dokumen bertanda tangan dengan nomor ini."),
        _(
            "Bila nomornya sudah sama dengan yang tertulis, dokumen itu bukan dari Pulau, "
            "atau belum ditandatangani siapa pun."
        ),
    ),
    Result.MISTYPED: Said("why", "neutral", _("Nomor belum tepat"), _("Nomor yang ditulis tidak mungkin ada.")),
    Result.UNREADABLE: Said(
        "short", "neutral", _("Berkas tidak dapat diperiksa"), _("Belum dapat dikatakan apakah dokumennya asli."),
    ),
}  # fmt: skip

ELSEWHERE: Final = Said(
    "short", "warning", _("Tautannya menuju alamat lain"), "",
    _("Cocokkan dengan dokumen yang Anda pegang, dan jangan memakai yang dikatakan alamat itu."),
)  # fmt: skip
"""Said of a link or QR code that does not lead here, whatever is known of the number in it."""

TYPED: Final[dict[str, Words]] = {
    "length": _("Nomor terdiri dari dua belas huruf dan angka. Mohon periksa lagi."),
    "sign": _("Ada tanda yang tidak dipakai dalam nomor. Hanya huruf dan angka, tanpa huruf U."),
    "check": _("Huruf terakhir tidak cocok dengan huruf pemeriksa. Mohon periksa lagi."),
}
"""Why a number cannot be one, by the reason of `CodeRefused`."""

UNREAD: Final[dict[str, Words]] = {
    "none": _("Belum ada berkas yang dipilih. Pilih berkas PDF atau foto kode QR."),
    "empty": _("Berkasnya kosong (0 byte). Mungkin belum selesai diunduh; unduh lagi, lalu kirim."),
    "not-pdf": _(
        "Berkas ini bukan PDF dan bukan foto, walaupun namanya mungkin demikian. Yang dibaca: PDF, JPEG, PNG, WebP."
    ),
    "encrypted": _(
        "PDF ini dikunci dengan kata sandi. Dokumen Pulau tidak pernah dikunci. Mintalah berkas yang tidak dikunci."
    ),
    "damaged": _("PDF ini rusak atau terpotong. Unduh lagi dari tempat asalnya, lalu kirim."),
    "too-large": _("PDF ini terlalu besar: paling besar 25 MB, juga setelah isinya dibuka."),
    "too-many-signatures": _("Tanda tangan di dalamnya terlalu banyak untuk diperiksa di sini: paling banyak 200."),
    "scripts": _(
        "PDF ini memuat skrip, tautan yang berjalan sendiri, atau berkas di dalamnya. "
        "Dokumen Pulau tidak pernah begitu. Sebaiknya jangan dibuka."
    ),
    "photo-too-large": _("Foto ini terlalu besar: paling banyak 40 megapiksel. Perkecil, atau foto lagi."),
    "photo-damaged": _("Foto ini rusak atau terpotong. Foto lagi, lalu kirim."),
    "no-qr": _(
        "Di foto ini tidak ditemukan kode QR. Foto lagi lebih dekat, tegak lurus, dan cukup terang, "
        "atau tulis nomornya."
    ),
    "other-qr": _("Kode QR di foto ini bukan dari dokumen Pulau."),
}  # fmt: skip
"""Why a file could not be checked."""

SIGNER_STATUS: Final[dict[str, str]] = {
    "signed": "intact", "waiting": "waiting", "drawn": "provisional", "refused": "revoked", "withdrawn": "revoked",
}  # fmt: skip
"""Shape and colour (`foundation.ui.status`) of how far a signatory is."""

VERDICTS: Final[dict[str, tuple[str, Words]]] = {
    Verdict.INTACT: ("intact", _("Utuh, sertifikat dikenal")),
    Verdict.UNTRUSTED: ("unanswered", _("Utuh, sertifikat tidak dikenal")),
    Verdict.REVOKED: ("revoked", _("Sertifikatnya sudah dicabut")),
    Verdict.EXPIRED: ("outside", _("Sertifikatnya berakhir, atau waktunya tidak terbukti")),
    Verdict.ALTERED: ("changed", _("Diubah setelah ditandatangani")),
}
"""Shape and words for one signature inside a file."""
