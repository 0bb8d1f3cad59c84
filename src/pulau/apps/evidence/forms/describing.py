"""What people write of evidence: the description, whose it is, a reason, the day of a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.evidence.models import LONGEST_ABOUT, LONGEST_ADDRESS, LONGEST_REASON, LONGEST_TITLE
from pulau.apps.evidence.policies import KEEP, READ_CONFIDENTIAL
from pulau.apps.evidence.selectors.units import OF_THE_AGENCY, may_keep_for_agency, unit_choices, units_for
from pulau.apps.evidence.wishes import FIELDS, EvidenceWish, is_address
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.form_fields import text_field

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from pulau.apps.evidence.models import Evidence
    from pulau.core.shared.actor import Actor

SEEN_BY: Final = [
    ("unit", gettext_lazy("Unit pemiliknya")),
    ("bersama", gettext_lazy("Semua unit di instansi ini")),
    ("rahasia", gettext_lazy("Rahasia: tim unit dan pimpinan instansi")),
]
NAMES: Final = {
    "title": "judul",
    "about": "keterangan",
    "dated_on": "tanggal",
    "valid_from": "mulai",
    "valid_until": "sampai",
    "address": "alamat",
    "seen_on": "dilihat",
    "shared": "sifat",
    "confidential": "sifat",
}
"""The form's field of each field of a piece."""
_NO_DAY: Final = gettext_lazy("Tulis tanggal seperti 2026-11-26.")


def _day() -> forms.DateField:
    return forms.DateField(required=False, error_messages={"invalid": _NO_DAY})


class DescriptionForm(forms.Form):
    """What a piece is, from when to when it holds, where it was found, and who may see it."""

    judul = text_field(LONGEST_TITLE, gettext_lazy("Tulis judulnya."))
    keterangan = text_field(LONGEST_ABOUT)
    tanggal = _day()
    mulai = _day()
    sampai = _day()
    alamat = text_field(LONGEST_ADDRESS)
    dilihat = _day()
    sifat = forms.ChoiceField(
        choices=SEEN_BY, error_messages={"required": gettext_lazy("Pilih siapa yang boleh melihatnya.")}
    )

    def __init__(self, actor: Actor, today: date, *args: Any, unit_id: UUID | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Keep for whom the form is, which day it is for them, and whose piece it is."""
        super().__init__(*args, **kwargs)
        self.actor, self.today, self.unit_id = actor, today, unit_id

    def clean_keterangan(self) -> str:
        """Return the description with line ends as they are kept."""
        return str(self.cleaned_data["keterangan"]).replace("\r\n", "\n")

    def clean_alamat(self) -> str:
        """Return the outside address. Raises ValidationError for what is none."""
        found = str(self.cleaned_data["alamat"])
        if found and not is_address(found):
            raise forms.ValidationError(_("Tulis alamat lengkap yang dimulai dengan https:// atau http://."))
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse days the wrong way round or not yet there, and hiding a piece from oneself."""
        found = super().clean() or {}
        if found.get("mulai") and found.get("sampai") and found["mulai"] > found["sampai"]:
            self.add_error("sampai", _("Hari terakhir berlaku mendahului hari pertamanya."))
        if found.get("dilihat") and found["dilihat"] > self.today:
            self.add_error("dilihat", _("Hari itu belum tiba."))
        if found.get("sifat") == "rahasia" and not allowed(self.actor, READ_CONFIDENTIAL, unit_id=self.unit_id):
            self.add_error("sifat", _("Anda tidak membaca bukti rahasia unit ini, jadi tidak dapat menandainya."))
        return found

    def wish(self, *, title: str | None = None, key: str = "") -> EvidenceWish:
        """Return what the form asks for; it is valid."""
        told = self.cleaned_data
        return EvidenceWish(
            title=told["judul"] if title is None else title,
            unit_id=self.unit_id,
            about=told["keterangan"],
            shared=told["sifat"] == "bersama",
            confidential=told["sifat"] == "rahasia",
            dated_on=told["tanggal"],
            valid_from=told["mulai"],
            valid_until=told["sampai"],
            address=told["alamat"],
            seen_on=told["dilihat"],
            key=key,
        )


class NewForm(DescriptionForm):
    """A new piece: its title may be left to the file, and whose it is is chosen."""

    judul = text_field(LONGEST_TITLE)
    unit = forms.CharField(max_length=80, error_messages={"required": gettext_lazy("Pilih unit pemiliknya.")})
    field_order = ("unit", "judul")

    def __init__(self, actor: Actor, today: date, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Find the units that can be chosen (None: too many for a list)."""
        super().__init__(actor, today, *args, **kwargs)
        found = unit_choices(actor, KEEP)
        own = [(OF_THE_AGENCY, _("Milik instansi, bukan satu unit"))] if may_keep_for_agency(actor) else []
        self.units = None if found is None else [*found, *own]

    def clean_unit(self) -> str:
        """Find the unit of the code. Raises ValidationError."""
        code = str(self.cleaned_data["unit"])
        if code == OF_THE_AGENCY and may_keep_for_agency(self.actor):
            return code
        found = units_for(self.actor, KEEP).filter(code=code).values_list("pk", flat=True).first()
        if found is None:
            raise forms.ValidationError(_("Tidak ada unit Anda dengan kode %(code)s.") % {"code": code[:40]})
        self.unit_id = found
        return code


class ReasonForm(forms.Form):
    """Why."""

    alasan = text_field(LONGEST_REASON, gettext_lazy("Tulis alasannya."))


class CopyForm(forms.Form):
    """The day on which a copy of an outside address was taken."""

    dilihat = forms.DateField(
        error_messages={"required": gettext_lazy("Tulis kapan salinan ini diambil."), "invalid": _NO_DAY}
    )

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Keep which day it is."""
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_dilihat(self) -> date:
        """Refuse a day that is not there yet."""
        found: date = self.cleaned_data["dilihat"]
        if found > self.today:
            raise forms.ValidationError(_("Hari itu belum tiba."))
        return found


def typed_of(row: Evidence) -> dict[str, Any]:
    """Return a piece as the form's fields would be typed."""
    sifat = "rahasia" if row.confidential else "bersama" if row.shared else "unit"
    typed = {NAMES[name]: getattr(row, name) for name in FIELDS if NAMES[name] != "sifat"}
    return {name: value if isinstance(value, str) else _typed_day(value) for name, value in typed.items()} | {
        "sifat": sifat
    }


def _typed_day(day: date | None) -> str:
    return day.isoformat() if day else ""
