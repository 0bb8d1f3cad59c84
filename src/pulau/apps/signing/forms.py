"""Forms of documents: a reason, somebody in another's place, an end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.signing.models import LONGEST_NAME, LONGEST_POSITION, LONGEST_REASON, DocumentState
from pulau.foundation.ui.form_fields import TOO_LONG, text_field

ACTING = [("", _("Sendiri")), ("Plt.", _("Plt. (pelaksana tugas)")), ("Plh.", _("Plh. (pelaksana harian)"))]
ENDS = [
    (DocumentState.WITHDRAWN.value, _("Dicabut: sudah ditandatangani, tidak berlaku lagi")),
    (DocumentState.CANCELLED.value, _("Dibatalkan: belum ditandatangani semua")),
    (DocumentState.SUPERSEDED.value, _("Diganti dokumen lain")),
]


class ReasonForm(forms.Form):
    """Why."""

    alasan = text_field(LONGEST_REASON, _("Tulis alasannya."))


class ReplaceForm(ReasonForm):
    """Who signs in somebody's place: as whom, by which account, and why."""

    nama = text_field(LONGEST_NAME, _("Tulis namanya."))
    jabatan = text_field(LONGEST_POSITION, _("Tulis jabatannya."))
    sebagai = forms.ChoiceField(choices=ACTING, required=False)
    surel = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={"invalid": _("Tulis alamat surel yang benar."), "max_length": TOO_LONG},
    )
    field_order = ("nama", "jabatan", "sebagai", "surel", "alasan")


class EndForm(ReasonForm):
    """How a document ends, by which other it is superseded, and why."""

    keadaan = forms.ChoiceField(choices=ENDS, error_messages={"required": _("Pilih bagaimana dokumen ini berakhir.")})
    pengganti = text_field(40)
    field_order = ("keadaan", "pengganti", "alasan")

    def clean(self) -> dict[str, Any]:
        """Ask for a successor exactly where there must be one."""
        found = super().clean() or {}
        if found.get("keadaan") == DocumentState.SUPERSEDED and not found.get("pengganti", "").strip():
            self.add_error("pengganti", _("Tulis nomor dokumen penggantinya."))
        return found
