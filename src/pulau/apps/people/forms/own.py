"""What is asked when somebody hands a duty of their own to a colleague, or declares an interest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.forms.duties import LONGEST_WORDS, LinedForm, Words, day_field
from pulau.apps.people.models import Appointment, InterestGround
from pulau.apps.people.models.appointments import LONGEST_DOCUMENT
from pulau.apps.people.places import unit_by_words
from pulau.apps.people.selectors.duties import person_by_words
from pulau.apps.people.services.delegating import HandOver
from pulau.apps.people.services.interests import Declaration
from pulau.core.shared.actor import Actor
from pulau.foundation.ui.formats import long_date

LONGEST_NOTE = 300


class DelegationForm(LinedForm):
    """To whom, from when to when, by which document."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "kepada": (_("Kepada"), _("NIP atau surel rekan di instansi ini yang sudah memiliki akun.")),
        "mulai": (_("Mulai"), ""),
        "sampai": (_("Sampai"), _("Hari terakhir. Setelah itu pendelegasian berakhir sendiri.")),
        "dokumen": (_("Dokumen"), _("Nomor surat pendelegasian.")),
    }
    kepada = forms.CharField(
        max_length=LONGEST_WORDS, error_messages={"required": _("Tulis NIP atau surel rekan Anda.")}
    )
    mulai = day_field()
    sampai = day_field()
    dokumen = forms.CharField(
        max_length=LONGEST_DOCUMENT, error_messages={"required": _("Tulis nomor surat pendelegasiannya.")}
    )

    def __init__(self, actor: Actor, duty: Appointment, today: date, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial={"mulai": max(today, duty.since)})
        self.actor, self.duty, self.today = actor, duty, today

    def clean(self) -> dict[str, Any]:
        """Find the colleague, and refuse days outside of the duty's own."""
        told = super().clean() or {}
        if words := told.get("kepada"):
            told["person"] = person_by_words(self.actor, words)
            if told["person"] is None:
                self.add_error("kepada", _("Tidak ada pegawai dengan NIP atau surel itu yang memiliki akun."))
            elif told["person"].pk == self.actor.user_id:
                self.add_error("kepada", _("Pilih rekan, bukan diri sendiri."))
        since, until = told.get("mulai"), told.get("sampai")
        first = max(self.today, self.duty.since)
        if since and since < first:
            self.add_error("mulai", _("Paling awal %(day)s.") % {"day": long_date(first)})
        if since and until and until < since:
            self.add_error("sampai", _("Hari terakhir tidak mendahului hari mulai."))
        if until and self.duty.until and until > self.duty.until:
            self.add_error("sampai", _("Peran Anda sendiri berakhir %(day)s.") % {"day": long_date(self.duty.until)})
        return told

    def hand_over(self) -> HandOver:
        """Return what a valid form asks for."""
        told = self.cleaned_data
        return HandOver(to_user=told["person"].pk, since=told["mulai"], until=told["sampai"], document=told["dokumen"])


class InterestForm(LinedForm):
    """In which unit, on what ground, from when to when."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "unit": (_("Unit"), _("Kode atau nama lengkap. Kosongkan bila menyangkut seluruh instansi.")),
        "alasan": (_("Alasan"), ""),
        "catatan": (_("Keterangan"), _("Seperlunya, tanpa nama orang lain.")),
        "mulai": (_("Mulai"), ""),
        "sampai": (_("Sampai"), _("Kosongkan bila belum diketahui; pernyataan dapat diakhiri kapan saja.")),
    }
    unit = forms.CharField(required=False, max_length=LONGEST_WORDS)
    alasan = forms.ChoiceField(choices=InterestGround.choices)
    catatan = forms.CharField(
        required=False,
        max_length=LONGEST_NOTE,
        error_messages={"max_length": _("Paling banyak %(limit_value)d huruf; yang ditulis %(show_value)d.")},
    )
    mulai = day_field()
    sampai = day_field(required=False)

    def __init__(self, actor: Actor, today: date, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial={"mulai": today})
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        """Find the unit, and refuse days in the wrong order."""
        told = super().clean() or {}
        words = told.get("unit", "")
        told["unit_id"] = None
        if words:
            found = unit_by_words(self.actor, words)
            if found is None:
                self.add_error("unit", _("Tidak ada unit dengan kode atau nama itu."))
            else:
                told["unit_id"] = found.pk
        since, until = told.get("mulai"), told.get("sampai")
        if since and until and until < since:
            self.add_error("sampai", _("Hari terakhir tidak mendahului hari mulai."))
        return told

    def declaration(self) -> Declaration:
        """Return what a valid form declares."""
        told = self.cleaned_data
        return Declaration(
            ground=InterestGround(told["alasan"]),
            since=told["mulai"],
            until=told["sampai"],
            unit_id=told["unit_id"],
            note=told["catatan"],
        )
