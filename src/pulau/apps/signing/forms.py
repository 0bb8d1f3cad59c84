"""Forms of documents: a reason, somebody in another's place, an end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.signing.models import LONGEST_NAME, LONGEST_POSITION, LONGEST_REASON, DocumentState

ACTING = [("", _("Sendiri")), ("Plt.", _("Plt. (pelaksana tugas)")), ("Plh.", _("Plh. (pelaksana harian)"))]
ENDS = [
    (DocumentState.WITHDRAWN.value, _("Dicabut: sudah ditandatangani, tidak berlaku lagi")),
    (DocumentState.CANCELLED.value, _("Dibatalkan: belum ditandatangani semua")),
    (DocumentState.SUPERSEDED.value, _("Diganti dokumen lain")),
]
_TOO_LONG = _("Paling panjang %(limit_value)d huruf; yang ditulis %(show_value)d.")


class ReasonForm(forms.Form):
    """Why."""

    alasan = forms.CharField(
        max_length=LONGEST_REASON, error_messages={"required": _("Tulis alasannya."), "max_length": _TOO_LONG}
    )


class ReplaceForm(ReasonForm):
    """Who signs in somebody's place: as whom, by which account, and why."""

    nama = forms.CharField(
        max_length=LONGEST_NAME, error_messages={"required": _("Tulis namanya."), "max_length": _TOO_LONG}
    )
    jabatan = forms.CharField(
        max_length=LONGEST_POSITION, error_messages={"required": _("Tulis jabatannya."), "max_length": _TOO_LONG}
    )
    sebagai = forms.ChoiceField(choices=ACTING, required=False)
    surel = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={"invalid": _("Tulis alamat surel yang benar."), "max_length": _TOO_LONG},
    )
    field_order = ("nama", "jabatan", "sebagai", "surel", "alasan")


class EndForm(ReasonForm):
    """How a document ends, by which other it is superseded, and why."""

    keadaan = forms.ChoiceField(choices=ENDS, error_messages={"required": _("Pilih bagaimana dokumen ini berakhir.")})
    pengganti = forms.CharField(required=False, max_length=40, error_messages={"max_length": _TOO_LONG})
    field_order = ("keadaan", "pengganti", "alasan")

    def clean(self) -> dict[str, Any]:
        """Ask for a successor exactly where there must be one."""
        found = super().clean() or {}
        if found.get("keadaan") == DocumentState.SUPERSEDED and not found.get("pengganti", "").strip():
            self.add_error("pengganti", _("Tulis nomor dokumen penggantinya."))
        return found
