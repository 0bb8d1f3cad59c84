"""What an invited person without an account fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.forms.duties import LONGEST_WORDS, LinedForm, Words


class NewcomerForm(LinedForm):
    """One's name as it is to be shown, and a password, twice."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "nama": (_("Nama lengkap"), _("Dengan gelar, seperti di surat dinas.")),
        "sandi": (_("Kata sandi"), _("Paling sedikit 12 karakter, dan bukan yang umum dipakai.")),
        "ulangi": (_("Ulangi kata sandi"), ""),
    }
    nama = forms.CharField(max_length=LONGEST_WORDS, error_messages={"required": _("Tulis nama Anda.")})
    sandi = forms.CharField(
        strip=False, widget=forms.PasswordInput, error_messages={"required": _("Pilih kata sandi.")}
    )
    ulangi = forms.CharField(
        strip=False, widget=forms.PasswordInput, error_messages={"required": _("Tulis kata sandi sekali lagi.")}
    )

    def clean(self) -> dict[str, object]:
        """Refuse two passwords that differ."""
        told = super().clean() or {}
        if told.get("sandi") and told.get("ulangi") and told["sandi"] != told["ulangi"]:
            self.add_error("ulangi", _("Kedua kata sandi tidak sama."))
        return told
