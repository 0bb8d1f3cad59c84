"""Finding and erasing what is kept of a person, exactly as the register of personal data says.

The register (`foundation.registry.personal_data`) is the only list: a field declared `blank` is emptied, one declared
`pseudonym` gets its stand-in, a table of fields that are `remove` loses the rows, and what is `keep` is not touched. So
answers, scores and the journal stay as they are, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from pulau.foundation.registry.personal_data import (
    OnErasure,
    Person,
    PersonalField,
    PersonalTable,
    erasers,
    fields_of,
    personal_tables,
)
from pulau.foundation.tenancy.models import TenantOwned

if TYPE_CHECKING:
    from collections.abc import Mapping

ERASED_AT: Final = "erased_at"


def rows_of(table: PersonalTable, person: Person, tenant_id: UUID) -> models.QuerySet[Any]:
    """Return a person's rows of a table in a body; of a table without body, all of them."""
    model: Any = apps.get_model(table.code)
    rows = model.objects.for_tenant(tenant_id) if issubclass(model, TenantOwned) else models.QuerySet(model)
    found = _condition(table, person)
    return rows.none() if found is None else rows.filter(found)


def _condition(table: PersonalTable, person: Person) -> Q | None:
    ways: list[tuple[tuple[str, ...], frozenset[Any]]] = [
        (table.users, frozenset({person.user_id} - {None})),
        (table.employees, person.employees),
        (table.outsiders, person.outsiders),
        (table.emails, person.emails),
    ]
    found: Q | None = None
    for lookups, values in ways:
        for lookup in lookups if values else ():
            one = Q(**{f"{lookup}__in": sorted(values, key=str)})
            found = one if found is None else found | one
    return found


def erase(person: Person, tenant_id: UUID, now: datetime, *, account: bool) -> dict[str, int]:
    """Erase a person in a body, and with `account` also what belongs to no body; returns how many rows by table.

    It only does what the register says: whether it may be done is for the caller to ask.
    """
    if account and person.user_id is not None:
        for eraser in erasers:
            eraser.erase(person.user_id)
    tables = [table for table in personal_tables if account or not table.bodiless]
    done = {table.code: _erase_table(table, person, tenant_id, now) for table in tables}
    return {code: count for code, count in done.items() if count}


def changes_of(table: PersonalTable) -> list[PersonalField]:
    """Return the fields of a table that an erasure touches."""
    return [field for field in fields_of(table.code) if field.on_erasure is not OnErasure.KEEP]


def _erase_table(table: PersonalTable, person: Person, tenant_id: UUID, now: datetime) -> int:
    touched = changes_of(table)
    if not touched:
        return 0
    rows = rows_of(table, person, tenant_id)
    if all(field.on_erasure is OnErasure.REMOVE for field in touched) and len(touched) == len(fields_of(table.code)):
        count = rows.count()
        rows.delete()
        return count
    ids = list(rows.order_by().values_list("pk", flat=True))
    for pk, values in _new_values(rows.model, touched, ids, now):
        rows.filter(pk=pk).update(**values)
    return len(ids)


def _new_values(
    model: type[models.Model], touched: list[PersonalField], ids: list[Any], now: datetime
) -> Iterator[tuple[Any, Mapping[str, object]]]:
    names = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001 - Django's documented door
    stamp = {ERASED_AT: now} if ERASED_AT in names else {}
    for pk in ids:
        yield pk, {**{field.name: _value(model, field, pk) for field in touched}, **stamp}


def _value(model: type[models.Model], field: PersonalField, pk: object) -> object:
    if field.on_erasure is OnErasure.PSEUDONYM:
        return field.stand_in.format(id=pk.hex if isinstance(pk, UUID) else pk)
    column = model._meta.get_field(field.name)  # noqa: SLF001 - Django's documented door
    return None if getattr(column, "null", False) else ""
