"""Employees taken in, changed, moved and ended at once: all or nothing, and in few queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Appointment, Employee, EmployeeStatus, Posting
from pulau.apps.people.services.appointing import LastAdministrator
from pulau.apps.people.services.staff_batch import apply_staff_batch
from pulau.apps.people.staffing import (
    BeginsLater,
    EmployeeErased,
    EmployeeNotFound,
    NikTaken,
    NipTaken,
    StaffAddition,
    StaffBatchRefused,
    StaffChange,
    StaffEnd,
)
from pulau.core.shared.actor import Actor
from pulau.foundation.journal.models import Entry
from pulau.foundation.sealing import fingerprint
from tests.cast import NOW
from tests.house import House
from tests.staff import BEGUN, NIK, NIP, addition, details, employed, fresh, post, posts_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def staff(house: House, agency: str = "sagara") -> int:
    return Employee.objects.for_tenant(house.tenants[agency]).count()


def refused(house: House, **parts: object) -> list[tuple[str, int, type[Exception]]]:
    with pytest.raises(StaffBatchRefused) as raised:
        apply_staff_batch(actor=house.actors["hana"], now=NOW, **parts)  # type: ignore[arg-type]
    return [(problem.part, problem.index, type(problem.fact)) for problem in raised.value.problems]


def numbered(house: House, count: int, first: int = 0) -> list[StaffAddition]:
    return [addition(house, nip=f"{10_000_000 + first + n}", name=f"Pegawai {first + n}") for n in range(count)]


@pytest.mark.parametrize("who", ["indra", "gita", "ayu", "joko"])
def test_only_the_administrator_keeps_employees(house: House, who: str) -> None:
    with pytest.raises(PermissionDenied):
        apply_staff_batch(actor=house.actors[who], additions=[addition(house)], now=NOW)
    assert staff(house) == 0


def test_everything_happens_at_once_and_is_told(house: House) -> None:
    ani, budi = employed(house), employed(house, nip="20000001", name="Budi")
    done = apply_staff_batch(
        actor=house.actors["hana"],
        additions=[addition(house, nip="20000002", name="Citra")],
        changes=[StaffChange(ani.pk, details(name="Ani Lestari Putri"), post(house, "rsud", since=TODAY))],
        ends=[StaffEnd(budi.pk, TODAY)],
        now=NOW,
    )
    assert [[row.name for row in rows] for rows in (done.added, done.changed, done.moved, done.ended)] == [
        ["Citra"],
        ["Ani Lestari Putri"],
        ["Ani Lestari Putri"],
        ["Budi"],
    ]
    assert fresh(ani).unit_id == house.units["rsud"].pk
    assert fresh(budi).until == TODAY
    assert posts_of(budi) == [("Kepala Bidang", BEGUN, TODAY)]
    told = Entry.objects.for_tenant(house.tenants["sagara"]).filter(action__startswith="people.employee_")
    actions = sorted(told.values_list("action", flat=True))
    assert actions == sorted(
        [*["people.employee_added"] * 3, *(f"people.employee_{x}" for x in ("changed", "moved", "ended"))]
    )
    assert "Lestari" not in "".join(told.values_list("payload", flat=True))


def test_one_wrong_row_stops_them_all_and_every_wrong_row_is_named(house: House) -> None:
    ani = employed(house, nik=NIK)
    found = refused(
        house,
        additions=[
            addition(house, nip="20000001"),
            addition(house, nip=NIP),
            addition(house, nip="20000002", nik=NIK),
            addition(house, nip="12"),
            addition(house, nip="20000001"),
            addition(house, nip="20000003", nik="123"),
            StaffAddition(details(nip="20000004"), post(house, "disdukcapil-lain")),
            StaffAddition(details(nip="20000005"), post(house, echelon="tinggi")),
            addition(house, nip="20000006", name=" "),
            addition(house, nip="20000007", email="bukan alamat"),
        ],
        changes=[StaffChange(house.users["ayu"].pk, details())],
        ends=[StaffEnd(ani.pk, BEGUN - timedelta(days=1))],
    )
    assert found == [
        ("additions", 1, NipTaken),
        ("additions", 2, NikTaken),
        ("additions", 3, ValidationError),
        ("additions", 4, NipTaken),
        *(("additions", n, ValidationError) for n in (5, 6, 7, 8, 9)),
        ("changes", 0, EmployeeNotFound),
        ("ends", 0, ValidationError),
    ]
    assert staff(house) == 1
    assert fresh(ani).until is None


def test_a_number_may_be_the_same_in_another_agency(house: House) -> None:
    employed(house, nik=NIK)
    from_elsewhere = addition(house, "disdukcapil-lain", nik=NIK)
    system = Actor.system(house.tenants["lain"])
    apply_staff_batch(actor=system, additions=[from_elsewhere], now=NOW)
    assert (staff(house), staff(house, "lain")) == (1, 1)


def test_an_employee_of_another_agency_is_not_found(house: House) -> None:
    ani = employed(house)
    system = Actor.system(house.tenants["lain"])
    with pytest.raises(StaffBatchRefused) as raised:
        apply_staff_batch(actor=system, ends=[StaffEnd(ani.pk, TODAY)], now=NOW)
    assert isinstance(raised.value.problems[0].fact, EmployeeNotFound)


def test_the_nik_lies_sealed_and_is_found_by_its_digest(house: House) -> None:
    ani = employed(house, nik=NIK)
    assert fresh(ani).nik == NIK
    assert fresh(ani).nik_digest == fingerprint("nik", NIK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik FROM people_employee")
        assert NIK.encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(("typed", "kept"), [(None, NIK), ("", None), ("3204010101850008", "3204010101850008")])
def test_a_nik_stays_goes_or_is_replaced(house: House, typed: str | None, kept: str | None) -> None:
    ani = employed(house, nik=NIK)
    apply_staff_batch(actor=house.actors["hana"], changes=[StaffChange(ani.pk, details(nik=typed))], now=NOW)
    assert fresh(ani).nik == kept
    assert bool(fresh(ani).nik_digest) is (kept is not None)


def test_what_is_the_same_is_passed_over(house: House) -> None:
    ani = employed(house, nik=NIK)
    apply_staff_batch(actor=house.actors["hana"], ends=[StaffEnd(ani.pk, TODAY)], now=NOW)
    before = Entry.objects.for_tenant(house.tenants["sagara"]).count()
    done = apply_staff_batch(
        actor=house.actors["hana"],
        changes=[StaffChange(ani.pk, details(nik=NIK), post(house, since=TODAY))],
        ends=[StaffEnd(ani.pk, TODAY)],
        now=NOW,
    )
    assert (done.added, done.changed, done.moved, done.ended) == ([], [], [], [])
    assert Entry.objects.for_tenant(house.tenants["sagara"]).count() == before


def test_who_moves_and_ends_in_one_batch_has_both_posts_closed(house: House) -> None:
    ani = employed(house)
    moved = date(2025, 6, 1)
    apply_staff_batch(
        actor=house.actors["hana"],
        changes=[StaffChange(ani.pk, post=post(house, "rsud", since=moved, position="Direktur"))],
        ends=[StaffEnd(ani.pk, TODAY)],
        now=NOW,
    )
    assert posts_of(ani) == [("Kepala Bidang", BEGUN, moved - timedelta(days=1)), ("Direktur", moved, TODAY)]


def test_an_erased_employee_is_left_alone(house: House) -> None:
    ani = employed(house)
    Employee.objects.for_actor(house.actors["hana"]).filter(pk=ani.pk).update(erased_at=NOW)
    assert refused(house, changes=[StaffChange(ani.pk, details(name="Kembali"))]) == [("changes", 0, EmployeeErased)]


def test_two_hundred_rows_take_no_more_queries_than_ten(house: House) -> None:
    def queries(count: int, first: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            done = apply_staff_batch(actor=house.actors["hana"], additions=numbered(house, count, first), now=NOW)
            changes = [
                StaffChange(row.pk, details(nip=row.nip, name=f"{row.name} B"), post(house, "rsud", since=TODAY))
                for row in done.added
            ]
            apply_staff_batch(actor=house.actors["hana"], changes=changes, now=NOW)
        reading = [query for query in caught if query["sql"].startswith("SELECT")]
        return len(reading) if connection.vendor == "sqlite" else len(caught)  # SQLite takes 999 values a statement

    few = queries(10, 0)
    assert few <= 20
    assert queries(200, 100) == few
    assert Posting.objects.for_actor(house.actors["hana"]).filter(until__isnull=True).count() == 210


def test_ending_ends_the_roles_of_the_account_here(house: House) -> None:
    ani = employed(house)
    user = house.users["ayu"]
    Employee.objects.for_actor(house.actors["hana"]).filter(pk=ani.pk).update(user=user)
    done = apply_staff_batch(actor=house.actors["hana"], ends=[StaffEnd(ani.pk, TODAY)], now=NOW)
    duty = Appointment.objects.for_actor(house.actors["hana"]).get(user=user)
    assert duty.until == TODAY
    assert done.ended == [ani]
    assert fresh(ani).status == EmployeeStatus.PNS


def test_a_role_that_has_not_begun_is_taken_back_and_one_that_has_stands_in_the_way(house: House) -> None:
    hana, ani = house.actors["hana"], employed(house)
    coming = Wish(role=Role.COUNTER_OFFICER, unit_id=house.units["rsud"].pk, since=TODAY + timedelta(days=20))
    appoint(actor=hana, user_id=house.users["eka"].pk, wish=coming, now=NOW)
    Employee.objects.for_actor(hana).filter(pk=ani.pk).update(user=house.users["eka"])
    apply_staff_batch(actor=hana, ends=[StaffEnd(ani.pk, TODAY)], now=NOW)
    assert not Appointment.objects.for_actor(hana).filter(user=house.users["eka"]).exists()
    budi = employed(house, nip="20000001")
    begun = Wish(role=Role.COUNTER_OFFICER, unit_id=house.units["rsud"].pk, since=TODAY - timedelta(days=20))
    appoint(actor=hana, user_id=house.users["eka"].pk, wish=begun, now=NOW)
    Employee.objects.for_actor(hana).filter(pk=ani.pk).update(user=None)
    Employee.objects.for_actor(hana).filter(pk=budi.pk).update(user=house.users["eka"])
    assert refused(house, ends=[StaffEnd(budi.pk, TODAY - timedelta(days=30))]) == [("ends", 0, BeginsLater)]


def test_the_last_administrator_is_named_by_row(house: House) -> None:
    ani, budi = employed(house), employed(house, nip="20000001")
    Employee.objects.for_actor(house.actors["hana"]).filter(pk=budi.pk).update(user=house.users["hana"])
    found = refused(house, ends=[StaffEnd(ani.pk, TODAY), StaffEnd(budi.pk, TODAY)])
    assert found == [("ends", 1, LastAdministrator)]
    assert fresh(ani).until is None
