from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext, isolate_apps

from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.models import Tenant, TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager, TenantForgotten, WrongTenant
from tests.cast import AYU, DEWI, ELSEWHERE, NOW, SAGARA


@pytest.fixture
def two_bodies(db: None) -> None:
    for tenant, code in ((SAGARA, "sagara"), (ELSEWHERE, "lain")):
        Tenant.objects.create(id=tenant, code=code, name=code, created_at=NOW)
        write_entry(tenant)


def write_entry(scope: UUID, **values: Any) -> Entry:  # noqa: ANN401 - facts of every kind
    facts = {"role": "system", "action": "a.b", "object_type": "t", "object_id": "1", "payload": "{}", "at": NOW}
    rows: Any = Entry.objects.for_tenant(scope)
    entry: Entry = rows.create(**facts, salt=b"0" * 32, **values)
    return entry


@pytest.mark.parametrize("asked", ["all", "count", "first", "exists"])
def test_forgetting_the_tenant_raises(asked: str) -> None:
    with pytest.raises(TenantForgotten, match=r"Entry\.objects"):
        getattr(Entry.objects, asked)()


def test_forgetting_the_tenant_raises_on_writing_too() -> None:
    with pytest.raises(TenantForgotten):
        Entry.objects.create(action="a.b")


def test_an_actor_sees_the_rows_of_its_own_body_only(two_bodies: None) -> None:
    assert [entry.tenant_id for entry in Entry.objects.for_actor(AYU)] == [SAGARA]
    assert [entry.tenant_id for entry in Entry.objects.for_actor(DEWI).filter(action="a.b")] == [ELSEWHERE]


def test_what_is_created_in_a_scope_belongs_to_it(two_bodies: None) -> None:
    assert write_entry(SAGARA).tenant_id == SAGARA
    assert write_entry(SAGARA, tenant=Tenant.objects.get(pk=SAGARA)).tenant_id == SAGARA


def test_a_row_of_another_body_is_not_created_in_a_scope(two_bodies: None) -> None:
    with pytest.raises(WrongTenant):
        write_entry(SAGARA, tenant_id=ELSEWHERE)
    with pytest.raises(WrongTenant):
        Entry.objects.for_tenant(SAGARA).filter(role="system").create(tenant_id=ELSEWHERE)
    with pytest.raises(WrongTenant):
        Entry.objects.for_tenant(SAGARA).bulk_create([Entry(tenant_id=SAGARA), Entry(tenant_id=ELSEWHERE)])
    assert Entry.objects.for_tenant(ELSEWHERE).count() == 1


def test_rows_created_together_belong_to_the_scope(two_bodies: None) -> None:
    rows = [Entry(tenant_id=SAGARA, action="c.d", at=NOW, payload="{}", salt=b"1" * 32) for _ in range(3)]
    with CaptureQueriesContext(connection) as queries:
        Entry.objects.for_tenant(SAGARA).bulk_create(rows)
    assert len([query for query in queries if "INSERT" in query["sql"]]) == 1
    assert Entry.objects.for_tenant(SAGARA).filter(action="c.d").count() == 3


@isolate_apps("pulau.foundation.tenancy")
def test_a_relation_of_a_row_stays_in_the_tenant_of_that_row() -> None:
    class Sheet(TenantOwned):
        objects: ClassVar[ScopedManager[Any]] = ScopedManager()

        class Meta:
            app_label = "tenancy"

    class Note(TenantOwned):
        sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="notes")

        class Meta:
            app_label = "tenancy"

    rows = Sheet(pk=7, tenant_id=SAGARA).notes.all()  # type: ignore[attr-defined]  # a relation of this test alone
    where = str(rows.query).partition("WHERE")[2]
    assert "tenant_id" in where
    assert "sheet_id" in where
    with pytest.raises(TenantForgotten):
        Note.objects.all()


def test_a_body_with_rows_is_not_removed(two_bodies: None) -> None:
    with pytest.raises(ProtectedError):
        Tenant.objects.get(pk=SAGARA).delete()


def test_a_code_is_unique(two_bodies: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenant.objects.create(code="sagara", name="lain", created_at=NOW)


@pytest.mark.parametrize("code", ["Sagara", "sagara ", "-sagara", "sagara--barat", "sa/gara", ""])
def test_a_code_is_lower_case_words_joined_by_hyphens(code: str) -> None:
    with pytest.raises(ValidationError, match="code"):
        Tenant(code=code, name="x", created_at=NOW).full_clean(validate_unique=False)
