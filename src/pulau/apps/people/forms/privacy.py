"""What a person asks about their data, and how it is answered."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.models.appointments import LONGEST_DOCUMENT
from pulau.apps.people.models.staff import RequestKind
from pulau.foundation.ui.form_fields import text_field

LONGEST: Final = 2_000


class AskForm(forms.Form):
    """What is asked, of which body, in the person's own words."""

    jenis = forms.ChoiceField(
        choices=RequestKind.choices,
        error_messages={
            "required": _("Pilih apa yang Anda minta."),
            "invalid_choice": _("Pilih salah satu dari daftar."),
        },
    )
    isi = text_field(LONGEST)

    def clean(self) -> dict[str, object]:
        """Ask what is wrong where a correction is wanted."""
        given: dict[str, object] = super().clean() or {}
        if given.get("jenis") == RequestKind.CORRECTION and not str(given.get("isi", "")).strip():
            self.add_error("isi", _("Tulis data mana yang salah, dan bagaimana seharusnya."))
        return given


class AnswerForm(forms.Form):
    """Done or not, and the words for the person."""

    putusan = forms.ChoiceField(
        choices=[("kabul", _("Dikabulkan")), ("tolak", _("Ditolak"))],
        error_messages={"required": _("Pilih jawabannya."), "invalid_choice": _("Pilih salah satu dari daftar.")},
    )
    jawaban = text_field(LONGEST, _("Tulis penjelasan bagi yang meminta."))


class HoldForm(forms.Form):
    """The document by which nothing may be erased."""

    dokumen = text_field(LONGEST_DOCUMENT, _("Tulis nomor dan tanggal dokumen yang menjadi dasarnya."))
