"""What is typed on the pages of clearances and panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from pulau.apps.panels.models import LONGEST_REASON, LONGEST_TEXT, Answer
from pulau.foundation.ui.form_fields import FROM_LIST, DayField, Words, choice_field, text_field

if TYPE_CHECKING:
    from collections.abc import Iterable


class AskForm(forms.Form):
    """Which body is asked, and what."""

    def __init__(self, bodies: Iterable[tuple[str, Words]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the bodies that were not asked yet."""
        super().__init__(*args, **kwargs)
        self.fields["lembaga"] = choice_field(bodies, FROM_LIST, label=_("Lembaga"))
        hint = _("Apa yang ditanyakan tentang unit ini, dan nomor surat permintaannya.")
        self.fields["pertanyaan"] = text_field(
            LONGEST_TEXT, _("Tulis pertanyaannya."), label=_("Pertanyaan"), hint=hint, rows=True
        )


class AnswerForm(forms.Form):
    """What a body answered, on which day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["jawaban"] = choice_field([("", _("Pilih")), *Answer.choices], FROM_LIST, label=_("Jawaban"))
        hint = _("Kosongkan bila lembaga tidak menjawab.")
        self.fields["tanggal"] = DayField(label=_("Tanggal surat jawaban"), help_text=hint, required=False)
        hint = _("Wajib untuk catatan dan keberatan.")
        self.fields["isi"] = text_field(LONGEST_TEXT, label=_("Isi jawaban"), hint=hint, rows=True)


class LeaveForm(forms.Form):
    """Why somebody leaves the panel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the field."""
        super().__init__(*args, **kwargs)
        self.fields["alasan"] = text_field(LONGEST_REASON, _("Tulis alasannya."), label=_("Alasan mundur"), rows=True)
