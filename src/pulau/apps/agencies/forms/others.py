"""The forms of the agency itself, and its readiness facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pulau.apps.agencies.forms.parts import UnitField, document_field, name_field, region_field
from pulau.apps.agencies.models import LONGEST_NAME, AgencyKind, Measure, TimeZone
from pulau.foundation.ui.form_fields import DayField, region_choices

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class AgencyForm(forms.Form):
    """What body the agency is."""

    name = name_field(_("Nama instansi"), LONGEST_NAME)
    kind = forms.ChoiceField(
        choices=AgencyKind.choices,
        label=_("Jenis"),
        error_messages={"required": _("Pilih jenisnya."), "invalid_choice": _("Pilih jenis dari daftar.")},
    )

    def __init__(self, region: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Offer every official region, and the invented ones where the agency lies in one."""
        super().__init__(*args, **kwargs)
        field = region_field("", _("Wilayah resmi"))
        offered = dict([*region_choices(""), *region_choices(region)])
        field.choices = list(offered.items())
        field.help_text = _("Provinsi, kabupaten, atau kota yang dipimpin, atau tempat kedudukannya.")
        self.fields["region_code"] = field
        self.fields["region"] = forms.CharField(
            max_length=120, required=False, label=_("Tempat"), help_text=_("Dengan kata-kata sendiri; boleh kosong.")
        )
        self.fields["zone"] = forms.ChoiceField(
            choices=TimeZone.choices,
            label=_("Zona waktu"),
            help_text=_("Tenggat dan hari kerja dihitung menurut zona ini."),
            error_messages={"required": _("Pilih zona."), "invalid_choice": _("Pilih zona dari daftar.")},
        )


class ReadinessForm(forms.Form):
    """What a document says of the agency or one of its units in a year."""

    measure = forms.ChoiceField(
        choices=[("", _("Pilih syarat")), *Measure.choices],
        label=_("Syarat"),
        error_messages={"required": _("Pilih syaratnya."), "invalid_choice": _("Pilih syarat dari daftar.")},
    )
    year = forms.IntegerField(
        label=_("Tahun"),
        help_text=_("Tahun yang dinilai dokumen, bukan tahun dokumennya."),
        error_messages={
            "required": _("Tulis tahun, misalnya 2025."),
            "invalid": _("Tulis tahun dengan empat angka, misalnya 2025."),
        },
    )
    value = forms.CharField(
        max_length=16,
        label=pgettext_lazy("syarat kesiapan", "Nilai"),
        help_text=_("Seperti di dokumen: WTP, BB, 3,12, atau 97,5%."),
        error_messages={
            "required": _("Tulis nilai yang disebut dokumen."),
            "max_length": _("Nilai paling panjang %(limit_value)d huruf."),
        },
    )
    document = document_field(required=True)
    document_date = DayField(label=_("Tanggal dokumen"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Offer the agency itself and its units."""
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(actor, required=False, label=_("Milik"), empty=_("Seluruh instansi"))
        self.order_fields(["measure", "year", "unit", "value", "document", "document_date"])
