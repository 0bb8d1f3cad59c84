"""The forms by which an administrator adds a unit and tells what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.agencies.forms.parts import UnitField, document_field, name_field, region_field
from pulau.apps.agencies.models import CODE_RULE, LONGEST_CODE, LONGEST_NAME, UnitKind
from pulau.foundation.ui.form_fields import DayField

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def kind_field() -> forms.ChoiceField:
    """Return the field of a unit's kind."""
    return forms.ChoiceField(
        choices=[("", _("Pilih jenis")), *UnitKind.choices],
        label=_("Jenis"),
        error_messages={"required": _("Pilih jenis unit."), "invalid_choice": _("Pilih jenis unit dari daftar.")},
    )


def code_field(help_text: Any) -> forms.CharField:  # noqa: ANN401 - a text, now or when it is shown
    """Return the field of a code."""
    return forms.CharField(
        max_length=LONGEST_CODE,
        validators=[CODE_RULE],
        label=_("Kode"),
        help_text=help_text,
        error_messages={
            "required": _("Tulis kode, misalnya puskesmas-air-tawar."),
            "invalid": _("Kode hanya memuat huruf kecil, angka, dan tanda hubung, misalnya puskesmas-air-tawar."),
            "max_length": _("Kode paling panjang %(limit_value)d huruf; yang ditulis %(show_value)d."),
        },
    )


class UnitForm(forms.Form):
    """A unit as typed, checked by the rules of the model; whether its code is free is found by the service."""

    name = name_field(_("Nama unit"), LONGEST_NAME)
    code = code_field(_("Huruf kecil, angka, dan tanda hubung. Menjadi bagian alamat halaman."))
    kind = kind_field()

    def __init__(self, actor: Actor, region: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the units of the actor's agency as parents, and the regions of its province."""
        super().__init__(*args, **kwargs)
        self.fields["parent"] = UnitField(
            actor, required=False, label=_("Induk"), empty=_("Langsung di bawah instansi")
        )
        self.fields["region_code"] = region_field(region)
        self.fields["since"] = DayField(
            required=False, label=_("Berdiri sejak"), help_text=_("Boleh kosong bila tidak diketahui.")
        )


class CorrectForm(forms.Form):
    """What was written wrongly of a unit."""

    name = name_field(_("Nama unit"), LONGEST_NAME)
    kind = kind_field()

    def __init__(self, region: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Offer the regions of the agency's province."""
        super().__init__(*args, **kwargs)
        self.fields["region_code"] = region_field(region)
        self.fields["since"] = DayField(
            required=False, label=_("Berdiri sejak"), help_text=_("Boleh kosong bila tidak diketahui.")
        )


class DayForm(forms.Form):
    """From which day on something holds, and on which document it rests."""

    day = DayField(label=_("Mulai tanggal"), help_text=_("Hari pertama keadaan yang baru."))
    document = document_field()


class RenameForm(forms.Form):
    """Another name, code or kind, from a day on."""

    name = name_field(_("Nama baru"), LONGEST_NAME)
    code = code_field(_("Alamat dengan kode lama tetap mengantar ke sini."))
    kind = kind_field()
    day = DayField(label=_("Mulai tanggal"), help_text=_("Hari pertama nama atau kode yang baru."))
    document = document_field()


class MoveForm(forms.Form):
    """Another parent, from a day on."""

    def __init__(self, actor: Actor, without: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer every unit but the one that moves."""
        super().__init__(*args, **kwargs)
        top = _("Langsung di bawah instansi")
        self.fields["parent"] = UnitField(actor, without=without, required=False, label=_("Induk baru"), empty=top)
        self.fields["day"] = DayField(label=_("Mulai tanggal"), help_text=_("Hari pertama di bawah induk yang baru."))
        self.fields["document"] = document_field()


class IntoForm(forms.Form):
    """Which unit takes another over."""

    def __init__(self, actor: Actor, without: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer every unit but the one that is taken over."""
        super().__init__(*args, **kwargs)
        self.fields["into"] = UnitField(
            actor,
            without=without,
            label=_("Unit yang menerima"),
            empty=_("Pilih unit"),
            error_messages={"required": _("Pilih unit yang menerima.")},
        )
