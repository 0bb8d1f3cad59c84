"""The register of personal data in plain words: by purpose and kind of record, for the page `/privasi`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy, ngettext

from pulau.foundation.registry.personal_data import (
    Basis,
    OnErasure,
    PersonalField,
    Purpose,
    fields_of,
    personal_data,
    personal_tables,
)
from pulau.foundation.registry.subjects import subjects

if TYPE_CHECKING:
    from django.utils.functional import Promise

FIRST: Final = ("identity", "security", "telling", "staff", "duties", "work")
"""Purposes in the order in which most people meet them; the others follow."""
GROUNDS: Final[dict[Basis, str | Promise]] = {
    Basis.CONSENT: gettext_lazy("dengan persetujuan Anda"),
    Basis.CONTRACT: gettext_lazy("untuk memenuhi perjanjian dengan Anda"),
    Basis.LAW: gettext_lazy("karena diwajibkan peraturan"),
    Basis.VITAL: gettext_lazy("untuk melindungi keselamatan"),
    Basis.DUTY: gettext_lazy("untuk menjalankan tugas publik"),
    Basis.INTEREST: gettext_lazy("untuk kepentingan sah, yaitu keamanan"),
}
ON_ERASURE: Final[dict[OnErasure, str | Promise]] = {
    OnErasure.BLANK: gettext_lazy("Dikosongkan"),
    OnErasure.PSEUDONYM: gettext_lazy("Diganti dengan tanda tanpa nama"),
    OnErasure.REMOVE: gettext_lazy("Dihapus"),
    OnErasure.KEEP: gettext_lazy("Tetap ada"),
}


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One thing that is kept: what it is, how long, what becomes of it on erasure, and why it stays if it does."""

    code: str
    words: str
    kept: str
    erased: str
    ground: str
    sensitive: bool
    secret: bool


@dataclass(frozen=True, slots=True)
class RecordTold:
    """A kind of record with its fields, and who besides the person may see it; empty: nobody by a right of its own."""

    key: str
    title: str
    fields: tuple[FieldTold, ...]
    seen_by: tuple[str, ...]
    known: bool

    @property
    def same_time(self) -> str:
        """How long all of it is kept, where that is the same for all; else empty."""
        periods = {field.kept for field in self.fields}
        return next(iter(periods)) if len(periods) == 1 else ""


@dataclass(frozen=True, slots=True)
class PurposeTold:
    """What data are kept for, on which ground, and the records that are kept for it."""

    code: str
    title: str
    ground: str | Promise
    records: tuple[RecordTold, ...]

    @property
    def count(self) -> str:
        """How many kinds of records there are, in words."""
        number = len(self.records)
        return ngettext("%(n)d jenis catatan", "%(n)d jenis catatan", number) % {"n": number}


def purposes_told(language: str) -> list[PurposeTold]:
    """Return all of the register in a language, by purpose: what most people meet comes first."""
    fields = [entry for entry in personal_data if isinstance(entry, PersonalField)]
    purposes: dict[str, Purpose] = {field.purpose.code: field.purpose for field in fields}
    return [
        _purpose(each, [field for field in fields if field.purpose.code == each.code], language)
        for each in sorted(purposes.values(), key=_place)
    ]


def _place(purpose: Purpose) -> tuple[int, str]:
    return (FIRST.index(purpose.code) if purpose.code in FIRST else len(FIRST), purpose.code)


def _purpose(purpose: Purpose, fields: list[PersonalField], language: str) -> PurposeTold:
    by_title: dict[str, list[PersonalField]] = {}
    for field in sorted(fields, key=lambda field: field.model):
        by_title.setdefault(_title(field, language), []).append(field)
    records = tuple(_record(title, by_title[title], language) for title in sorted(by_title))
    return PurposeTold(purpose.code, purpose.words(language), GROUNDS[purpose.basis], records)


def _title(field: PersonalField, language: str) -> str:
    """Return what the field's record is called: by its table, by what the journal calls it, or by its first field."""
    table, subject = personal_tables.get(field.model), subjects.get(field.model.lower())
    first = fields_of(field.model)[0].words(language)
    return table.words(language) if table else (subject.kind(language) if subject else first)


def _record(title: str, fields: list[PersonalField], language: str) -> RecordTold:
    tables = [personal_tables.get(model) for model in dict.fromkeys(field.model for field in fields)]
    seeing = {action.sentence(language) for table in tables if table for action in table.seen_by}
    told = tuple(_field(field, language) for field in fields)
    key = f"catatan-{fields[0].model.lower()}-{fields[0].purpose.code}"
    return RecordTold(key, title, told, tuple(sorted(seeing)), known=all(tables))


def _field(field: PersonalField, language: str) -> FieldTold:
    return FieldTold(
        field.code,
        field.words(language),
        field.retention.words(language),
        str(ON_ERASURE[field.on_erasure]),
        field.ground.words(language) if field.ground else "",
        field.sensitive,
        field.secret,
    )
