"""The form by which a worksheet is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.agencies.contract import WorkUnit, find_units
from pulau.apps.worksheets.forms import regulations
from pulau.apps.worksheets.models import FIRST_YEAR, LAST_YEAR
from pulau.apps.worksheets.policies import OPEN
from pulau.apps.worksheets.table_keys import title_columns
from pulau.core.shared.permissions import reach

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

MOST_CHOICES = 200
"""Up to how many units are offered as a list; of more the code is typed."""


def units_to_open(actor: Actor) -> ScopedQuerySet[WorkUnit]:
    """Return the units for which the actor may open a worksheet."""
    rows = find_units(actor)
    where = reach(actor, OPEN)
    return rows if where.everything else rows.filter(pk__in=where.units)


class OpeningForm(forms.Form):
    """Unit (its code), year, regulation and the title held; `units` are the choices, or None where there are many."""

    unit = forms.CharField(error_messages={"required": gettext_lazy("Pilih unit yang dinilai.")})
    year = forms.IntegerField(
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={
            "required": gettext_lazy("Tulis tahun penilaian, misalnya 2026."),
            "invalid": gettext_lazy("Tulis tahun dengan empat angka, misalnya 2026."),
            "min_value": gettext_lazy("Tahun paling awal %(limit_value)s."),
            "max_value": gettext_lazy("Tahun paling akhir %(limit_value)s."),
        },
    )
    regulation = forms.ChoiceField(
        choices=regulations,
        error_messages={
            "required": gettext_lazy("Pilih formulir dari daftar."),
            "invalid_choice": gettext_lazy("Pilih formulir dari daftar."),
        },
    )
    prior_title = forms.ChoiceField(
        required=False,
        choices=lambda: [("", gettext_lazy("Belum ada")), *((title, title) for title in title_columns())],
        error_messages={"invalid_choice": gettext_lazy("Pilih predikat dari daftar.")},
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Keep for whom the form is: only their units can be chosen."""
        super().__init__(*args, **kwargs)
        self.actor = actor
        found = list(units_to_open(actor)[: MOST_CHOICES + 1])
        self.units = None if len(found) > MOST_CHOICES else [(unit.code, unit.name) for unit in found]

    def clean_unit(self) -> WorkUnit:
        """Return the unit of the code that was chosen or typed. Raises ValidationError."""
        code = self.cleaned_data["unit"]
        unit = units_to_open(self.actor).filter(code=code).first()
        if unit is None:
            raise ValidationError(_("Tidak ada unit Anda dengan kode %(code)s.") % {"code": code[:40]})
        return unit
