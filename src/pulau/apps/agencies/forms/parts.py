"""What the forms of this app have in common: documents, names, choices of units and regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.agencies.models import LONGEST_CODE, LONGEST_DOCUMENT, WorkUnit
from pulau.apps.agencies.selectors import find_units, living
from pulau.foundation.calendar import today_of
from pulau.foundation.ui.form_fields import Words, region_choices, text_field

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pulau.core.shared.actor import Actor

MOST_CHOICES = 200
"""Up to how many units are offered as a list; of more the code is typed."""


def document_field(*, required: bool = False) -> forms.CharField:
    """Return the field of the document on which something rests."""
    return text_field(
        LONGEST_DOCUMENT,
        gettext_lazy("Tulis dokumen yang menjadi dasarnya.") if required else "",
        label=gettext_lazy("Dokumen"),
        hint=gettext_lazy("Nama, nomor, dan tahun, misalnya Perda Nomor 4 Tahun 2025."),
    )


def name_field(label: Words, longest: int) -> forms.CharField:
    """Return the field of a name."""
    return forms.CharField(
        max_length=longest,
        label=label,
        error_messages={
            "required": gettext_lazy("Tulis namanya seperti di surat dinas."),
            "max_length": gettext_lazy("Nama paling panjang %(limit_value)d huruf; yang ditulis %(show_value)d."),
        },
    )


def region_field(own: str, label: Words = "") -> forms.ChoiceField:
    """Return the field of a region; `own` is the agency's code: its province comes first, without one all of them."""
    return forms.ChoiceField(
        required=False,
        choices=region_choices(own),
        label=label or gettext_lazy("Wilayah"),
        error_messages={"invalid_choice": gettext_lazy("Pilih wilayah dari daftar.")},
    )


class UnitField(forms.CharField):
    """A unit of the actor's agency that exists, by its code: a list of up to MOST_CHOICES, else typed."""

    def __init__(self, actor: Actor, *, without: str = "", empty: str | Promise = "", **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(max_length=LONGEST_CODE, **kwargs)
        self.actor = actor
        rows = find_units(actor).filter(living(today_of(actor, timezone.now())))
        found = list(rows.exclude(code=without).values_list("code", "name")[: MOST_CHOICES + 1])
        if len(found) <= MOST_CHOICES:
            self.choices = [("", empty), *found]
        elif not self.help_text:
            self.help_text = gettext_lazy("Tulis kodenya, seperti di daftar unit.")

    def clean(self, value: object) -> WorkUnit | None:
        """Return the unit. Raises ValidationError."""
        code = super().clean(value)
        if not code:
            return None
        unit: WorkUnit | None = WorkUnit.objects.for_actor(self.actor).filter(code=code).first()
        if unit is None:
            raise ValidationError(_("Tidak ada unit dengan kode %(code)s.") % {"code": code[:40]})
        return unit
