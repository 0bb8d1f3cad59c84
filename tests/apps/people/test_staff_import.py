"""Employees from a file: who is new, who changed, who left; NIK sealed; what cannot be is given back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.utils import timezone

from pulau.apps.agencies.contract import Agency
from pulau.apps.people.importing.writing import end_staff
from pulau.apps.people.models import Appointment, Employee, Posting
from pulau.core.shared.actor import Actor
from pulau.exchange.table_reading import read_table
from pulau.foundation.accounts.models import User
from pulau.foundation.imports.models import ImportFile, ImportRow
from pulau.foundation.journal.models import Entry
from tests.foundation.imports.taking import Taking
from tests.house import House

pytestmark = pytest.mark.django_db
HEAD = "NIP;NIK;Gelar depan;Nama;Gelar belakang;Status;Golongan;Jabatan;Eselon;Kode unit;Surel;Mulai;Sampai\n"
ANI = "19850101 201001 2 001;3201010101850001;Dr.;Ani Lestari;S.H.;PNS;III/d;Kepala Bidang;3a;rsud;ani@x.id;1-2-2010;\n"
BUDI = "198601012011011002;3201010101860002;;Budi;;PPPK;IX;Perawat;;rsud;;2021-01-01;\n"


@pytest.fixture
def taking(house: House) -> Taking:
    return Taking(house)


def staff(house: House, agency: str = "sagara") -> dict[str, Employee]:
    rows = Employee.objects.for_tenant(house.tenants[agency]).select_related("unit")
    return {employee.nip: employee for employee in rows}


def kept(house: House, action: str) -> list[Entry]:
    return list(Entry.objects.for_tenant(house.tenants["sagara"]).filter(action=action).order_by("at"))


def given_out(house: House, *, private: bool = False, kind: str = "csv", who: str = "hana") -> bytes:
    client, address = house.client(who), f"/impor/ekspor/pegawai.{kind}"
    answer = client.post(address, {"lengkap": "ya"}) if private else client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file's answer


def test_new_employees_are_written_with_their_posts_and_the_second_time_all_is_same(
    house: House, taking: Taking
) -> None:
    assert taking.take("pegawai", HEAD + ANI + BUDI) == {"added": 2}
    ani = staff(house)["198501012010012001"]
    assert (ani.full_name, ani.echelon, ani.nik, str(ani.since)) == (
        *("Dr. Ani Lestari, S.H.", "III.a", "3201010101850001"),
        "2010-02-01",
    )
    assert Posting.objects.for_tenant(ani.tenant_id).filter(employee=ani).count() == 1
    entries = Entry.objects.for_tenant(ani.tenant_id).filter(action="people.employee_added")
    assert [entry.role for entry in entries] == [house.actors["hana"].role] * 2
    assert taking.plan("pegawai", HEAD + ANI + BUDI) == {"same": 2}
    assert staff(house, "lain") == {}


def test_changes_show_before_and_after_and_a_nik_only_by_its_last_digits(house: House, taking: Taking) -> None:
    taking.take("pegawai", HEAD + ANI + BUDI)
    moved = ANI.replace("rsud", "disdukcapil").replace("0001;Dr.", "0009;Dr.").replace("III/d", "IV/a")
    assert taking.plan("pegawai", HEAD + moved + BUDI) == {"changed": 1, "same": 1}
    page = taking.page()
    assert "<del>III/d</del>" in page
    assert ("3201010101850009" in page, "0009" in page) == (False, True)
    taking.start()
    taking.work()
    ani = staff(house)["198501012010012001"]
    assert (ani.unit.code, ani.grade, ani.nik) == ("disdukcapil", "IV/a", "3201010101850009")
    posts = Posting.objects.for_tenant(ani.tenant_id).filter(employee=ani).values_list("unit__code", "since")
    assert list(posts) == [("disdukcapil", timezone.localdate()), ("rsud", date(2010, 2, 1))]


def test_nothing_of_a_file_lies_open_in_the_database(house: House, taking: Taking) -> None:
    taking.plan("pegawai", HEAD + ANI)
    tables = (ImportFile._meta.db_table, ImportRow._meta.db_table)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own table
            rows = [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
            assert rows
            assert not any(secret in repr(rows) for secret in ("3201010101850001", "Ani", "ani@x.id"))


def test_a_last_day_ends_an_employee_old_or_new(house: House, taking: Taking) -> None:
    taking.take("pegawai", HEAD + ANI)
    left = ANI.replace("1-2-2010;\n", "1-2-2010;2025-12-31\n")
    gone = BUDI.replace("2021-01-01;\n", "2021-01-01;2024-06-30\n")
    assert taking.take("pegawai", HEAD + left + gone) == {"added": 1, "changed": 1}
    assert {str(employee.until) for employee in staff(house).values()} == {"2025-12-31", "2024-06-30"}
    assert taking.plan("pegawai", HEAD + left + gone) == {"same": 2}


def test_who_is_missing_leaves_only_where_it_was_chosen(house: House, taking: Taking) -> None:
    taking.take("pegawai", HEAD + ANI + BUDI)
    assert taking.take("pegawai", HEAD + ANI) == {"same": 1, "missing": 1}
    assert staff(house)["198601012011011002"].until is None
    assert taking.take("pegawai", HEAD + ANI, ending=True) == {"same": 1, "ended": 1}
    assert staff(house)["198601012011011002"].until == timezone.localdate()
    assert taking.plan("pegawai", HEAD + ANI) == {"same": 1}


@pytest.mark.parametrize("ending", [False, True])
def test_nobody_is_ended_while_a_row_is_refused(house: House, taking: Taking, ending: bool) -> None:  # noqa: FBT001 - a case
    taking.take("pegawai", HEAD + ANI + BUDI)
    assert taking.plan("pegawai", HEAD + ANI.replace("PNS", "?"))["missing"] == 1
    assert 'name="akhiri"' not in taking.page()
    taking.start(ending=ending)
    assert taking.run.state == ("ready" if ending else "running")
    assert all(employee.until is None for employee in staff(house).values())


FAULTY = {
    "x;;;A;;PNS;;;;rsud;;2020-01-01;": "staff-nip-form",
    "1.98501E+17;;;A;;PNS;;;;rsud;;2020-01-01;": "digits-lost",
    "198501012010012009;123;;A;;PNS;;;;rsud;;2020-01-01;": "staff-nik-form",
    "198501012010012010;3201010101850001;;A;;PNS;;;;rsud;;2020-01-01;": "staff-nik-taken",
    "198501012010012011;;;;;PNS;;;;rsud;;2020-01-01;": "required",
    "198501012010012012;;;A;;raja;;;;rsud;;2020-01-01;": "unknown-choice",
    "198501012010012013;;;A;;PNS;;;X.z;rsud;;2020-01-01;": "staff-echelon",
    "198501012010012014;;;A;;PNS;;;;tidak-ada;;2020-01-01;": "staff-unit-unknown",
    "198501012010012015;;;A;;PNS;;;;disdukcapil-lain;;2020-01-01;": "staff-unit-unknown",
    "198501012010012016;;;A;;PNS;;;;rsud;bukan surel;2020-01-01;": "staff-email",
    "198501012010012017;;;A;;PNS;;;;rsud;;kemarin;": "no-date",
    "198501012010012018;;;A;;PNS;;;;rsud;;;": "required",
    "198501012010012019;;;A;;PNS;;;;rsud;;2020-01-01;2019-01-01": "staff-until-before",
    "198501012010012001;;;A;;PNS;;;;rsud;;2011-01-01;": "staff-since-differs",
}


def test_rows_that_cannot_be_are_each_told_why_and_written_after_correction(house: House, taking: Taking) -> None:
    taking.take("pegawai", HEAD + ANI)
    text = HEAD + "".join(f"{row}\n" for row in FAULTY) + BUDI
    assert taking.take("pegawai", text) == {"added": 1, "refused": len(FAULTY)}
    assert taking.flaws() == {number: [code] for number, code in enumerate(FAULTY.values(), start=2)}
    answer = house.client("hana").get(taking.address("/masalah.csv"))
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file's answer
    table = read_table(data, "x.csv")
    assert table.head == (*HEAD.strip().split(";"), "Masalah")
    assert [line.cells[0] for line in table.lines] == [row.split(";")[0] for row in FAULTY]
    assert "8 sampai 18 angka" in table.lines[0].cells[-1]
    mended = data.decode("utf-8-sig").replace("tidak-ada", "rsud").encode()
    assert taking.take("pegawai", mended)["added"] == 1
    assert (taking.run.corrections, staff(house)["198501012010012014"].unit.code) == (True, "rsud")
    again = house.client("hana").get(taking.address("/masalah.csv"))
    assert read_table(b"".join(again.streaming_content), "x.csv").head == table.head  # type: ignore[attr-defined]


def test_a_file_of_problems_is_in_the_journal_and_nobody_else_gets_it(house: House, taking: Taking) -> None:
    taking.take("pegawai", HEAD + next(iter(FAULTY)))
    for who, status in (("indra", 403), ("gita", 403), ("dewi", 403), (None, 302)):
        assert house.client(who).get(taking.address("/masalah.csv")).status_code == status
    assert kept(house, "imports.problems_exported") == []
    assert house.client("hana").get(taking.address("/masalah.csv")).status_code == 200
    assert house.client("hana").get(taking.address("/masalah.pdf")).status_code == 404
    (entry,) = kept(house, "imports.problems_exported")
    assert json.loads(entry.payload) == {"kind": "pegawai", "private": True}
    assert (entry.actor_id, entry.object_id) == (house.users["hana"].pk, str(taking.run.pk))


def test_a_number_that_stands_twice_is_taken_from_neither_row(house: House, taking: Taking) -> None:
    other = BUDI.replace("198601012011011002", "198601012011011003")
    assert taking.plan("pegawai", HEAD + ANI + ANI + BUDI + other) == {"refused": 4}
    assert {number: set(codes) for number, codes in taking.flaws().items()} == {n: {"twice"} for n in (2, 3, 4, 5)}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_given_out_comes_back_all_same_with_and_without_nik(house: House, taking: Taking, kind: str) -> None:
    taking.take("pegawai", HEAD + ANI.replace("Kepala Bidang", "=Kepala") + BUDI)
    plain, full = given_out(house, kind=kind), given_out(house, private=True, kind=kind)
    assert "NIK" not in read_table(plain, f"x.{kind}").head
    assert "3201010101850001" in read_table(full, f"x.{kind}").lines[0].cells
    for data in (plain, full):
        assert taking.plan("pegawai", data, f"x.{kind}") == {"same": 2}
    told = [(json.loads(entry.payload), entry.actor_id) for entry in kept(house, "imports.exported")]
    hana = house.users["hana"].pk
    assert told == [({"kind": "pegawai", "private": private}, hana) for private in (False, True)]
    guarded = b"".join(house.client("hana").get("/impor/ekspor/pegawai.csv").streaming_content)  # type: ignore[attr-defined]
    assert b",'=Kepala," in guarded


def test_today_is_that_of_the_agency(house: House, taking: Taking) -> None:
    """Late in the evening of western Indonesia it is the next day in Papua already."""
    taking.take("pegawai", HEAD + ANI)
    tenant = house.tenants["sagara"]
    Agency.objects.for_tenant(tenant).update(zone="WIT")
    end_staff(Actor.system(tenant), ["198501012010012001"], datetime(2026, 11, 26, 16, tzinfo=UTC))
    assert staff(house)["198501012010012001"].until == date(2026, 11, 27)


def test_who_had_an_account_first_is_joined_to_it_and_loses_their_role_with_their_post(
    house: House, taking: Taking
) -> None:
    tenant, joko = house.tenants["sagara"], house.users["joko"]
    User.objects.filter(pk=joko.pk).update(email="ani@x.id")
    User.objects.filter(pk=house.users["dewi"].pk).update(nip="198601012011011002")  # a stranger here
    taking.take("pegawai", HEAD + ANI.replace("ani@x.id", "Ani@x.id") + BUDI)
    assert staff(house)["198501012010012001"].user_id == joko.pk
    assert staff(house)["198601012011011002"].user_id is None
    assert Entry.objects.for_tenant(tenant).filter(action="people.account_linked").count() == 1
    taking.take("pegawai", HEAD + BUDI, ending=True)
    assert Appointment.objects.for_tenant(tenant).get(user=joko).until == timezone.localdate()
