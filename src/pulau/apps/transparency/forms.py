"""The form by which the contents of an entry are erased by right."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy

from pulau.apps.transparency.services.erasing import ARTICLES, LONGEST_GROUND
from pulau.foundation.ui.form_fields import choice_field, text_field

_COURT = gettext_lazy("Putusan pengadilan")
LABELS = {article: _COURT if article == ARTICLES[-1] else article for article in ARTICLES}


class ErasureForm(forms.Form):
    """The article, the reason, the document that decided it, and that the consequences were read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields; their labels stand on the page."""
        super().__init__(*args, **kwargs)
        self.fields["dasar"] = choice_field(
            [("", gettext_lazy("Pilih dasar hukumnya")), *LABELS.items()],
            gettext_lazy("Pilih dasar hukum penghapusan."),
        )
        self.fields["alasan"] = text_field(
            LONGEST_GROUND,
            gettext_lazy("Tulis alasannya."),
            rows=True,
        )
        self.fields["dokumen"] = forms.FileField(
            error_messages={
                "required": gettext_lazy("Pilih berkas dokumennya."),
                "empty": gettext_lazy("Berkas itu kosong; pilih yang berisi."),
            },
        )
        self.fields["paham"] = forms.BooleanField(
            error_messages={"required": gettext_lazy("Centang bila Anda memahami akibatnya.")}
        )

    @property
    def document_digest(self) -> str:
        """The SHA-256 of the document, which is not kept."""
        file: File[bytes] = self.cleaned_data["dokumen"]
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        return digest.hexdigest()
