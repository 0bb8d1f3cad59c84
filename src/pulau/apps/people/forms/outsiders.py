"""What is asked of a person from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.forms.duties import Words, day_field
from pulau.apps.people.forms.staff import StaffForm
from pulau.apps.people.models import OutsideKind, OutsidePerson
from pulau.apps.people.models.appointments import LONGEST_DOCUMENT, LONGEST_NAME, LONGEST_POSITION
from pulau.apps.people.staffing import OutsiderFacts
from pulau.foundation.ui.form_fields import text_field


class OutsiderForm(StaffForm):
    """Who comes from where, from when to when, on what paper."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "nama": (_("Nama"), _("Seperti di surat tugasnya.")),
        "asal": (_("Asal"), ""),
        "lembaga": (_("Lembaga"), _("Misalnya Ombudsman RI Perwakilan Jawa Barat.")),
        "jabatan": (_("Jabatan di lembaganya"), ""),
        "surel": (_("Surel"), ""),
        "mulai": (_("Mulai"), _("Hari pertama.")),
        "sampai": (_("Sampai"), _("Hari terakhir. Kosongkan bila belum ditentukan.")),
        "dokumen": (_("Dokumen"), _("Nomor surat yang menjadi dasarnya.")),
    }

    nama = text_field(LONGEST_NAME, _("Tulis namanya."))
    asal = forms.ChoiceField(choices=[("", _("Pilih asal")), *OutsideKind.choices],
                             error_messages={"required": _("Pilih dari mana orang ini.")})  # fmt: skip
    lembaga = text_field(LONGEST_NAME, _("Tulis nama lembaganya."))
    jabatan = text_field(LONGEST_POSITION)
    surel = forms.EmailField(required=False, error_messages={"invalid": _("Alamat surel ini tidak lengkap.")})
    mulai = day_field()
    sampai = day_field(required=False)
    dokumen = text_field(LONGEST_DOCUMENT)

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        told = super().clean() or {}
        since, until = told.get("mulai"), told.get("sampai")
        if since and until and until < since:
            self.add_error("sampai", _("Hari terakhir tidak mendahului hari mulai."))
        return told

    def facts(self) -> OutsiderFacts:
        """Return what a valid form tells."""
        told = self.cleaned_data
        return OutsiderFacts(
            kind=OutsideKind(told["asal"]), institution=told["lembaga"], name=told["nama"], position=told["jabatan"],
            email=told["surel"], document=told["dokumen"], since=told["mulai"], until=told["sampai"],
        )  # fmt: skip

    @staticmethod
    def initial_of(person: OutsidePerson) -> dict[str, object]:
        """Return the fields as they are kept."""
        return {
            "nama": person.name, "asal": person.kind, "lembaga": person.institution, "jabatan": person.position,
            "surel": person.email, "mulai": person.since, "sampai": person.until, "dokumen": person.document,
        }  # fmt: skip
