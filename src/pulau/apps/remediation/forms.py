"""What is typed on the pages of repair and of good practices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from pulau.apps.remediation.models import LONGEST_TEXT, LONGEST_TITLE, EffectState
from pulau.apps.remediation.wishes import Doneness, EffectFound, PracticeWish, StepWish
from pulau.foundation.ui.form_fields import DayField, choice_field, text_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.foundation.accounts.models import User


def _choice(label: str, options: Sequence[tuple[str, str]], needed: str) -> forms.Field:
    return choice_field([("", _("Pilih")), *options], needed, label=label)


class StepForm(forms.Form):
    """Why it is so, what will be done, by whom, until when."""

    def __init__(self, people: Sequence[User], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the people of the unit."""
        super().__init__(*args, **kwargs)
        hint = _("Tanya mengapa beberapa kali: bukan gejalanya, melainkan sebabnya.")
        self.fields["akar"] = text_field(
            LONGEST_TEXT, _("Tulis mengapa hal ini terjadi."), label=_("Akar masalah"), hint=hint, rows=True
        )
        self.fields["tindakan"] = text_field(
            LONGEST_TEXT, _("Tulis apa yang akan dikerjakan."), label=_("Tindakan"), rows=True
        )
        options = [(str(user.pk), user.full_name) for user in people]
        self.fields["penanggung_jawab"] = _choice(_("Penanggung jawab"), options, _("Pilih orangnya."))
        self.fields["tenggat"] = DayField(label=_("Selesai paling lambat"))

    def wish(self, seen: int) -> StepWish:
        """Return what was typed, once it is valid."""
        data = self.cleaned_data
        return StepWish(data["akar"], data["tindakan"], UUID(data["penanggung_jawab"]), data["tenggat"], seen)


class DoneForm(forms.Form):
    """What came of a step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the field; the proof is chosen beside it."""
        super().__init__(*args, **kwargs)
        self.fields["hasil"] = text_field(
            LONGEST_TEXT, _("Tulis apa yang sekarang berbeda."), label=_("Apa yang berubah"), rows=True
        )

    def done(self, proof: UUID | None, seen: int) -> Doneness:
        """Return what was typed, once it is valid."""
        return Doneness(self.cleaned_data["hasil"], proof, seen)


class EffectForm(forms.Form):
    """Whether a finished step had its effect."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        options = [(value, str(label)) for value, label in EffectState.choices]
        self.fields["hasil_periksa"] = _choice(_("Hasil pemeriksaan"), options, _("Pilih hasilnya."))
        self.fields["catatan"] = text_field(
            LONGEST_TEXT, _("Tulis apa yang Anda periksa dan lihat."), label=_("Apa yang Anda lihat"), rows=True
        )

    def found(self, seen: int) -> EffectFound:
        """Return what was typed, once it is valid."""
        return EffectFound(self.cleaned_data["hasil_periksa"], self.cleaned_data["catatan"], seen)


class PracticeForm(forms.Form):
    """A good practice: what was wrong, what was done, what came of it."""

    def __init__(
        self,
        areas: Sequence[tuple[str, str]],
        units: Sequence[tuple[str, str]],
        *args: Any,  # noqa: ANN401 - Django's own signature
        **kwargs: Any,  # noqa: ANN401 - the same
    ) -> None:
        """Offer the areas of change, and the units for which the person may write (one: it is not asked)."""
        super().__init__(*args, **kwargs)
        if len(units) > 1:
            self.fields["unit"] = _choice(_("Unit"), units, _("Pilih unitnya."))
        hint = _("Sebut apa yang dilakukan, misalnya: Antrean dipanggil lewat pesan singkat.")
        self.fields["judul"] = text_field(LONGEST_TITLE, _("Tulis judulnya."), label=_("Judul"), hint=hint)
        self.fields["area"] = _choice(_("Area perubahan"), areas, _("Pilih areanya."))
        self.fields["masalah"] = text_field(
            LONGEST_TEXT, _("Tulis apa yang semula tidak baik."), label=_("Masalah semula"), rows=True
        )
        self.fields["langkah"] = text_field(
            LONGEST_TEXT,
            _("Tulis langkahnya."),
            label=_("Yang dilakukan"),
            hint=_("Satu langkah satu baris."),
            rows=True,
        )
        hint = _("Dengan angka, sebelum dan sesudah.")
        self.fields["hasil"] = text_field(LONGEST_TEXT, _("Tulis hasilnya."), label=_("Hasilnya"), hint=hint, rows=True)
        self.fields["biaya"] = text_field(LONGEST_TITLE, label=_("Biaya dan waktu"))

    def wish(self, seen: int) -> PracticeWish:
        """Return what was typed, once it is valid."""
        data = self.cleaned_data
        return PracticeWish(
            title=data["judul"],
            area=data["area"],
            problem=data["masalah"],
            steps=data["langkah"],
            outcome=data["hasil"],
            cost=data["biaya"],
            seen=seen,
        )
