"""The form with which evidence is brought to an item: files, kept pieces, an outside address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.evidence.contract import EvidenceWish
from pulau.apps.worksheets.addresses import address_title, usable_address
from pulau.apps.worksheets.models import LONGEST_REMARK
from pulau.apps.worksheets.services.bringing import Brought
from pulau.core.shared.ids import read_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from pulau.apps.evidence.contract import Received

_LONGEST_TITLE: Final = 300
_LONGEST_KEY: Final = 64
_MOST_POSITIONS: Final = 99
_DIGITS: Final = 2
DAY_FORMATS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
"""As the browser's field sends a day, and as people type it where there is none."""


class PlaceForm(forms.Form):
    """Where a piece stands: what it shows, and where in it to look."""

    untuk = forms.IntegerField(
        min_value=0,
        max_value=_MOST_POSITIONS,
        error_messages={"required": _("Pilih bukti ini untuk apa."), "invalid": _("Pilih bukti ini untuk apa.")},
    )
    keterangan = forms.CharField(
        required=False,
        max_length=LONGEST_REMARK,
        error_messages={"max_length": _("Keterangan paling banyak 500 huruf.")},
    )


class EvidenceForm(PlaceForm):
    """What is brought to an item, beside its files."""

    judul = forms.CharField(
        required=False,
        max_length=_LONGEST_TITLE,
        error_messages={"max_length": _("Judul paling banyak 300 huruf.")},
    )
    alamat = forms.CharField(required=False)
    berlaku_sampai = forms.DateField(
        required=False,
        input_formats=DAY_FORMATS,
        error_messages={"invalid": _("Tulis tanggalnya, misalnya 31/12/2026.")},
    )
    rahasia = forms.BooleanField(required=False)
    kunci = forms.CharField(required=False, max_length=_LONGEST_KEY)

    def typed(self, first: int) -> dict[str, Any]:
        """Return what was typed, for the form to be shown again; `first` is the place that is offered at first."""
        texts = {name: str(self.data.get(name, "")) for name in ("judul", "keterangan", "alamat", "berlaku_sampai")}
        place = str(self.data.get("untuk", ""))
        chosen = int(place) if place.isascii() and place.isdecimal() and len(place) <= _DIGITS else first
        return {**texts, "untuk": chosen, "rahasia": "rahasia" in self.data}

    def kept(self) -> list[UUID]:
        """Return the ids of the kept pieces that were chosen; what is no id is passed over."""
        chosen = self.data.getlist("bukti") if hasattr(self.data, "getlist") else []
        return [found for found in (read_id(text) for text in dict.fromkeys(chosen)) if found is not None]

    def brings(self, files: Sequence[object]) -> bool:
        """Whether the form, valid or not, brings anything."""
        return bool(files or self.kept() or str(self.data.get("alamat", "")).strip())

    def brought(self, item: str, unit_id: UUID, files: Sequence[Received], today: date) -> Brought:
        """Return what a valid form brings for an item. Raises BadInput for an unusable address."""
        found: dict[str, Any] = self.cleaned_data
        wish = EvidenceWish(
            title="",
            unit_id=unit_id,
            confidential=found["rahasia"],
            valid_until=found["berlaku_sampai"],
            key=found["kunci"],
        )
        new: list[tuple[EvidenceWish, Received | None]] = [
            (replace(wish, title=_title(found["judul"], file.name, alone=len(files) == 1)), file) for file in files
        ]
        if found["alamat"].strip():
            address = usable_address(found["alamat"])
            title = found["judul"] if found["judul"] and not files else address_title(address)
            new.append((replace(wish, title=title, address=address, seen_on=today), None))
        return Brought(item, found["untuk"], found["keterangan"], new, self.kept())


def _title(said: str, name: str, *, alone: bool) -> str:
    """Name a piece: as the person said, otherwise as its file is called, without its ending."""
    own = " ".join(PurePath(name).stem.replace("_", " ").split()) or name
    if not said:
        return own[:_LONGEST_TITLE]
    return said if alone else f"{said}: {own}"[:_LONGEST_TITLE]
