"""What is wrong with a row, in words; each list has sentences of its own besides these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import Promise

    from pulau.foundation.registry.importers import Flaw, Importer

COMMON: Final[Mapping[str, str | Promise]] = {
    "row-short": gettext_lazy(
        "Baris ini hanya memuat %(cells)s dari %(columns)s kolom: pemisahnya kurang, atau berkasnya terpotong."
    ),
    "row-long": gettext_lazy(
        "Baris ini memuat %(cells)s kolom, judulnya %(columns)s: ada pemisah berlebih, atau teks tanpa tanda kutip."
    ),
    "odd-characters": gettext_lazy("Baris ini memuat tanda yang tidak dapat disimpan. Ketik ulang isinya."),
    "batch-broken": gettext_lazy("Kelompok baris ini belum ditulis karena baris %(rows)s bermasalah. Kirim lagi."),
    "taken-meanwhile": gettext_lazy("Data yang sama baru saja ditulis orang lain. Kirim lagi berkas ini."),
    "required": gettext_lazy("Belum diisi."),
    "too-long": gettext_lazy("Paling panjang %(most)s huruf; di sini %(length)s."),
    "unknown-choice": gettext_lazy("“%(value)s” tidak dikenal. Yang dikenal: %(known)s."),
    "no-date": gettext_lazy("“%(value)s” bukan tanggal. Tulis misalnya 31-12-2026."),
    "digits-lost": gettext_lazy(
        "Angkanya kehilangan digit karena disimpan sebagai bilangan. Jadikan kolomnya teks, lalu ketik ulang."
    ),
    "twice": gettext_lazy("Sudah ada di baris %(row)s berkas ini."),
}


def flaw_sentences(importer: Importer, flaws: Iterable[Flaw], language: str) -> list[str]:
    """Return what is wrong with a row, each with the heading of its column before it."""
    return [_sentence(importer, flaw, language) for flaw in flaws]


def _sentence(importer: Importer, flaw: Flaw, language: str) -> str:
    words = importer.sentences.get(flaw.code) or COMMON[flaw.code]
    text = str(words) % flaw.params
    if not flaw.column:
        return text
    return _("%(column)s: %(text)s") % {"column": importer.column(flaw.column).heading(language), "text": text}
