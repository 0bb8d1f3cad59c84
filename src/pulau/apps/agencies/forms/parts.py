"""What the forms of this app have in common: dates, documents, choices of units and regions, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.agencies.models import LONGEST_CODE, LONGEST_DOCUMENT, WorkUnit
from pulau.apps.agencies.selectors import find_units, living
from pulau.exchange.regions import place_name, regions
from pulau.foundation.calendar import today_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise

    from pulau.core.shared.actor import Actor

MOST_CHOICES = 200
"""Up to how many units are offered as a list; of more the code is typed."""

Words = Any
"""A text, now or when it is shown: Django's stubs have no public name for the second."""
Choices = list[tuple[str, "str | Promise"]]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as the page draws it: a list where it has `options`, else a box of a `type`."""

    name: str
    label: str
    help: str
    value: str
    error: str
    required: bool
    options: Sequence[tuple[str, str]] = ()
    type: str = "text"
    maxlength: int | None = None


def field_views(form: forms.Form) -> list[FieldView]:
    """Return the fields of a form in their order, with what was typed and the first error of each."""
    return [_view(form, name) for name in form.fields]


def summary_of(form: forms.Form) -> list[tuple[str, str]]:
    """Return (field, first error) of a form, for the summary above it."""
    return [(field, str(texts[0])) for field, texts in form.errors.items()]


def _view(form: forms.Form, name: str) -> FieldView:
    bound = form[name]
    field = bound.field
    value = bound.value()
    errors = form.errors.get(name)
    return FieldView(
        name=name,
        label=str(bound.label),
        help=str(bound.help_text),
        value=value.isoformat() if isinstance(value, date) else "" if value is None else str(value),
        error=str(errors[0]) if errors else "",
        required=field.required,
        options=[(str(key), str(text)) for key, text in getattr(field, "choices", ())],
        type=getattr(field, "shown_as", "text"),
        maxlength=getattr(field, "max_length", None),
    )


class DayField(forms.DateField):
    """A day, in a box of the browser's own kind; also as people write it: 31/12/2025, 31-12-2025."""

    shown_as = "date"

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        texts = {
            "required": gettext_lazy("Isi tanggalnya, misalnya 31/12/2025."),
            "invalid": gettext_lazy("Tulis tanggal yang ada, misalnya 31/12/2025."),
        }
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
        super().__init__(input_formats=formats, error_messages=texts, **kwargs)

    def to_python(self, value: str | datetime | date | None) -> date | None:
        """Return the day. Raises ValidationError, also for years that no calendar of ours has."""
        day = super().to_python(value)
        if day is not None and not 1800 <= day.year <= 2200:  # noqa: PLR2004 - a slip of the finger, not a year
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def document_field(*, required: bool = False) -> forms.CharField:
    """Return the field of the document on which something rests."""
    return forms.CharField(
        max_length=LONGEST_DOCUMENT,
        required=required,
        label=gettext_lazy("Dokumen"),
        help_text=gettext_lazy("Nama, nomor, dan tahun, misalnya Perda Nomor 4 Tahun 2025."),
        error_messages={
            "required": gettext_lazy("Tulis dokumen yang menjadi dasarnya."),
            "max_length": gettext_lazy("Paling panjang %(limit_value)d huruf; yang ditulis %(show_value)d."),
        },
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


def region_choices(own: str) -> Choices:
    """Return (code, name) of the regions on offer: those of the own province, or every one that is not invented."""
    province = own[:2]
    known = [region for region in regions().values() if region.province == province]
    shown = known or [region for region in regions().values() if not region.invented]
    return [("", gettext_lazy("Tidak disebut")), *((region.code, place_name(region.code)) for region in shown)]


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
