"""What is kept of a person, put into words from the register: for their own page, and for the file they take out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.db.models import CharField, Count, Model, Value
from django.utils.translation import gettext as _

from pulau.apps.people.models import Role
from pulau.foundation.erasing import rows_of
from pulau.foundation.registry.personal_data import OnErasure, Person, PersonalField, PersonalTable, fields_of
from pulau.foundation.registry.personal_data import personal_tables as all_tables
from pulau.foundation.ui.formats import clock, long_date

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

MOST_LISTED: Final = 20
"""How many rows of a table the page shows; the file has all."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a row in words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """What a table keeps in fields that are kept alike: in words, how long, and what an erasure makes of them."""

    label: str
    retention: str
    on_erasure: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with what it keeps of the person. `rows` are shown; `count` is how many there are, None when all are."""

    name: str
    fields: tuple[FieldView, ...]
    seen_by: str
    rows: tuple[tuple[Fact, ...], ...]
    count: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A purpose, and the tables that serve it."""

    purpose: str
    basis: str
    tables: tuple[TableView, ...]


def sections_for(person: Person, tenant_id: UUID, language: str) -> list[Section]:
    """Return what a body keeps of a person, by purpose. A fixed number of queries, whatever there is."""
    counts = _counts(person, tenant_id)
    found: dict[str, list[TableView]] = {}
    purposes = {}
    for table in all_tables:
        fields = fields_of(table.code)
        count = None if table.listed else counts.get(table.code, 0)
        rows = _listed(table, person, tenant_id, language) if table.listed else ()
        if not rows and not count:
            continue
        purpose = fields[0].purpose
        purposes[purpose.code] = purpose
        found.setdefault(purpose.code, []).append(_view(table, fields, rows, count, language))
    return [
        Section(purposes[code].words(language), BASES[purposes[code].basis.value](), tuple(found[code]))
        for code in sorted(found, key=ORDER.index)
    ]


ORDER: Final = (
    "identity",
    "staff",
    "duties",
    "work",
    "pledging",
    "declaring",
    "publishing",
    "following",
    "telling",
    "rights",
    "security",
    "record",
)
"""The purposes in the order of the page: what people look for first, what proves things last."""


BASES: Final = {
    "consent": lambda: _("persetujuan Anda"),
    "contract": lambda: _("perjanjian"),
    "legal-obligation": lambda: _("kewajiban hukum"),
    "vital-interest": lambda: _("kepentingan vital"),
    "public-duty": lambda: _("pelayanan publik dan kewenangan instansi"),
    "legitimate-interest": lambda: _("kepentingan yang sah"),
}
"""The grounds of UU 27/2022 Pasal 20 in words of the active language."""
ERASURES: Final = {
    OnErasure.BLANK: lambda: _("dikosongkan"),
    OnErasure.PSEUDONYM: lambda: _("diganti samaran"),
    OnErasure.REMOVE: lambda: _("dihapus"),
    OnErasure.KEEP: lambda: _("tetap"),
}


def facts_of(row: Model, table: PersonalTable, language: str) -> tuple[Fact, ...]:
    """Return a row in words: its personal fields that are no secrets, its unit and its days."""
    model = apps.get_model(table.code)
    # A pointer at the person's own account tells them nothing.
    fields = [field for field in fields_of(table.code) if not field.secret and not _points(model, field)]
    told = [Fact(field.words(language), _said(row, field)) for field in fields]
    return (*(fact for fact in told if fact.value), *_around(row))


def rows_for_file(person: Person, tenant_id: UUID, table: PersonalTable, language: str) -> Iterator[tuple[Fact, ...]]:
    """Return all rows of a table in words, some at a time."""
    rows = _with_unit(rows_of(table, person, tenant_id))
    return (facts_of(row, table, language) for row in rows.iterator(chunk_size=500))


def _view(
    table: PersonalTable,
    fields: list[PersonalField],
    rows: tuple[tuple[Fact, ...], ...],
    count: int | None,
    language: str,
) -> TableView:
    alike: dict[tuple[str, str, bool], list[str]] = {}
    for field in fields:
        erased = ERASURES[field.on_erasure]() + (f": {field.ground.words(language)}" if field.ground else "")
        alike.setdefault((field.retention.words(language), erased, field.sensitive), []).append(field.words(language))
    views = tuple(FieldView(", ".join(labels), *shared) for shared, labels in alike.items())
    return TableView(table.words(language), views, _seen_by(table), rows, count)


def _seen_by(table: PersonalTable) -> str:
    """Return in which roles others see such rows, in words; nobody but the person where nothing lets them."""
    roles = dict.fromkeys(permit.role for action in table.seen_by for permit in action.permits if permit.role)
    return ", ".join(str(Role(role).label) for role in roles) or _("Hanya Anda")


def _listed(table: PersonalTable, person: Person, tenant_id: UUID, language: str) -> tuple[tuple[Fact, ...], ...]:
    rows = _with_unit(rows_of(table, person, tenant_id))[:MOST_LISTED]
    return tuple(facts_of(row, table, language) for row in rows)


def _with_unit(rows: QuerySet[Any]) -> QuerySet[Any]:
    names = {field.name for field in rows.model._meta.concrete_fields}  # noqa: SLF001 - Django's documented door
    return rows.select_related("unit") if "unit" in names else rows


def _counts(person: Person, tenant_id: UUID) -> dict[str, int]:
    """Return how many rows there are in the tables that are not listed, in one query."""
    parts = [
        rows_of(table, person, tenant_id)
        .order_by()
        .annotate(table_code=Value(table.code, output_field=CharField()))
        .values("table_code")
        .annotate(found=Count("pk"))
        .values_list("table_code", "found")
        for table in all_tables
        if not table.listed
    ]
    parts = [part for part in parts if not part.query.is_empty()]
    return dict(parts[0].union(*parts[1:], all=True)) if parts else {}


def _points(model: type[Model], field: PersonalField) -> bool:
    return model._meta.get_field(field.name).is_relation  # noqa: SLF001 - Django's documented door


def _said(row: Model, field: PersonalField) -> str:
    shown = getattr(row, f"get_{field.name}_display", None)
    return value_words(shown() if shown else getattr(row, field.name))


def _around(row: Model) -> Iterator[Fact]:
    unit = getattr(row, "unit", None)
    if unit is not None:
        yield Fact(_("Unit"), str(unit))
    item = getattr(row, "item", None)
    if item:
        yield Fact(_("Butir"), str(item))
    labels = {"since": _("Sejak"), "until": _("Sampai"), "registered_at": _("Terdaftar"), "at": _("Waktu"),
              "created_at": _("Dicatat")}  # fmt: skip
    for name, label in labels.items():
        value = getattr(row, name, None)
        if isinstance(value, date):
            yield Fact(label, value_words(value))


def value_words(value: object) -> str:
    """Return a value in words of the active language; empty where there is nothing."""
    match value:
        case None | "" | {}:
            return ""
        case datetime():
            return f"{long_date(value)}, {clock(value)}"
        case date():
            return long_date(value)
        case bool():
            return _("ya") if value else _("tidak")
        case dict():
            return ", ".join(f"{key}: {each}" for key, each in value.items())
        case _:
            return str(value)
