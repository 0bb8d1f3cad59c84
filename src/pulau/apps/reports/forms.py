"""The form with which a report is made: its kind and the number of the letter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.reports.models import LONGEST_NUMBER
from pulau.exchange.reports.content import ReportKind


class MakeForm(forms.Form):
    """What is typed for a report; everything else comes from the data."""

    jenis = forms.ChoiceField(
        choices=[(kind.value, kind.value) for kind in ReportKind],
        error_messages={"required": _("Pilih jenis laporan."), "invalid_choice": _("Pilih jenis laporan.")},
    )
    nomor = forms.CharField(
        required=False,
        max_length=LONGEST_NUMBER,
        error_messages={"max_length": _("Nomor laporan paling panjang %(limit_value)d huruf. Persingkat.")},
    )
