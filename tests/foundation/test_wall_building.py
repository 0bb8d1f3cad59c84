"""The second wall is built on every table of tenants, from the models, and says so where it is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import checks
from django.db import connection

from pulau.apps.evidence.models import EvidenceText
from pulau.foundation.tenancy.building import (
    APPEND_ONLY,
    INSIDE,
    built_in,
    lower_wall,
    policies_of,
    raise_wall,
    walled_models,
)
from pulau.foundation.tenancy.checks import second_wall
from pulau.foundation.tenancy.models import TenantOwned
from tests.walls.application import APPLICATION, as_application

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone"),
]


def execute(*statements: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


def open_tables() -> list[str]:
    """Tables of tenants on which something is missing."""
    standing = built_in(connection)
    wanted = {policies[0].table: policies for policies in map(policies_of, walled_models())}
    assert standing.keys() == wanted.keys()
    return sorted(table for table, built in standing.items() if built.lacks(wanted[table]))


def found() -> set[str]:
    return {str(message.id) for message in second_wall(None, databases=["default"])}


def test_every_table_of_tenants_has_forced_security_and_its_policies() -> None:
    assert len(walled_models()) > 20
    assert open_tables() == []


def test_every_table_with_a_tenant_is_one_of_them() -> None:
    tables = execute(
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant_id' AND table_schema = 'public'"
    )
    assert {str(row[0]) for row in tables} == {model._meta.db_table for model in walled_models()}


@pytest.mark.parametrize(
    "harm",
    [
        "ALTER TABLE people_employee NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE people_employee DISABLE ROW LEVEL SECURITY",
        "DROP POLICY pulau_wall ON people_employee",
        "DROP POLICY pulau_open_person ON people_employee",
        "CREATE POLICY lubang ON people_employee USING (true)",
        "COMMENT ON POLICY pulau_wall ON people_employee IS 'lain'",
    ],
)
def test_a_table_that_lacks_something_is_found_and_mended(harm: str) -> None:
    execute(harm)
    assert open_tables() == ["people_employee"]
    assert "tenancy.W002" in found()
    raise_wall(connection)
    assert open_tables() == []


def test_a_model_without_its_table_does_not_stop_the_building() -> None:
    execute("ALTER TABLE worksheets_presence RENAME TO lain")
    raise_wall(connection)
    assert "worksheets_presence" not in built_in(connection)


def test_a_second_run_asks_once_and_alters_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # the plugin's fixture has no type
        raise_wall(connection)


def test_the_owner_migrates_without_force_and_the_application_stays_held() -> None:
    lower_wall(connection)
    assert not any(built.forced for built in built_in(connection).values())
    assert all(built.enabled for built in built_in(connection).values())


def test_where_the_wall_is_switched_off_it_comes_down_and_the_check_warns(settings: Settings) -> None:
    settings.ROW_SECURITY = False
    raise_wall(connection)
    assert not any(built.enabled for built in built_in(connection).values())
    assert found() == {"tenancy.W001"}


def test_the_policy_compares_the_tenant_and_nothing_is_nobodys() -> None:
    conditions = {policy.condition for model in walled_models() for policy in policies_of(model)[:1]}
    assert conditions == {INSIDE, f"{INSIDE} AND {EvidenceText.wall_narrowing}"}
    assert execute(f"SELECT ({INSIDE}) IS TRUE FROM (SELECT gen_random_uuid() AS tenant_id) AS x") == [(False,)]  # noqa: S608 - ours


def test_no_opening_lets_anybody_write() -> None:
    openings = [policy for model in walled_models() for policy in policies_of(model)[1:]]
    assert {policy.command for policy in openings} == {"SELECT"}
    assert openings


def test_the_check_warns_of_a_role_that_no_wall_holds() -> None:
    assert {"tenancy.W003", "tenancy.W004"} <= found(), "the owner of the tests is a superuser"
    with as_application():
        assert found() == set()


def test_the_check_is_one_of_deployment() -> None:
    registered: list[object] = list(checks.registry.registry.get_checks(include_deployment_checks=True))
    everyday: list[object] = list(checks.registry.registry.get_checks())
    assert second_wall in registered
    assert second_wall not in everyday


def test_the_application_alters_no_table_and_no_journal_entry() -> None:
    rights = "SELECT has_table_privilege(%s, %s, %s)"
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            for right, granted in (("SELECT", True), ("INSERT", True), ("UPDATE", False), ("DELETE", False)):
                cursor.execute(rights, [APPLICATION, table, right])
                assert cursor.fetchone() == (granted,), (table, right)
        cursor.execute(rights, [APPLICATION, "django_migrations", "INSERT"])
        assert cursor.fetchone() == (False,)
        cursor.execute(rights, [APPLICATION, "people_employee", "TRUNCATE"])
        assert cursor.fetchone() == (False,)


def test_a_model_that_is_no_tenants_is_not_walled() -> None:
    assert all(issubclass(model, TenantOwned) for model in walled_models())
    assert "accounts_user" not in built_in(connection)
