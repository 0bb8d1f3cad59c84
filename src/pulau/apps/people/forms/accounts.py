"""What is asked to link an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.forms.duties import Words
from pulau.apps.people.forms.staff import StaffForm


class AccountForm(StaffForm):
    """Whose account it is, by the address with which they sign in."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "surel": (_("Surel akun"), _("Surel yang dipakai untuk masuk. Akunnya sudah pernah memegang peran di sini.")),
    }

    surel = forms.EmailField(
        error_messages={"required": _("Tulis surel akunnya."), "invalid": _("Alamat surel ini tidak lengkap.")}
    )
