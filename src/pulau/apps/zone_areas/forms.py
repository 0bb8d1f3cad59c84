"""What is typed on the pages of zone areas, and refusals in words at the field that is to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pulau.apps.zone_areas import refusals
from pulau.apps.zone_areas.models import LONGEST_CODE, LONGEST_NAME, LONGEST_REASON, AreaKind
from pulau.foundation.ui.form_fields import DayField, Words, choice_field, region_choices, text_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.agencies.contract import WorkUnit

REFUSED: Final = (refusals.ZoneAreaRefusal, ValidationError)
"""What a service raises that a person can mend."""
_FIELDS: Final = {
    "code": "kode",
    "name": "nama",
    "kind": "jenis",
    "region_code": "wilayah",
    "held_title": "predikat",
    "held_by": "keputusan",
    "agency": "instansi",
    "unit_code": "kode_unit",
    "unit_name": "nama_unit",
    "since": "sejak",
    "until": "sampai",
    "message": "pesan",
    "reason": "alasan",
}


class AreaForm(forms.Form):
    """What a zone area is called, of which kind it is, where it lies and which title it holds."""

    def __init__(self, region: str, titles: Sequence[str], *args: Any, new: bool = True, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the regions of the agency's province (`region`) and the titles of the law."""
        super().__init__(*args, **kwargs)
        self.fields["nama"] = text_field(LONGEST_NAME, _("Tulis nama kawasan."), label=_("Nama kawasan"))
        if new:
            hint = _("Huruf kecil, angka, dan tanda hubung. Menjadi bagian alamat halaman.")
            self.fields["kode"] = text_field(LONGEST_CODE, _("Tulis kodenya."), label=_("Kode"), hint=hint)
        self.fields["jenis"] = choice_field(AreaKind.choices, label=_("Jenis kawasan"))
        self.fields["wilayah"] = choice_field(region_choices(region), label=_("Wilayah"))
        held = [("", _("Belum ada")), *((title, title) for title in titles)]
        hint = _("Predikat yang ditetapkan Menteri bagi kawasan, bukan bagi unitnya.")
        self.fields["predikat"] = choice_field(held, label=_("Predikat kawasan saat ini"), hint=hint)
        hint = _("Nomor dan tahun keputusan; wajib bila sudah berpredikat.")
        self.fields["keputusan"] = text_field(LONGEST_NAME, label=_("Keputusan Menteri"), hint=hint)


class JoinForm(forms.Form):
    """Which own unit belongs to an area, from when, and (empty: for good) until when."""

    def __init__(self, units: Sequence[WorkUnit], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer units of the agency."""
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(units)
        self.fields["sejak"] = DayField(label=_("Sejak"))
        hint = _("Hari terakhir; kosong selama masih berlangsung.")
        self.fields["sampai"] = DayField(label=_("Sampai"), help_text=hint, required=False)


class InviteForm(forms.Form):
    """Which unit of which other body is asked to join, and in whose words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        hint = _("Nama lengkapnya seperti di Pulau.")
        self.fields["instansi"] = text_field(LONGEST_NAME, _("Tulis nama instansinya."), label=_("Instansi"), hint=hint)
        hint = _("Dengan nama yang Anda kenal. Instansinya memilih unit yang tepat saat menerima.")
        self.fields["nama_unit"] = text_field(
            LONGEST_NAME, _("Tulis nama unitnya."), label=_("Unit yang diundang"), hint=hint
        )
        hint = _("Bila Anda tahu: kepala unit itu lalu ikut diberi tahu.")
        self.fields["kode_unit"] = text_field(LONGEST_CODE, label=_("Kode unit"), hint=hint)
        self.fields["sejak"] = DayField(label=_("Menjadi anggota sejak"))
        self.fields["pesan"] = text_field(LONGEST_REASON, label=_("Pesan"), rows=True)


class EndForm(forms.Form):
    """The last day of a membership and why it ends; `waiting`: an invitation is withdrawn, which has no day."""

    def __init__(self, *args: Any, waiting: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Name the fields."""
        super().__init__(*args, **kwargs)
        if not waiting:
            hint = _("Nilai sampai hari itu tetap dihitung.")
            self.fields["sampai"] = DayField(label=_("Hari terakhir"), help_text=hint)
        needed = "" if waiting else _("Tulis alasannya; pihak lain membacanya.")
        self.fields["alasan"] = text_field(LONGEST_REASON, needed, label=_("Alasan"), rows=True)


class ReplyForm(forms.Form):
    """Whether a body accepts, with which unit, and why not."""

    def __init__(self, units: Sequence[WorkUnit], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the units with which the actor may accept."""
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(units, _("Unit yang menjadi anggota"))
        hint = _("Hanya bila menolak; instansi koordinator membacanya.")
        self.fields["alasan"] = text_field(LONGEST_REASON, label=_("Alasan menolak"), hint=hint, rows=True)


def unit_field(units: Sequence[WorkUnit], label: Words = "") -> forms.ChoiceField:
    """Return the choice of a unit by its id."""
    options = [("", _("Pilih unit")), *((str(unit.pk), unit.name) for unit in units)]
    return choice_field(options, label=label or _("Unit"))


def tell(form: forms.Form, problem: Exception) -> None:
    """Put a refusal into words at the field that is to be mended, or at the form's first."""
    if isinstance(problem, refusals.ZoneAreaRefusal):
        _add(form, _FIELDS.get(problem.field, problem.field), _words(problem))
        return
    assert isinstance(problem, ValidationError)  # noqa: S101 - REFUSED has no third
    told = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for field in told:
        _add(form, _FIELDS.get(field, field), _unfit(field))


def _add(form: forms.Form, field: str, words: str) -> None:
    form.add_error(field if field in form.fields else next(iter(form.fields)), words)


def _unfit(field: str) -> str:
    if field in {"code", "unit_code"}:
        return _("Pakai huruf kecil, angka, dan tanda hubung, misalnya pelabuhan-sagara.")
    return _("Isian ini tidak dapat diterima. Periksa kembali.")


def _words(problem: refusals.ZoneAreaRefusal) -> str:
    if isinstance(problem, refusals.UnitInZoneArea):
        area = problem.area or _("kawasan lain")
        return _("Unit itu sudah menjadi anggota %(area)s pada waktu itu. Satu unit satu kawasan.") % {"area": area}
    return {
        refusals.ZoneAreaCodeTaken: _("Kode itu sudah dipakai. Pilih kode yang lain."),
        refusals.AgencyUnknown: _("Tidak ada instansi bernama itu di Pulau. Tulis nama lengkapnya."),
        refusals.OwnAgency: _("Itu instansi Anda sendiri. Masukkan unitnya langsung, tanpa undangan."),
        refusals.AlreadyAsked: _("Unit itu sudah diundang atau sudah menjadi anggota."),
        refusals.UnitNotThere: _("Pilih unit yang sudah berdiri pada tanggal mulainya."),
        refusals.EndsBeforeStart: _("Hari terakhir mendahului hari mulainya."),
        refusals.NothingToAnswer: _("Undangan ini sudah dijawab atau ditarik. Muat ulang halamannya."),
        refusals.ReasonMissing: _("Tulis alasannya; pihak lain membacanya."),
        refusals.DecreeMissing: _("Tulis keputusan yang menetapkan predikatnya."),
    }[type(problem)]
