"""What the pages of proposals have in common: statuses, and refusals in words."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.proposals import refusals
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence
from pulau.foundation.ui.middleware import spoken_language

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
UNAVAILABLE: Final = 503
REFUSED: Final = (refusals.ProposalRefused, BadInput, ValidationError)
"""What a service raises that a person can mend."""


def told(problem: Exception) -> list[tuple[str, str]]:
    """Return (field, words) of a refusal; the field is empty where none is to be mended."""
    if isinstance(problem, BadInput):
        return [(each.place, sentence(each.code, each.params, spoken_language())) for each in problem.problems]
    if isinstance(problem, ValidationError):
        return [(_FIELDS.get(field, field), _unfit(field)) for field in problem.message_dict]
    assert isinstance(problem, refusals.ProposalRefused)  # noqa: S101 - REFUSED has no other
    return [(problem.field, _words(problem))]


_FIELDS: Final = {"value": "nilai", "document": "dokumen", "document_date": "tanggal", "condition": "nilai"}


def _unfit(field: str) -> str:
    return {
        "value": _("Pilih jawabannya, atau tulis tanggal yang sudah lewat."),
        "document": _("Sebut dokumennya: nama, nomor, dan penerbitnya."),
        "document_date": _("Tanggal dokumen belum tiba."),
    }.get(field, _("Isian ini tidak dapat diterima. Periksa kembali."))


def _words(problem: refusals.ProposalRefused) -> str:
    if isinstance(problem, refusals.OverQuota):
        told_n = {"quota": problem.quota, "count": problem.count}
        return (
            ngettext(
                "Kuota instansi tahun ini %(quota)d unit; dengan usulan ini menjadi %(count)d. Keluarkan sebagian.",
                "Kuota instansi tahun ini %(quota)d unit; dengan usulan ini menjadi %(count)d. Keluarkan sebagian.",
                problem.quota,
            )
            % told_n
        )
    if isinstance(problem, refusals.WrongSeason):
        return {
            "tahun": _("Tahun itu belum mempunyai jadwal."),
            "tanggal": _("Tanggal ini tidak berurutan dengan tanggal lain tahun itu. Periksa kembali."),
            "kuota": _("Tulis angka mulai dari 0, atau kosongkan bila tidak dibatasi."),
            "langkah": _("Pilih dari daftar."),
            "dasar": _("Sebut pengumuman atau surat yang menetapkannya."),
        }[problem.field]
    return {
        refusals.DraftStands: _("Tahun itu sudah ada drafnya. Lanjutkan draf itu."),
        refusals.NotADraft: _("Usulan ini sudah ditandatangani; unitnya tidak dapat diubah lagi."),
        refusals.NothingProposed: _("Belum ada unit yang layak diusulkan."),
        refusals.UnitNotFit: _("Unit itu tidak sedang pada tahap layak diusulkan."),
        refusals.UnitProposedAlready: _("Unit itu sudah ada dalam usulan."),
        refusals.LetterNumberMissing: _("Tulis nomor surat menurut agenda instansi."),
        refusals.ReasonMissing: _("Tulis alasannya."),
        refusals.ProposalChanged: _(
            "Unit atau syaratnya berubah sejak halaman ini dibuka. Periksa lagi yang di bawah ini, lalu tandatangani."
        ),
        refusals.UnitsUnready: _("Belum ada yang ditandatangani: ada unit yang belum dapat diusulkan."),
    }[type(problem)]
