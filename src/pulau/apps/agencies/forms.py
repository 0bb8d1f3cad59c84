"""The form by which an administrator adds a unit."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.agencies.models import CODE_RULE, LONGEST_CODE, LONGEST_NAME, UnitKind


class UnitForm(forms.Form):
    """A unit as typed, checked by the rules of the model; whether its code is free is found by the service."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Tulis nama unit seperti di surat dinas."),
            "max_length": _("Nama paling panjang %(limit_value)d huruf; yang ditulis %(show_value)d."),
        },
    )
    code = forms.CharField(
        max_length=LONGEST_CODE,
        validators=[CODE_RULE],
        error_messages={
            "required": _("Tulis kode unit, misalnya puskesmas-air-tawar."),
            "invalid": _("Kode hanya memuat huruf kecil, angka, dan tanda hubung, misalnya puskesmas-air-tawar."),
            "max_length": _("Kode paling panjang %(limit_value)d huruf; yang ditulis %(show_value)d."),
        },
    )
    kind = forms.ChoiceField(
        choices=UnitKind.choices,
        error_messages={
            "required": _("Pilih jenis unit."),
            "invalid_choice": _("Pilih jenis unit dari daftar."),
        },
    )
