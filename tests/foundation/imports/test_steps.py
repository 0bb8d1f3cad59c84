"""The steps of an import: who may, columns, killed workers, broken batches, resuming, throwing away, forgetting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pulau.apps.agencies.contract import UnitKind, WorkUnit, add_unit
from pulau.apps.people.models import Appointment
from pulau.foundation.imports import pages, services, tasks, writing
from pulau.foundation.imports.columns import guess, is_corrections, mapping_flaws
from pulau.foundation.imports.models import ImportFile, ImportRow, ImportRun
from pulau.foundation.imports.selectors import ImportNotFound
from pulau.foundation.journal.models import Entry
from pulau.foundation.registry.importers import importers
from tests.cast import NOW
from tests.foundation.imports.taking import Taking
from tests.house import House

pytestmark = pytest.mark.django_db
HEAD = "Kode;Nama;Jenis;Kode induk\n"
TEN = HEAD + "".join(f"u{n};Unit {n};dinas;\n" for n in range(10))


class Killed(Exception):  # noqa: N818 - what a test lets happen
    """The worker was killed."""


@pytest.fixture
def taking(house: House) -> Taking:
    return Taking(house)


@pytest.fixture
def by_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 3)


def codes(house: House) -> set[str]:
    rows = WorkUnit.objects.for_tenant(house.tenants["sagara"]).filter(code__startswith="u")
    return set(rows.values_list("code", flat=True))


def actions(house: House) -> list[str]:
    rows = Entry.objects.for_tenant(house.tenants["sagara"]).filter(action__startswith="imports.")
    return [action.removeprefix("imports.") for action in rows.values_list("action", flat=True)]


# --- who


def test_nobody_but_the_administrator_takes_files_in_or_gets_lists(house: House, taking: Taking) -> None:
    taking.plan("unit", TEN)
    for who in ("ayu", "gita", "indra", "dewi", "eka", None):
        client, status = house.client(who), 302 if who is None else 403
        found = [client.get(path).status_code for path in ("/impor", "/impor/ekspor/pegawai.csv", taking.address())]
        assert found == [status] * 3
        assert client.post(taking.address("/mulai")).status_code == (401 if who is None else 403)
    assert taking.run.state == "ready"


def test_the_services_ask_too(house: House, taking: Taking) -> None:
    taking.plan("unit", TEN)
    for who in ("indra", "ayu", "dewi"):
        with pytest.raises((PermissionDenied, ImportNotFound)):
            services.start_import(actor=house.actors[who], run_id=taking.run.pk, end_missing=False, now=NOW)
    assert taking.run.state == "ready"


def test_an_import_of_another_agency_is_not_there(house: House, taking: Taking) -> None:
    other = Taking(house, "hana", taking.run_id)
    taking.plan("unit", TEN)
    Appointment.objects.for_tenant(house.tenants["lain"]).update(role="agency-administrator", unit=None, scope="agency")
    client = house.client("dewi")
    assert client.get("/impor").status_code == 200
    other.run_id = taking.run_id
    assert client.get(taking.address()).status_code == 404
    assert "daftar.csv" not in client.get("/impor").content.decode()


# --- the file and its columns


def test_a_file_that_breaks_in_its_middle_leaves_nothing_behind(house: House, taking: Taking) -> None:
    answer = taking.upload("unit", HEAD + 'u1;"Unit;dinas;\nu2;Unit 2;dinas;\n')
    assert answer.status_code == 422
    assert "tidak ada yang disimpan" in answer.content.decode()
    assert not ImportRun.objects.for_tenant(house.tenants["sagara"]).exists()


@pytest.mark.parametrize("kind", ["", "gaji"])
def test_a_list_that_is_none_is_told(taking: Taking, kind: str) -> None:
    assert taking.upload(kind, TEN).status_code == 422


def test_columns_are_guessed_by_heading_and_synonym_and_can_be_corrected(house: House, taking: Taking) -> None:
    taking.upload("unit", "Jenis;nama opd;KODE OPD;Catatan\ndinas;Unit 1;u1;x\n")
    assert taking.run.mapping == {"kind": 0, "name": 1, "code": 2}
    page = taking.page("/kolom")
    assert ("Catatan" in page, "Misalnya:" in page) == (True, True)
    assert taking.settle(code=3).status_code == 303
    assert taking.contents()[2].cells == ["dinas", "Unit 1", "u1", "x"]
    assert taking.settle(code=2).status_code == 303
    taking.start()
    taking.work()
    assert codes(house) == {"u1"}
    assert taking.settle(code=3).status_code == 303  # past its time: told, and nothing happens
    assert taking.run.state == "done"


def test_columns_that_must_be_there_or_stand_twice_are_asked_for(taking: Taking) -> None:
    taking.upload("unit", "A;B;C\nu1;Unit 1;dinas\n")
    assert taking.settle(code=0, name=0).status_code == 422
    assert taking.settle(code=0, name=1, kind=9).status_code == 422
    assert taking.run.state == "columns"
    assert taking.settle(code=0, name=1, kind=2).status_code == 303


def test_a_loose_heading_does_not_take_the_place_of_a_columns_own() -> None:
    staff = importers.get("pegawai")
    assert staff is not None
    assert guess(staff, ["Unit", "Kode unit", "Nama", "Gelar", "NIP baru"]) == {
        "unit": 1,
        "name": 2,
        "title_after": 3,
        "nip": 4,
    }
    assert mapping_flaws(staff, {"nip": 0, "name": 0, "status": 5}, 3) == {
        "nip": "twice",
        "name": "twice",
        "status": "unknown",
        "unit": "missing",
    }
    assert is_corrections(["NIP", "Masalah"])
    assert is_corrections(["NIP", "Problem"])


# --- writing


def test_a_killed_worker_goes_on_at_the_next_batch(
    house: House, taking: Taking, by_three: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking.plan("unit", TEN)
    taking.start()
    calls: list[Any] = []

    def killed_at_the_third(**facts: Any) -> bool:  # noqa: ANN401 - a service's facts
        calls.append(facts)
        if len(calls) == 3:
            raise Killed
        return writing.write_batch(**facts)

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "write_batch", killed_at_the_third)
        with pytest.raises(Killed):
            taking.work()
    assert (taking.run.done, len(codes(house)), taking.run.state) == (6, 6, "running")
    assert "60%" in taking.page()
    taking.work()
    assert (taking.run.done, len(codes(house)), taking.run.state) == (10, 10, "done")
    assert actions(house).count("batch_written") == 4
    taking.work()
    assert actions(house).count("batch_written") == 4


def test_a_batch_killed_in_its_middle_leaves_nothing_of_itself(
    house: House, taking: Taking, by_three: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking.plan("unit", TEN)
    taking.start()

    def killed(*_facts: object, **_others: object) -> None:
        raise Killed

    monkeypatch.setattr(ImportRun, "save", killed)
    with pytest.raises(Killed):
        taking.work()
    assert (codes(house), taking.run.done) == (set(), 0)


def test_a_batch_whose_row_breaks_writes_nothing_of_it_and_says_so(
    house: House, taking: Taking, by_three: None
) -> None:
    rows = TEN
    for number in (3, 4, 5):  # they stand below another, and are written after the rest: 0 1 2, 6 7 8, 9 3 4, 5
        rows = rows.replace(f"u{number};Unit {number};dinas;", f"u{number};Unit {number};dinas;rsud")
    taking.plan("unit", rows)
    WorkUnit.objects.for_tenant(house.tenants["sagara"]).filter(code="rsud").update(code="berganti")
    taking.start()
    taking.work()
    assert codes(house) == {"u0", "u1", "u2", "u6", "u7", "u8"}
    assert taking.flaws() == {
        5: ["unit-parent-unknown"],
        6: ["unit-parent-unknown"],
        7: ["unit-parent-unknown"],
        11: ["batch-broken"],
    }
    assert (taking.counts()["broken"], taking.run.state, actions(house).count("batch_written")) == (4, "done", 4)
    assert "karena baris 5, 6 bermasalah" in taking.page(tampil="broken")
    answer = house.client("hana").get(taking.address("/masalah.csv"))
    assert len(b"".join(answer.streaming_content).splitlines()) == 5  # type: ignore[attr-defined]  # a file's answer


def test_two_writers_of_one_code_break_a_batch_not_the_import(house: House, taking: Taking) -> None:
    taking.plan("unit", TEN)
    add_unit(actor=house.actors["hana"], code="u5", name="Lain", kind=UnitKind.OFFICE, now=NOW)
    taking.start()
    taking.work()
    assert taking.counts() == {"added": 9, "changed": 1, "missing": 2}


def test_rights_that_are_gone_stop_the_import(house: House, taking: Taking) -> None:
    taking.plan("unit", TEN)
    taking.start()
    Appointment.objects.for_tenant(house.tenants["sagara"]).filter(user=house.users["hana"]).delete()
    taking.work()
    found = ImportRun.objects.for_tenant(house.tenants["sagara"]).get()
    assert (found.state, found.stop_reason, codes(house)) == ("stopped", "rights-gone", set())


def test_a_long_file_is_checked_and_written_by_jobs(
    house: House, taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("pulau.foundation.imports.services", "pulau.foundation.imports.views.steps"):
        monkeypatch.setattr(f"{module}.AT_ONCE", 5)
    assert taking.plan("unit", TEN) == {}
    assert 'http-equiv="refresh"' in taking.page()
    assert 'hx-trigger="every' in taking.page()
    tasks.check.call(str(taking.run.tenant_id), str(taking.run_id))
    assert taking.counts() == {"added": 10, "missing": 2}
    taking.start()
    assert 'http-equiv="refresh"' in taking.page()
    queued = DBTaskResult.objects.values_list("task_path", flat=True)
    assert sorted(path for path in queued if ".imports." in path) == [services.CHECK, services.WRITE]


def test_a_job_that_was_lost_can_be_queued_again_after_a_while(house: House, taking: Taking) -> None:
    taking.plan("unit", TEN)
    taking.start()
    client = house.client("hana")
    client.post(taking.address("/lanjut"))
    assert DBTaskResult.objects.filter(task_path=services.WRITE).count() == 1
    long_ago = timezone.now() - pages.QUIET - timedelta(seconds=1)
    ImportRun.objects.for_tenant(house.tenants["sagara"]).update(touched_at=long_ago)
    assert "Lanjutkan" in taking.page()
    client.post(taking.address("/lanjut"))
    assert DBTaskResult.objects.filter(task_path=services.WRITE).count() == 2


def test_a_second_start_changes_nothing(house: House, taking: Taking) -> None:
    taking.plan("unit", TEN)
    for _ in range(2):
        assert taking.start().status_code == 303
    assert actions(house).count("started") == 1
    assert not ImportFile.objects.for_tenant(house.tenants["sagara"]).exists()


def test_a_file_thrown_away_is_gone_and_the_journal_knows(house: House, taking: Taking) -> None:
    taking.plan("unit", TEN)
    assert house.client("hana").post(taking.address("/buang")).status_code == 303
    tenant = house.tenants["sagara"]
    assert not any(model.objects.for_tenant(tenant).exists() for model in (ImportFile, ImportRow))
    assert house.client("hana").get(taking.address()).status_code == 404
    assert actions(house)[-1] == "discarded"


def test_rows_are_forgotten_after_a_month_and_the_import_is_not(house: House, taking: Taking) -> None:
    taking.take("unit", TEN)
    tasks.tidy.call()
    assert len(taking.contents("added")) == 10
    ImportRun.objects.for_tenant(house.tenants["sagara"]).update(touched_at=timezone.now() - tasks.KEPT * 1.1)
    tasks.tidy.call()
    assert (taking.contents(), taking.run.state) == ({}, "done")
    assert "Hasil impor" in taking.page()


# --- pages


def test_pages_ask_a_fixed_small_number_of_queries(house: House, taking: Taking) -> None:
    def queries(path: str) -> int:
        client = house.client("hana")
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    taking.plan("unit", TEN)
    few = [queries(path) for path in ("/impor", taking.address(), taking.address("/kolom"))]
    many = HEAD + "".join(f"u{n};Unit {n};dinas;\n" for n in range(200))
    for _ in range(3):
        taking.plan("unit", many)
    assert [queries(path) for path in ("/impor", taking.address(), taking.address("/kolom"))] == few
    assert max(few) <= 15
    page = taking.page(halaman="4", tampil="added")
    assert ("u199" in page, "u100" in page) == (True, False)


@pytest.mark.parametrize("rest", ["", "/kolom"])
def test_an_import_that_is_none_is_not_found(house: House, rest: str) -> None:
    assert house.client("hana").get(f"/impor/{UUID(int=1)}{rest}").status_code == 404


@pytest.mark.parametrize("path", ["/impor/ekspor/unit.exe", "/impor/ekspor/gaji.csv"])
def test_a_file_that_is_none_is_not_found(house: House, path: str) -> None:
    assert house.client("hana").get(path).status_code == 404


def test_names_and_cells_are_shown_as_text(taking: Taking) -> None:
    assert taking.upload("unit", HEAD + "u1;<b id=lolos>;dinas;\nX <i>;b;dinas;\n", name="<b id=lolos>.csv").status_code
    taking.settle()
    for asked in ("added", "refused"):
        page = taking.page(tampil=asked)
        assert ("<b id=lolos" in page, "&lt;" in page) == (False, True)
