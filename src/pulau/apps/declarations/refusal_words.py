"""Why something about a declaration cannot be, in words: what is wrong and how to mend it."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations import plans
from pulau.apps.declarations.plans import DeclarationRefused
from pulau.apps.declarations.selectors import readiness

_WORDS: Final[dict[str, Promise]] = {
    plans.NOT_NOW: _("Pencanangan ini sudah melewati tahap itu, sehingga tidak dapat diubah di sini."),
    plans.NO_LAW: _("Belum ada peraturan tentang pencanangan pada tanggal itu. Pilih tanggal sejak 2 Oktober 2014."),
    plans.BODY_ONLY: _("Menurut peraturan pada tanggal itu hanya instansi yang mencanangkan, bukan unit."),
    plans.ALREADY: _("Unit ini sudah punya pencanangan untuk tahun itu."),
    plans.WRONG_PARENT: _("Pencanangan itu tidak berada di atas instansi atau unit ini. Pilih yang lain."),
    plans.WRONG_CALL: _("Instansi atau unit ini tidak dapat meminta itu. Pilih yang lain."),
    plans.NO_LAST_DAY: _("Isi hari terakhir bagi yang diminta."),
    plans.LAST_DAY_EARLY: _("Hari terakhir tidak mendahului hari pencanangan."),
    plans.REASON_MISSING: _("Tulis alasannya."),
    plans.NO_TEMPLATE: _("Naskah piagam belum disetujui. Minta pimpinan instansi menyetujuinya."),
    plans.NO_SIGNER: _("Belum ada penanda tangan."),
    plans.TWICE: _("Orang ini sudah tercatat pada pencanangan ini."),
    plans.OTHER_NAME: _(
        "Akun itu milik orang dengan nama lain. Tulis nama pemilik akunnya, atau pilih akun yang benar."
    ),
    plans.TOO_MANY: _("Jumlahnya sudah mencapai batas."),
    plans.TEXT_EMPTY: _("Tulis naskah yang dibacakan, satu paragraf setiap baris."),
    plans.TEXT_LONG: _("Paling banyak 80 baris, setiap baris paling panjang 600 huruf."),
    plans.NOT_MET: _(
        "Syarat belum terpenuhi. Tunggu sampai terpenuhi, atau tulis alasan untuk membuka secara simbolis."
    ),
    plans.NO_DEED: _("Piagam belum disiapkan."),
    plans.SIGNED_ALREADY: _("Dokumennya sudah ditandatangani, sehingga tidak dapat disusun ulang."),
    plans.FILE_LARGE: _("Berkas lebih besar daripada 10 MB. Perkecil lebih dahulu."),
    plans.FILE_KIND: _("Hanya PDF, JPEG, atau PNG, dengan akhiran nama yang sesuai isinya."),
    plans.FILE_EMPTY: _("Pilih berkas yang ada isinya."),
    plans.UNIT_ENDED: _("Unit ini tidak ada pada tanggal itu."),
    plans.NO_LEADER: _("Berita acara hanya dapat disusun oleh orang yang memimpin pencanangan."),
}
_FIELDS: Final = {
    "title": "judul", "year": "tahun", "day": "hari", "parent": "induk", "calls": "panggilan",
    "called_by": "tenggat", "who": "orang", "name": "nama", "reason": "alasan", "lines": "naskah", "file": "berkas",
    "unit": "hari",
}  # fmt: skip
SIGNING: Final[dict[str, Promise]] = {
    "nobody-signs": _("Belum ada penanda tangan."),
    "one-person-twice": _("Satu orang tercatat dua kali. Hapus salah satunya."),
}
_STEPS: Final[dict[str, tuple[Promise, Promise]]] = {
    readiness.NO_TEXT: (_("Naskah piagam belum disetujui"), _("Pimpinan instansi menyetujui naskahnya.")),
    readiness.NO_SIGNER: (_("Belum ada penanda tangan"), _("Tambahkan pimpinan yang menandatangani piagam.")),
    readiness.NO_WITNESS: (_("Belum ada saksi"), _("Saksi tidak wajib, tetapi membuat pencanangan lebih dipercaya.")),
    readiness.NO_READER: (_("Belum ada pembaca naskah"), _("Boleh ditentukan kemudian.")),
    readiness.HEAD_CHANGED: (_("Pimpinan unit sekarang bukan penanda tangan"), _("Ganti penanda tangannya.")),
    readiness.WITHOUT_ACCOUNT: (
        _("Ada yang belum punya akun"),
        _("Hanya dapat menggambar tanda tangan di depan saksi."),
    ),
    readiness.NO_DEED: (_("Piagam belum disiapkan"), _("Siapkan setelah rencana dan daftar orang lengkap.")),
}


def refusal_words(refused: DeclarationRefused) -> tuple[str, str]:
    """Return the field of a form (empty: none) and the words of a refusal."""
    return _FIELDS.get(refused.field, ""), str(_WORDS[refused.reason])


def step_words(step: readiness.Step) -> tuple[str, str]:
    """Return what is to do, and how, in words; with the names it is about."""
    title, text = _STEPS[step.code]
    return (f"{title}: {', '.join(step.values)}" if step.values else str(title)), str(text)
