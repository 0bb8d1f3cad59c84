"""What the second wall shows the application and takes from it: by raw SQL, and by a manager that forgot."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from pulau.apps.agencies.contract import WorkUnit
from pulau.apps.people.models import ApiToken, Appointment
from pulau.apps.worksheets.models import Worksheet
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.building import walled_models
from pulau.foundation.tenancy.scope import ScopedQuerySet
from pulau.foundation.tenancy.wall import (
    Place,
    WallEnteredOutside,
    behind_wall,
    enter_person,
    enter_tenant,
    enter_token,
    place,
    request_transaction,
    standing_at,
)
from tests.walls.application import as_application
from tests.walls.furnished import Furnished, furnish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries, Settings

    from tests.house import House

pytestmark = [pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone")]


@pytest.fixture
def made(house: House) -> Furnished:
    return furnish(house)


@contextmanager
def inside(house: House, tenant: str) -> Iterator[None]:
    """As the application, behind the wall of an agency."""
    with as_application(), behind_wall(house.tenants[tenant]):
        yield


def rows(statement: str, *values: str | UUID) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def changed(statement: str, *values: str | UUID) -> int:
    """How many rows a statement touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def tables() -> list[str]:
    return [model._meta.db_table for model in walled_models()]


PUBLIC = {
    "agencies_agency": "false",
    "people_appointment": "scope IN ('unit', 'agency')",
    "declarations_agencycoverage": "false",  # counts
    "declarations_declaration": "state NOT IN ('held', 'closed')",  # made in public
    "zone_areas_zonearea": "starts_with(code, 'kawasan-')",  # the others asked a unit of the other body
    "zone_areas_zoneareamember": "home_id = tenant_id",
}
"""Tables of which a body sees some rows of others, and a condition for the other rows."""


def tenants_in(table: str) -> set[UUID]:
    """Whose rows are shown, but for those that are for everybody."""
    return {
        row[0]
        for row in rows(f"SELECT DISTINCT tenant_id FROM {table} WHERE {PUBLIC.get(table, 'true')}")  # noqa: S608
    }


# --- reading


def test_raw_sql_finds_the_rows_of_the_tenant_and_no_others(made: Furnished) -> None:
    seen = {}
    for tenant, key in made.house.tenants.items():
        with inside(made.house, tenant):
            for table in tables():
                owners = tenants_in(table)
                seen[tenant, table] = owners
                assert owners <= {key}, table
    assert seen["sagara", "worksheets_worksheet"]
    assert seen["lain", "worksheets_worksheet"]


def test_where_no_tenant_was_told_nothing_is_shown(made: Furnished) -> None:
    assert all(map(tenants_in, ("people_appointment", "journal_entry")))
    with as_application():
        for empty in (False, True):  # never set, and set to nothing
            if empty:
                rows("SELECT set_config('pulau.tenant', '', true)")
            assert [table for table in tables() if tenants_in(table)] == []
            assert rows("SELECT 1 FROM people_appointment") == [], "nor a grant for a region"


def test_a_manager_that_forgets_the_tenant_finds_no_more(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScopedQuerySet, "of", lambda self, _tenant: self.all())
    mine, other = made.house.tenants["sagara"], made.house.tenants["lain"]
    everything = Worksheet.objects.for_tenant(mine).values_list("tenant_id", flat=True)
    assert set(everything.all()) == {mine, other}, "as the owner of the tables the fault shows"
    with inside(made.house, "sagara"):
        assert set(everything.all()) == {mine}
        assert not WorkUnit.objects.for_tenant(other).filter(tenant_id=other).exists()


# --- writing


def test_rows_of_another_tenant_can_be_neither_changed_nor_removed(made: Furnished) -> None:
    other = made.house.tenants["lain"]
    with inside(made.house, "sagara"):
        assert changed("UPDATE agencies_workunit SET name = 'x' WHERE tenant_id = %s", other) == 0
        assert changed("DELETE FROM worksheets_webhook WHERE tenant_id = %s", other) == 0
        assert changed("UPDATE agencies_agency SET name = 'x' WHERE tenant_id = %s", other) == 0, "readable by all"
        assert changed("UPDATE agencies_agency SET name = name WHERE tenant_id = %s", made.house.tenants["sagara"]) == 1


INTO_ANOTHER = (
    """INSERT INTO zone_areas_zonearea (id, tenant_id, code, name, kind, region_code, held_title, held_by, created_at)
    VALUES (gen_random_uuid(), %s, 'x', 'x', 'port', '', '', '', now())""",
    "UPDATE agencies_workunit SET tenant_id = %s",
)


@pytest.mark.parametrize("statement", INTO_ANOTHER)
def test_no_row_can_be_put_into_another_tenant(house: House, statement: str) -> None:
    with inside(house, "sagara"), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        changed(statement, house.tenants["lain"])


def test_no_row_can_be_written_where_no_tenant_was_told(house: House) -> None:
    with as_application(), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Entry(tenant_id=house.tenants["sagara"], at="2026-01-01T00:00Z", payload="{}", salt=b"").save()


@pytest.mark.parametrize("deed", ["UPDATE journal_entry SET payload = '{}'", "DELETE FROM journal_entry"])
def test_the_application_cannot_touch_a_journal_entry_of_its_own_tenant(house: House, deed: str) -> None:
    with inside(house, "sagara"):
        assert rows("SELECT 1 FROM journal_entry LIMIT 1")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            changed(deed)


def test_keys_look_past_the_wall_and_reveal_only_what_is_random(made: Furnished) -> None:
    unit = made.house.units["disdukcapil-lain"]
    with inside(made.house, "sagara"):
        code = "INSERT INTO agencies_workunit (id, tenant_id, code, name, kind, region_code, created_at) VALUES "
        mine = made.house.tenants["sagara"]
        assert changed(f"{code} (%s, %s, %s, 'x', 'office', '', now())", uuid4(), mine, unit.code) == 1, "their code"
        with pytest.raises(IntegrityError), transaction.atomic():
            changed(f"{code} (%s, %s, 'y', 'x', 'office', '', now())", unit.pk, mine)


def test_the_application_can_neither_take_the_wall_down_nor_become_another(house: House) -> None:
    for deed in (
        "ALTER TABLE people_employee DISABLE ROW LEVEL SECURITY",
        "DROP POLICY pulau_wall ON people_employee",
        "CREATE POLICY lubang ON people_employee USING (true)",
        "ALTER ROLE pulau_app BYPASSRLS",
        "TRUNCATE people_employee",
    ):
        with inside(house, "sagara"), pytest.raises(ProgrammingError), transaction.atomic():
            changed(deed)


# --- openings


def test_a_person_sees_their_own_appointments_of_every_body_and_nobody_elses(made: Furnished) -> None:
    hana = made.house.users["hana"].pk
    with as_application(), transaction.atomic():
        enter_person(hana)
        assert {row[0] for row in rows("SELECT user_id FROM people_appointment WHERE scope = 'agency'")} == {hana}
        assert changed("UPDATE people_appointment SET role = 'auditor'") == 0


def test_a_key_shows_its_own_row_and_what_its_person_holds_in_its_body(made: Furnished) -> None:
    token = ApiToken.objects.for_tenant(made.house.tenants["lain"]).get(pk=made.tokens["dewi"])
    with as_application(), transaction.atomic():
        enter_token(token.digest)
        assert rows("SELECT id FROM people_apitoken") == [(token.pk,)]
        held = set(rows("SELECT tenant_id, user_id FROM people_appointment WHERE scope IN ('unit', 'agency')"))
        assert held == {(token.tenant_id, token.user_id)}
        enter_token("tidak dikenal")
        assert rows("SELECT 1 FROM people_apitoken") == []


# --- the place, and what it lasts for


def test_the_place_is_what_it_was_after_a_part_of_a_longer_transaction(house: House) -> None:
    before = Place(tenant=str(house.tenants["lain"]), person="", token="k")
    with standing_at(before):
        with behind_wall(house.tenants["sagara"], house.users["ayu"].pk):
            assert place() == Place(str(house.tenants["sagara"]), str(house.users["ayu"].pk))
        assert place() == before
        with pytest.raises(LookupError), behind_wall(house.tenants["sagara"]):
            raise LookupError
        assert place() == before
    assert place() == Place()


@pytest.mark.django_db(transaction=True)
def test_the_place_ends_with_the_transaction_and_has_no_sense_outside_of_one() -> None:
    tenant = uuid4()
    with behind_wall(tenant):
        assert place().tenant == str(tenant)
    assert place() == Place()
    with transaction.atomic():
        enter_tenant(tenant)
    assert place() == Place()
    with pytest.raises(WallEnteredOutside):
        enter_tenant(tenant)


@pytest.mark.django_db(transaction=True)
def test_a_request_begins_its_transaction_when_the_wall_is_entered_and_not_inside_a_shorter_one() -> None:
    seen = [connection.in_atomic_block]
    with request_transaction() as opened:
        seen.append(opened.begun)
        enter_tenant(uuid4())
        seen += [opened.begun, connection.in_atomic_block]
    assert [*seen, connection.in_atomic_block] == [False, False, True, True, False]
    with request_transaction(), transaction.atomic(), pytest.raises(WallEnteredOutside):
        enter_tenant(uuid4())


def test_where_no_wall_was_built_nothing_is_asked(
    house: House,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.ROW_SECURITY = False
    with django_assert_num_queries(0), behind_wall(house.tenants["sagara"]):
        enter_person(house.users["ayu"].pk)
        assert place() == Place()


def test_a_statement_that_failed_unnoticed_is_seen_before_the_commit(db: None) -> None:
    with request_transaction() as opened:
        opened.begin()
        seen = [opened.broken]
        with suppress(ProgrammingError):
            rows("SELECT 1 FROM tidak_ada")
        seen.append(opened.broken)
        opened.undo()
    assert seen == [False, True]


def test_the_appointments_of_the_house_are_all_behind_it(house: House) -> None:
    with inside(house, "lain"):
        assert {row.user_id for row in Appointment.objects.for_tenant(house.tenants["lain"])} == {
            house.users["dewi"].pk
        }
