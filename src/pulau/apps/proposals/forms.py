"""What is typed on the pages of proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import AgencyKind
from pulau.apps.proposals.models import LONGEST_DOCUMENT, LONGEST_GROUND, LONGEST_NUMBER, LONGEST_REASON
from pulau.apps.proposals.seasons import QUOTA
from pulau.apps.proposals.words import STEP_WORDS
from pulau.core.workflow.proposing import NO, YES
from pulau.exchange.seasons import KINDS, STEPS
from pulau.foundation.ui.form_fields import FROM_LIST, DayField, choice_field, text_field

if TYPE_CHECKING:
    from collections.abc import Iterable


class SeasonForm(forms.Form):
    """Which day or quota of a year is set, to what, and by which announcement."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Offer every step and every kind of agency."""
        super().__init__(*args, **kwargs)
        steps = [(step, STEP_WORDS[step]) for step in STEPS]
        kinds = [(f"{QUOTA}{kind}", _("Kuota: %(kind)s") % {"kind": AgencyKind(kind).label}) for kind in KINDS]
        self.fields["langkah"] = choice_field([*steps, *kinds], FROM_LIST, label=_("Yang ditetapkan"))
        self.fields["tanggal"] = DayField(label=_("Tanggal"), help_text=_("Untuk langkah jadwal."), required=False)
        hint = _("Untuk kuota: banyaknya unit tiap instansi. Kosong: tidak dibatasi.")
        wrong = _("Tulis angka mulai dari 0.")
        told = {"invalid": wrong, "min_value": wrong, "max_value": _("Angkanya terlalu besar.")}
        self.fields["kuota"] = forms.IntegerField(
            label=_("Kuota"), help_text=hint, required=False, min_value=0, max_value=100_000, error_messages=told
        )
        hint = _("Pengumuman atau surat TPN, dengan nomor dan tanggalnya.")
        self.fields["dasar"] = text_field(
            LONGEST_GROUND, _("Sebut pengumuman atau suratnya."), label=_("Dasar"), hint=hint
        )


class StatementForm(forms.Form):
    """What the agency states of a condition: yes or no, a day, or a kind of unit; and the document behind it."""

    def __init__(self, kinds: Iterable[tuple[str, str]], day: bool, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401, FBT001 - Django's own
        """Ask for a day, for one of `kinds` where there are any, or for yes and no."""
        super().__init__(*args, **kwargs)
        options = list(kinds)
        if day:
            self.fields["nilai"] = DayField(label=_("Pembangunan dimulai"), help_text=_("Tanggal pada piagamnya."))
        elif options:
            self.fields["nilai"] = choice_field(
                [("", _("Tidak termasuk salah satunya")), *options], label=_("Jenis unit")
            )
        else:
            self.fields["nilai"] = choice_field(
                [("", _("Pilih")), (YES, _("Ya, terpenuhi")), (NO, _("Tidak terpenuhi"))], FROM_LIST, label=_("Jawaban")
            )
        hint = _("Nama, nomor, dan penerbitnya, misalnya Keputusan Bupati 12/2025 tentang layanan utama.")
        self.fields["dokumen"] = text_field(LONGEST_DOCUMENT, _("Sebut dokumennya."), label=_("Dokumen"), hint=hint)
        self.fields["tanggal"] = DayField(label=_("Tanggal dokumen"))


class WithdrawForm(forms.Form):
    """By which letter and why a unit is taken back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["nomor"] = text_field(LONGEST_NUMBER, label=_("Nomor surat penarikan"), hint=_("Bila ada."))
        self.fields["alasan"] = text_field(LONGEST_REASON, _("Tulis alasannya."), label=_("Alasan"), rows=True)
