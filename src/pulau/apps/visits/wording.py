"""Refusals of visits in words: what is wrong, and how it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

    from pulau.apps.visits.refusals import VisitRefused

_WORDS: Final[Mapping[str, Promise]] = {
    "text-missing": lazy("Isian ini belum ditulis."),
    "text-too-long": lazy("Paling panjang %(most)s huruf; yang ditulis %(length)s."),
    "text-unreadable": lazy("Teks ini memuat tanda yang tidak dapat disimpan. Ketik ulang bagian yang disalin."),
    "presentation-awaited": lazy("Paparan yang diminta belum dicatat. Catat atau batalkan dahulu."),
    "presentation-closed": lazy("Paparan ini sudah dicatat."),
    "moment-past": lazy("Waktu ini sudah lewat. Pilih waktu yang akan datang."),
    "moment-missing": lazy("Pilih hari dan jamnya."),
    "day-past": lazy("Hari ini sudah lewat. Pilih hari ini atau sesudahnya."),
    "day-ahead": lazy("Hari ini belum tiba."),
    "day-before-first": lazy("Hari terakhir mendahului hari pertama."),
    "days-wrong": lazy("Hari terakhir tidak mendahului hari pertama, dan kunjungan paling lama %(most)s hari."),
    "team-wrong": lazy("Pilih anggota tim dari penilai yang ditunjuk."),
    "leader-wrong": lazy("Ketua dipilih dari anggota tim."),
    "visit-begun": lazy("Kunjungan sudah berlangsung; tutup kunjungannya."),
    "visit-closed": lazy("Kunjungan ini sudah ditutup."),
    "nothing-recorded": lazy("Belum ada baris yang dicatat."),
    "lines-disputed": lazy("%(count)s baris tersimpan dalam dua versi. Lihat dan simpan yang benar, lalu tutup."),
    "line-unknown": lazy("Baris ini tidak ada dalam daftar periksa."),
    "line-moved": lazy("Baris ini baru saja diubah. Periksa isinya di bawah, lalu putuskan lagi."),
    "seen-missing": lazy("Pilih ya, sebagian, tidak, atau tidak berlaku."),
    "notes-missing": lazy("%(count)s baris sebagian atau tidak terlihat masih tanpa catatan. Tulis apa yang terlihat."),
    "late-decided": lazy("Baris susulan ini sudah diputuskan."),
    "photo-missing": lazy("Pilih fotonya."),
    "photo-kind": lazy("Foto harus JPEG, PNG, atau WebP."),
    "photo-large": lazy("Foto paling besar %(most)s MB."),
    "faces-missing": lazy("Katakan apakah ada wajah yang dapat dikenali."),
    "consent-missing": lazy("Tanpa persetujuan, wawancara tidak dicatat."),
    "place-wrong": lazy("Letak ini bukan letak di bumi."),
    "minutes-wrong": lazy("Tulis lama menunggu dalam menit, paling banyak %(most)s."),
    "money-wrong": lazy("Tulis rupiah utuh tanpa titik, misalnya 50000."),
    "number-wrong": lazy("Tulis bilangan utuh dari 1 sampai %(most)s."),
    "index-wrong": lazy("Indeks berada di antara 0 dan 4, misalnya 3,62."),
    "choice-missing": lazy("Pilih dari daftar."),
}


def words_of(problem: VisitRefused) -> str:
    """Return the sentence for a person."""
    return str(_WORDS[problem.reason]) % problem.values if problem.reason in _WORDS else _("Tidak dapat disimpan.")


def sentence(reason: str, **values: object) -> str:
    """Return the sentence of a reason."""
    return str(_WORDS[reason]) % values
