"""Forms that tell the page their fields in order, with what was typed and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
DAY_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
TIME_FORMATS = ["%H:%M", "%H.%M"]


@dataclass(frozen=True, slots=True)
class Line:
    """One field as the page draws it."""

    name: str
    label: Words
    help: Words
    value: str
    error: str
    kind: str  # text, date, time, url, email, select, long
    options: Iterable[tuple[str, Words]] = ()


class LinedForm(forms.Form):
    """A form of these pages; `texts` are label and help of each field by its name."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {}

    @property
    def lines(self) -> list[Line]:
        """The fields to draw."""
        return [self._line(name) for name in self.fields]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Field and message of everything that is wrong; what concerns no field points at the first one."""
        first = next(iter(self.fields), "")
        found = self.errors.items()
        return [(first if field == NON_FIELD_ERRORS else field, str(texts[0])) for field, texts in found]

    def refuse(self, field: str, words: Words) -> None:
        """Add what a service had against a field."""
        self.add_error(field if field in self.fields else None, str(words))

    def _line(self, name: str) -> Line:
        bound, field = self[name], self.fields[name]
        label, help_text = self.texts.get(name, (name, ""))
        errors = self.errors.get(name)
        return Line(
            name=name,
            label=label,
            help=help_text,
            value=_shown(bound.value()),
            error=str(errors[0]) if errors else "",
            kind=_kind(field),
            options=[(str(key), text) for key, text in getattr(field, "choices", ())],
        )


def day_field(needed: Words | None = None) -> forms.DateField:
    """Return a field for a day."""
    told: dict[str, Any] = {"invalid": _("Tulis tanggal yang ada, misalnya 31/12/2026.")}
    return forms.DateField(
        required=needed is not None,
        input_formats=DAY_FORMATS,
        error_messages=told | ({"required": needed} if needed else {}),
    )


def time_field(needed: Words) -> forms.TimeField:
    """Return a field for a time of day."""
    told: dict[str, Any] = {"required": needed, "invalid": _("Tulis jam seperti 09.00.")}
    return forms.TimeField(input_formats=TIME_FORMATS, error_messages=told)


def _kind(field: forms.Field) -> str:
    kinds = ((forms.DateField, "date"), (forms.TimeField, "time"), (forms.URLField, "url"), (forms.EmailField, "email"))
    for each, kind in kinds:
        if isinstance(field, each):
            return kind
    if isinstance(field, forms.ChoiceField):
        return "select"
    return "long" if isinstance(field.widget, forms.Textarea) else "text"


def _shown(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
