"""The forms of the calculator: a file with its options, and what a plan is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pulau.apps.worksheets.calculation import NO_TITLE, Options
from pulau.core.scoring.model import Unanswered
from pulau.exchange.packs import available, load_pack

UNANSWERED = [
    (Unanswered.ZERO.value, _("Dihitung nol, seperti bunyi peraturan")),
    (Unanswered.SKIP.value, _("Dikeluarkan dari rata-rata, seperti lembar kementerian")),
]
PRIOR_TITLES = [("", _("Menurut berkas")), (NO_TITLE, _("Belum ada")), ("WBK", "WBK"), ("WBBM", "WBBM")]

_CHOICES: Mapping[str, Sequence[tuple[str, object]]] = {"unanswered": UNANSWERED, "prior_title": PRIOR_TITLES}


@cache
def regulations() -> tuple[tuple[str, str], ...]:
    """List the regulations that have a worksheet: id and name."""
    packs = (load_pack(pack_id) for pack_id in available())
    return tuple((pack.id, pack.instrument) for pack in packs if pack.worksheet)


def regulation_choices() -> list[tuple[str, object]]:
    """List what a form offers; the first leaves it to the file."""
    return [("", _("Menurut berkas")), *regulations()]


class OptionsForm(forms.Form):
    """How a worksheet is to be scored."""

    regulation = forms.ChoiceField(required=False, choices=regulation_choices)
    prior_title = forms.ChoiceField(required=False, choices=PRIOR_TITLES)
    unanswered = forms.ChoiceField(required=False, choices=UNANSWERED)

    def options(self) -> Options:
        """Return the choices of a valid form."""
        return Options(
            regulation=self.cleaned_data["regulation"] or None,
            prior_title=self.cleaned_data["prior_title"] or None,
            unanswered=Unanswered(self.cleaned_data["unanswered"] or Unanswered.ZERO),
        )

    def allowed(self, field: str) -> str:
        """List what a field takes, for a message."""
        choices = _CHOICES.get(field) or regulation_choices()
        return ", ".join(str(key) for key, _text in choices if key)


class FileForm(OptionsForm):
    """A filled worksheet to be scored."""

    berkas = forms.FileField(
        allow_empty_file=False,
        max_length=255,
        error_messages={
            "required": _("Pilih berkas lembar kerja lebih dahulu: .xlsx, .ods, atau .json."),
            "empty": _("Berkas ini kosong. Pilih lembar kerja yang sudah diisi."),
            "max_length": _("Nama berkas terlalu panjang. Ganti dengan nama yang lebih pendek."),
        },
    )

    def upload(self) -> UploadedFile[Any]:
        """Return the file of a valid form."""
        upload: UploadedFile[Any] = self.cleaned_data["berkas"]
        return upload
