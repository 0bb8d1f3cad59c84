"""What is typed on the pages of clearances and panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.panels.models import LONGEST_REASON, LONGEST_TEXT, Answer
from pulau.foundation.ui.form_fields import DayField, Words

if TYPE_CHECKING:
    from collections.abc import Iterable


def _long(label: Words, longest: int, needed: Words = "", hint: Words = "") -> forms.CharField:
    told = {"max_length": gettext_lazy("Paling panjang %(limit_value)d huruf; yang ditulis %(show_value)d.")}
    return forms.CharField(
        max_length=longest,
        required=bool(needed),
        label=label,
        help_text=hint,
        error_messages=told | ({"required": needed} if needed else {}),
        widget=forms.Textarea,
    )


def _choice(label: Words, options: Iterable[tuple[str, Words]]) -> forms.ChoiceField:
    told = {"invalid_choice": gettext_lazy("Pilih dari daftar."), "required": gettext_lazy("Pilih dari daftar.")}
    return forms.ChoiceField(choices=list(options), label=label, error_messages=told)


class AskForm(forms.Form):
    """Which body is asked, and what."""

    def __init__(self, bodies: Iterable[tuple[str, Words]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the bodies that were not asked yet."""
        super().__init__(*args, **kwargs)
        self.fields["lembaga"] = _choice(_("Lembaga"), bodies)
        hint = _("Apa yang ditanyakan tentang unit ini, dan nomor surat permintaannya.")
        self.fields["pertanyaan"] = _long(_("Pertanyaan"), LONGEST_TEXT, _("Tulis pertanyaannya."), hint)


class AnswerForm(forms.Form):
    """What a body answered, on which day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["jawaban"] = _choice(_("Jawaban"), [("", _("Pilih")), *Answer.choices])
        hint = _("Kosongkan bila lembaga tidak menjawab.")
        self.fields["tanggal"] = DayField(label=_("Tanggal surat jawaban"), help_text=hint, required=False)
        hint = _("Wajib untuk catatan dan keberatan.")
        self.fields["isi"] = _long(_("Isi jawaban"), LONGEST_TEXT, hint=hint)


class LeaveForm(forms.Form):
    """Why somebody leaves the panel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the field."""
        super().__init__(*args, **kwargs)
        self.fields["alasan"] = _long(_("Alasan mundur"), LONGEST_REASON, _("Tulis alasannya."))
