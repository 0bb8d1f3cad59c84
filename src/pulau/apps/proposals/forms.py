"""What is typed on the pages of proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.agencies.contract import AgencyKind
from pulau.apps.proposals.models import LONGEST_DOCUMENT, LONGEST_GROUND, LONGEST_NUMBER, LONGEST_REASON
from pulau.apps.proposals.seasons import QUOTA
from pulau.apps.proposals.words import STEP_WORDS
from pulau.core.workflow.proposing import NO, YES
from pulau.exchange.seasons import KINDS, STEPS
from pulau.foundation.ui.form_fields import DayField, Words

if TYPE_CHECKING:
    from collections.abc import Iterable


def _text(label: Words, longest: int, needed: Words = "", hint: Words = "", *, rows: bool = False) -> forms.CharField:
    told = {"max_length": gettext_lazy("Paling panjang %(limit_value)d huruf; yang ditulis %(show_value)d.")}
    return forms.CharField(
        max_length=longest,
        required=bool(needed),
        label=label,
        help_text=hint,
        error_messages=told | ({"required": needed} if needed else {}),
        widget=forms.Textarea if rows else forms.TextInput,
    )


def _choice(label: Words, options: Iterable[tuple[str, Words]], hint: Words = "") -> forms.ChoiceField:
    told = {"invalid_choice": gettext_lazy("Pilih dari daftar."), "required": gettext_lazy("Pilih dari daftar.")}
    return forms.ChoiceField(choices=list(options), label=label, help_text=hint, error_messages=told)


class SeasonForm(forms.Form):
    """Which day or quota of a year is set, to what, and by which announcement."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Offer every step and every kind of agency."""
        super().__init__(*args, **kwargs)
        steps = [(step, STEP_WORDS[step]) for step in STEPS]
        kinds = [(f"{QUOTA}{kind}", _("Kuota: %(kind)s") % {"kind": AgencyKind(kind).label}) for kind in KINDS]
        self.fields["langkah"] = _choice(_("Yang ditetapkan"), [*steps, *kinds])
        self.fields["tanggal"] = DayField(label=_("Tanggal"), help_text=_("Untuk langkah jadwal."), required=False)
        hint = _("Untuk kuota: banyaknya unit tiap instansi. Kosong: tidak dibatasi.")
        wrong = _("Tulis angka mulai dari 0.")
        told = {"invalid": wrong, "min_value": wrong, "max_value": _("Angkanya terlalu besar.")}
        self.fields["kuota"] = forms.IntegerField(
            label=_("Kuota"), help_text=hint, required=False, min_value=0, max_value=100_000, error_messages=told
        )
        hint = _("Pengumuman atau surat TPN, dengan nomor dan tanggalnya.")
        self.fields["dasar"] = _text(_("Dasar"), LONGEST_GROUND, _("Sebut pengumuman atau suratnya."), hint)


class StatementForm(forms.Form):
    """What the agency states of a condition: yes or no, a day, or a kind of unit; and the document behind it."""

    def __init__(self, kinds: Iterable[tuple[str, str]], day: bool, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401, FBT001 - Django's own
        """Ask for a day, for one of `kinds` where there are any, or for yes and no."""
        super().__init__(*args, **kwargs)
        options = list(kinds)
        if day:
            self.fields["nilai"] = DayField(label=_("Pembangunan dimulai"), help_text=_("Tanggal pada piagamnya."))
        elif options:
            self.fields["nilai"] = _choice(_("Jenis unit"), [("", _("Tidak termasuk salah satunya")), *options])
            self.fields["nilai"].required = False
        else:
            self.fields["nilai"] = _choice(
                _("Jawaban"), [("", _("Pilih")), (YES, _("Ya, terpenuhi")), (NO, _("Tidak terpenuhi"))]
            )
        hint = _("Nama, nomor, dan penerbitnya, misalnya Keputusan Bupati 12/2025 tentang layanan utama.")
        self.fields["dokumen"] = _text(_("Dokumen"), LONGEST_DOCUMENT, _("Sebut dokumennya."), hint)
        self.fields["tanggal"] = DayField(label=_("Tanggal dokumen"))


class WithdrawForm(forms.Form):
    """By which letter and why a unit is taken back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["nomor"] = _text(_("Nomor surat penarikan"), LONGEST_NUMBER, hint=_("Bila ada."))
        self.fields["alasan"] = _text(_("Alasan"), LONGEST_REASON, _("Tulis alasannya."), rows=True)
