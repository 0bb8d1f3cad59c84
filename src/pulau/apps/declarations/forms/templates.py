"""A pledge's text as it is typed: points one a line, the English translation beside or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations.mapping import english_of, text_digest, text_of
from pulau.apps.declarations.models.templates import LONGEST_TEXT, LONGEST_TITLE
from pulau.apps.declarations.services.templates import TemplateWish
from pulau.core.pledging.texts import PledgeText
from pulau.foundation.ui.form_fields import text_field

if TYPE_CHECKING:
    from pulau.apps.declarations.models import PledgeKind, PledgeTemplate

MOST_POINTS: Final = 30
LONGEST_POINT: Final = 600
_LABELS: Final = {
    "judul": _("Judul"),
    "pembuka": _("Kalimat pembuka"),
    "butir": _("Butir-butir, satu tiap baris"),
    "penutup": _("Kalimat penutup"),
}


def points_typed(typed: str) -> tuple[str, ...]:
    """Return points typed one a line."""
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


def text_typed(data: dict[str, str], suffix: str = "") -> PledgeText:
    """Return the text of cleaned fields."""
    part = {name: str(data.get(f"{name}{suffix}") or "").strip() for name in _LABELS}
    return PledgeText(part["judul"], part["pembuka"], points_typed(part["butir"]), part["penutup"])


class TextForm(forms.Form):
    """A text: title, opening, points, closing."""

    judul = text_field(LONGEST_TITLE, _("Tulis judulnya."))
    pembuka = text_field(LONGEST_TEXT)
    butir = text_field(MOST_POINTS * LONGEST_POINT, _("Tulis paling sedikit satu butir."))
    penutup = text_field(LONGEST_TEXT)

    def clean_butir(self) -> str:
        """Bound each point: it becomes a paragraph of the document."""
        return _bounded(str(self.cleaned_data["butir"]))


class TemplateForm(TextForm):
    """A version: its text, its translation, and the draft that was read (`terlihat`)."""

    judul_en = text_field(LONGEST_TITLE)
    pembuka_en = text_field(LONGEST_TEXT)
    butir_en = forms.CharField(max_length=MOST_POINTS * LONGEST_POINT, required=False)
    penutup_en = text_field(LONGEST_TEXT)
    terlihat = forms.CharField(max_length=64, required=False)

    def clean_butir_en(self) -> str:
        """Bound each point of the translation too."""
        return _bounded(str(self.cleaned_data["butir_en"]))

    def clean(self) -> dict[str, object]:
        """A translation is whole or not there at all: half of one would be another pledge."""
        given: dict[str, object] = super().clean() or {}
        english = text_typed({key: str(value or "") for key, value in given.items()}, "_en")
        if not english.empty and not (english.title and english.points):
            self.add_error("judul_en", _("Terjemahan memuat judul dan butir, atau dikosongkan seluruhnya."))
        points = points_typed(str(given.get("butir") or ""))
        if english.points and len(english.points) != len(points):
            self.add_error("butir_en", _("Jumlah butir terjemahan berbeda dari naskah Indonesia."))
        return given

    def wish(self, kind: PledgeKind) -> TemplateWish:
        """Return what is to be written."""
        data = {key: str(value or "") for key, value in self.cleaned_data.items()}
        return TemplateWish(kind, text_typed(data), text_typed(data, "_en"), data["terlihat"])


def form_of(row: PledgeTemplate | None, *, drafted: bool) -> TemplateForm:
    """Return the form with what a version says; without one an empty form."""
    if row is None:
        return TemplateForm()
    initial: dict[str, str] = {"terlihat": text_digest(row) if drafted else ""}
    for suffix, text in (("", text_of(row)), ("_en", english_of(row))):
        initial |= {
            f"judul{suffix}": text.title,
            f"pembuka{suffix}": text.opening,
            f"butir{suffix}": "\n".join(text.points),
            f"penutup{suffix}": text.closing,
        }
    return TemplateForm(initial=initial)


def fields_of(form: forms.Form, suffix: str = "") -> list[dict[str, object]]:
    """Return the fields of a text for a page: name, label, value, error, rows."""
    rows = {"judul": "", "pembuka": 3, "butir": 10, "penutup": 3}
    return [
        {
            "name": f"{name}{suffix}",
            "label": label,
            "value": form[f"{name}{suffix}"].value() or "",
            "error": next(iter(form.errors.get(f"{name}{suffix}", [])), ""),
            "rows": rows[name],
        }
        for name, label in _LABELS.items()
    ]


def _bounded(typed: str) -> str:
    points = points_typed(typed)
    if len(points) > MOST_POINTS:
        raise forms.ValidationError(_("Paling banyak %(n)d butir.") % {"n": MOST_POINTS})
    if any(len(point) > LONGEST_POINT for point in points):
        raise forms.ValidationError(_("Satu butir paling panjang %(n)d huruf.") % {"n": LONGEST_POINT})
    return typed
