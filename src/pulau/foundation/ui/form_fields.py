"""What forms of several apps have in common: days, regions, and how fields are drawn (`ui/fields.html`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from pulau.exchange.regions import place_name, regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.functional import Promise

Words = Any
"""A text, now or when it is shown: Django's stubs have no public name for the second."""
Choices = list[tuple[str, "str | Promise"]]
TOO_LONG: Final = gettext_lazy("Paling panjang %(limit_value)d huruf; yang ditulis %(show_value)d.")
FROM_LIST: Final = gettext_lazy("Pilih dari daftar.")


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as a page draws it: a list where it has `options`, several lines where it has `rows`, else a box."""

    name: str
    label: str
    help: str
    value: str
    error: str
    required: bool
    options: Sequence[tuple[str, str]] = ()
    type: str = "text"
    maxlength: int | None = None
    rows: str = ""


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
        rows="3" if isinstance(field.widget, forms.Textarea) else "",
    )


def text_field(
    longest: int, needed: Words = "", *, label: Words = None, hint: Words = "", rows: bool = False
) -> forms.CharField:
    """Return a field for a text; `needed` is what is said where it may not be empty and is."""
    return forms.CharField(
        max_length=longest,
        required=bool(needed),
        label=label,
        help_text=hint,
        error_messages={"max_length": TOO_LONG} | ({"required": needed} if needed else {}),
        widget=forms.Textarea if rows else forms.TextInput,
    )


def choice_field(
    options: Iterable[tuple[str, Words]], needed: Words = "", *, label: Words = None, hint: Words = ""
) -> forms.ChoiceField:
    """Return a field for one of some choices; `needed` is what is said where one must be chosen and none is."""
    return forms.ChoiceField(
        choices=list(options),
        required=bool(needed),
        label=label,
        help_text=hint,
        error_messages={"invalid_choice": FROM_LIST} | ({"required": needed} if needed else {}),
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


def region_choices(own: str) -> Choices:
    """Return (code, name) of the regions on offer: those of the own province, or every one that is not invented."""
    province = own[:2]
    known = [region for region in regions().values() if region.province == province]
    shown = known or [region for region in regions().values() if not region.invented]
    return [("", gettext_lazy("Tidak disebut")), *((region.code, place_name(region.code)) for region in shown)]
