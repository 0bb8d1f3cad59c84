"""The demo's bodies: their size, their history, their people and roles; nothing of one in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from pulau.apps.agencies.contract import Agency, UnitKind, names_as_of, units_of
from pulau.apps.people.demo_town.duties import DUTIES
from pulau.apps.people.demo_town.load import TownsBuilt, load_towns
from pulau.apps.people.demo_town.names import invent
from pulau.apps.people.demo_town.places import ELECTIONS, MINISTRY, REGENCY, SAGARA, TOWNS
from pulau.apps.people.models import Appointment, Basis, Employee, Interest, Invitation, OutsidePerson, Posting
from pulau.apps.people.selectors import held_appointments
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import SCOPES
from pulau.foundation.accounts.demo import TENANTS, load_people, people_of_demo
from pulau.foundation.tenancy.models import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # loaded on PostgreSQL by tests/faults/test_prepared.py

TODAY = datetime(2026, 11, 26, 4, 5, tzinfo=UTC)
BEGAN = TODAY - timedelta(days=1_100)
WORKPLACES = {"oki": ("dpmptsp", ""), "maya": ("dpmptsp", "Analis Layanan"), "sri": ("kecamatan", "Camat")}


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[TownsBuilt]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_people(now=BEGAN, sign_in=False)
        yield load()
        transaction.set_rollback(True)


def load() -> TownsBuilt:
    tenants = dict(Tenant.objects.filter(code__in=TENANTS).values_list("code", "pk"))
    return load_towns(tenants, cast=people_of_demo(), workplaces=WORKPLACES, now=TODAY, began=BEGAN)


def system(body: str) -> Actor:
    return Actor.system(Tenant.objects.get(code=body).pk)


@pytest.fixture
def regency(built: TownsBuilt, db: None) -> Actor:
    return system(REGENCY)


def test_the_regency_has_its_offices_districts_and_hospitals(regency: Actor) -> None:
    kinds = Counter(units_of(regency).filter(until__isnull=True).values_list("kind", flat=True))
    offices = kinds[UnitKind.OFFICE] + kinds[UnitKind.INSPECTORATE] + kinds[UnitKind.SECRETARIAT]
    assert (offices, kinds[UnitKind.DISTRICT], kinds[UnitKind.HOSPITAL]) == (22, 16, 2)
    assert units_of(system(ELECTIONS)).count() == 23
    assert Agency.objects.directory().count() == len(TOWNS) == len(TENANTS)
    assert {agency.name for agency in Agency.objects.directory() if agency.national} == {
        town.name for town in TOWNS if town.national
    }


def test_some_fifteen_hundred_people_work_there_and_each_unit_has_one_head(regency: Actor) -> None:
    rows = Employee.objects.for_actor(regency)
    assert (
        1_500 <= rows.filter(until__isnull=True).count() <= rows.count() == sum(place.staff for place in SAGARA.places)
    )
    heads = Counter(rows.exclude(echelon="").values_list("unit__code", flat=True))
    assert {unit for unit, count in heads.items() if count > 1} == set()
    ended = rows.exclude(until__isnull=True)
    assert 10 < ended.count() < 60
    assert all(row.until is not None and row.until < TODAY.date() for row in ended)


def test_last_years_names_are_still_known(regency: Actor) -> None:
    unit = units_of(regency).get(code="bapenda")
    then = names_as_of(regency, [unit.pk], date(2024, 6, 1))
    assert unit.name == "Badan Pendapatan Daerah"
    assert then[unit.pk] == "Badan Pengelolaan Pajak dan Retribusi Daerah"
    assert units_of(regency).get(code="dinas-pasar").until is not None


def test_every_role_of_the_table_is_held_by_somebody(built: TownsBuilt, db: None) -> None:
    told_elsewhere = {"zone-team", "unit-head", "agency-administrator", "agency-head"}
    assert {str(duty.role) for duty in DUTIES} | told_elsewhere == set(SCOPES)
    for duty in DUTIES:
        held = held_appointments(people_of_demo()[duty.person].pk, TODAY)
        assert duty.role in {row.role for row in held}, duty.person


def test_work_is_unfinished(regency: Actor) -> None:
    acting = Posting.objects.for_actor(regency).exclude(basis=Basis.DEFINITIVE)
    assert {row.basis for row in acting} == {Basis.PLH, Basis.PLT}
    assert Interest.objects.for_actor(regency).count() == 3
    assert OutsidePerson.objects.for_actor(regency).count() == 6
    open_ones = [row.expires_at > TODAY for row in Invitation.objects.for_actor(regency)]
    assert sorted(open_ones) == [False, True]


def test_a_second_run_changes_nothing(regency: Actor) -> None:
    before = [model.objects.for_actor(regency).count() for model in (Employee, Posting, Appointment, Invitation)]
    again = load()
    assert (again.units, again.employees) == ({}, 0)
    assert [
        model.objects.for_actor(regency).count() for model in (Employee, Posting, Appointment, Invitation)
    ] == before


def test_nothing_of_one_body_stands_in_another(built: TownsBuilt, db: None) -> None:
    for town in TOWNS:
        codes = set(units_of(system(town.code)).values_list("code", flat=True))
        assert codes - {place.code for place in town.places} <= {"dinas-pasar"}


def test_the_same_words_give_the_same_person_and_no_two_share_a_number() -> None:
    people = [invent(place.code, number) for town in TOWNS for place in town.places for number in range(place.staff)]
    assert invent("rsud", 3) == invent("rsud", 3)
    assert len({person.nip for person in people}) == len(people) == len({person.nik for person in people})
    assert all(len(person.nip) == 18 and len(person.nik) == 16 for person in people)


def test_the_ministry_reaches_out(built: TownsBuilt, db: None) -> None:
    rows = Appointment.objects.for_actor(system(MINISTRY)).filter(scope="country")
    assert {row.role for row in rows} == {"tpn-assessor", "tpn-panel", "operator"}
