"""The pages of coverage: true figures, few people told to nobody but their own, few queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pulau.apps.agencies.contract import UnitKind, WorkUnit
from pulau.apps.agencies.models import Agency
from pulau.apps.declarations.models import AgencyCoverage, UnitCoverage
from pulau.apps.people.acting import TENANT_KEY
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import Scope
from pulau.foundation.accounts.services import open_tenant, register_user
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW
from tests.house import FIRST_DAY, House

pytestmark = pytest.mark.django_db
THIS_YEAR = 2026


def fill(house: House, tenant: str, year: int = THIS_YEAR, **sums: Any) -> None:  # noqa: ANN401 - fields of a row
    """Keep a body's sums of a year."""
    tenant_id = house.tenants[tenant]
    with behind_wall(tenant_id):
        rows: Any = AgencyCoverage.objects.for_tenant(tenant_id)
        rows.create(year=year, counted_at=timezone.now(), **sums)


def unit_row(house: House, tenant: str, code: str, year: int = THIS_YEAR, **counts: object) -> None:
    tenant_id = house.tenants[tenant]
    with behind_wall(tenant_id):
        UnitCoverage.objects.for_tenant(tenant_id).create(
            unit_id=house.units[code].pk, year=year, counted_at=timezone.now(), **counts
        )


@pytest.fixture
def covered(house: House) -> House:
    """A regency with two units, one of them silent since it declared, and a city with two people."""
    fill(house, "sagara", 2025, units=2, declared=0, staff=50, signed=10)
    fill(house, "sagara", units=2, declared=1, symbolic=1, staff=48, signed=12, silent=1)
    long_ago = timezone.now() - timedelta(days=200)
    unit_row(house, "sagara", "disdukcapil", staff=46, signed=11, declared_on=long_ago.date(), active_at=long_ago)
    unit_row(house, "sagara", "rsud", staff=2, signed=1, symbolic=True, active_at=timezone.now())
    fill(house, "lain", units=1, declared=1, staff=2, signed=1, declared_on=date(2026, 3, 1))
    unit_row(house, "lain", "disdukcapil-lain", staff=2, signed=1, declared_on=date(2026, 3, 1))
    return house


def visitor(house: House, role: Role = Role.TPN_ASSESSOR) -> Client:
    """Somebody of a national body whose grant is for the country, standing in the regency."""
    tenant = open_tenant(code="ombudsman", name="Ombudsman", now=NOW)
    system = Actor.system(tenant.pk)
    user = register_user(actor=system, email="wira@uji.example.id", full_name="Wira Satya", now=NOW)
    with behind_wall(tenant.pk):
        Agency.objects.for_tenant(tenant.pk).create(name="Ombudsman", kind="body", national=True)
        appoint(actor=system, user_id=user.pk, wish=Wish(role=role, scope=Scope.COUNTRY, since=FIRST_DAY), now=NOW)
    client = Client()
    client.force_login(user)
    session = client.session
    session[TENANT_KEY] = str(house.tenants["sagara"])
    session.save()
    return client


def test_the_body_sees_its_figures_and_its_units_the_undeclared_first(covered: House) -> None:
    page = covered.client("ayu").get("/cakupan").content.decode()
    assert "Cakupan 2026" in page
    assert page.index("RSUD Tanjung Sagara") < page.index("Dinas Kependudukan")
    for text in ("Diwakili secara simbolis", "Tanpa kegiatan", "11 dari 46", "1 dari 2", "25,0%", "Dihitung"):
        assert text in page, text
    assert "Muara Lain" not in page


def test_units_are_searched_and_ordered(covered: House) -> None:
    client = covered.client("ayu")
    found = client.get("/cakupan?cari=rsud").content.decode()
    assert "RSUD Tanjung Sagara" in found
    assert "11 dari 46" not in found
    for order in ("diam", "pakta", "nama"):
        page = client.get(f"/cakupan?urut={order}").content.decode()
        first = page.index("Dinas Kependudukan") < page.index("RSUD Tanjung Sagara")
        assert first is True, order
    assert client.get("/cakupan?tahun=abc&urut=x&halaman=99").status_code == 200
    assert "Belum dihitung" in client.get("/cakupan?tahun=2019").content.decode()


def test_few_people_are_told_to_their_own_body_and_to_no_visitor(covered: House) -> None:
    guest = visitor(covered)
    page = guest.get("/cakupan").content.decode()
    assert "11 dari 46" in page
    assert "kurang dari 3" in page
    assert "1 dari 2" not in page
    file = b"".join(guest.get("/cakupan/tabel.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "rsud,RSUD Tanjung Sagara,Rumah" not in file
    assert "kurang dari 3,kurang dari 3,," in file
    country = covered.client("ayu").get("/cakupan/negara?lihat=instansi").content.decode()
    assert "kurang dari 3" in country  # of the city, to the regency
    assert "12 dari 48" in country
    own = covered.client("dewi").get("/cakupan/negara?lihat=instansi").content.decode()
    assert "kurang dari 3" not in own


def test_who_holds_nothing_here_sees_no_coverage(covered: House) -> None:
    for path in ("/cakupan", "/cakupan/tabel.csv", "/cakupan/negara", "/cakupan/negara/tabel.csv"):
        assert covered.client("eka").get(path).status_code == 403
        assert Client().get(path).status_code == 302
    assert "disdukcapil," not in _csv(covered.client("dewi"), "/cakupan/tabel.csv")


def _csv(client: Client, path: str) -> str:
    return b"".join(client.get(path).streaming_content).decode()  # type: ignore[attr-defined]


def test_files_hold_all_rows_and_run_no_formula(covered: House) -> None:
    WorkUnit.objects.for_tenant(covered.tenants["sagara"]).filter(code="rsud").update(name="=1+1")
    file = _csv(covered.client("hana"), "/cakupan/tabel.csv")
    assert "rsud,'=1+1," in file
    assert "2,1,50.00," in file
    assert len(file.splitlines()) == 3
    country = _csv(covered.client("hana"), "/cakupan/negara/tabel.csv")
    assert len(country.splitlines()) == 3
    assert "Kabupaten Tanjung Sagara" in country
    assert covered.client("hana").get("/cakupan/tabel.csv?tahun=2011").status_code == 404


def test_the_country_sums_what_was_counted_by_province_and_by_year(covered: House) -> None:
    Agency.objects.for_tenant(covered.tenants["sagara"]).update(region_code="32.04")
    Agency.objects.for_tenant(covered.tenants["lain"]).update(region_code="32.73", kind="city")
    client = covered.client("ayu")
    page = client.get("/cakupan/negara").content.decode()
    assert "Jawa Barat" in page
    assert "2 dari 3" in page  # units of both
    assert "13 dari 50" in page
    past = client.get("/cakupan/negara?tahun=2025").content.decode()
    assert "10 dari 50" in past
    assert "Muara Lain" in client.get("/cakupan/negara?provinsi=32").content.decode()
    assert "Muara Lain" not in client.get("/cakupan/negara?provinsi=33").content.decode()
    assert "Tanjung Sagara" not in client.get("/cakupan/negara?cari=muara").content.decode().split("<main")[1]


def test_a_recount_is_asked_once_and_by_who_may(covered: House) -> None:
    assert covered.client("ayu").post("/cakupan/hitung", {"tahun": "2026"}).status_code == 403
    client = covered.client("hana")
    assert client.post("/cakupan/hitung", {"tahun": "2031"}).status_code == 404
    assert "Hitung lagi" in client.get("/cakupan").content.decode()
    assert "Hitung lagi" not in covered.client("ayu").get("/cakupan").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_page_says_that_a_count_is_on_its_way(covered: House) -> None:
    client = covered.client("hana")
    assert client.post("/cakupan/hitung", {"tahun": "2025"}).status_code == 303
    assert client.post("/cakupan/hitung", {"tahun": "2025"}).status_code == 303
    assert DBTaskResult.objects.filter(task_path="pulau.apps.declarations.tasks.count_body").count() == 1
    assert "Sedang dihitung lagi" in client.get("/cakupan?tahun=2025").content.decode()
    assert "Sedang dihitung lagi" not in client.get("/cakupan?tahun=2026").content.decode()


def test_a_units_page_leads_to_its_coverage(covered: House) -> None:
    page = covered.client("ayu").get("/unit/disdukcapil").content.decode()
    assert "/cakupan?tahun=2026&amp;cari=disdukcapil" in page
    assert "11 dari 46" in page


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as made:
        assert client.get(path).status_code == 200
    return sum("set_config" not in query["sql"] and "SAVEPOINT" not in query["sql"] for query in made)


def test_the_pages_ask_as_much_whatever_the_number_of_units(covered: House) -> None:
    client = covered.client("hana")
    before = [queries(client, path) for path in ("/cakupan", "/cakupan/negara", "/cakupan/negara?lihat=instansi")]
    tenant_id = covered.tenants["sagara"]
    with behind_wall(tenant_id):
        units = [
            WorkUnit(tenant_id=tenant_id, code=f"kec-{number}", name=f"Kecamatan {number}", kind=UnitKind.DISTRICT,
                     created_at=NOW)
            for number in range(60)
        ]  # fmt: skip
        WorkUnit.objects.for_tenant(tenant_id).bulk_create(units)
        UnitCoverage.objects.for_tenant(tenant_id).bulk_create(
            [UnitCoverage(tenant_id=tenant_id, unit=unit, year=THIS_YEAR, counted_at=timezone.now()) for unit in units]
        )
    after = [queries(client, path) for path in ("/cakupan", "/cakupan/negara", "/cakupan/negara?lihat=instansi")]
    assert after == before
    assert before[0] <= 15
    assert max(before[1:]) <= 12
