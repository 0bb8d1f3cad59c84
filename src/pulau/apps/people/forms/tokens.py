"""What is asked when a token is made."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 80
DAYS = [("30", _("30 hari")), ("90", _("90 hari")), ("365", _("1 tahun"))]


class TokenForm(forms.Form):
    """A new token: what it is for, and for how long."""

    nama = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Tulis untuk apa token ini, misalnya nama aplikasi yang akan memakainya."),
            "max_length": _("Nama ini terlalu panjang: paling banyak 80 huruf."),
        },
    )
    hari = forms.TypedChoiceField(
        choices=DAYS,
        coerce=int,
        initial="90",
        error_messages={
            "required": _("Pilih berapa lama token ini berlaku."),
            "invalid_choice": _("Pilih 30 hari, 90 hari, atau 1 tahun."),
        },
    )
