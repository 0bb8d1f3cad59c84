"""The agency's table: who sees it, what it says of each unit, and how it is narrowed down."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from pulau.apps.agencies.contract import UnitKind, WorkUnit, add_unit
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Appointment
from pulau.apps.worksheets.models import DailyScore, Worksheet
from pulau.core.shared.actor import Actor
from pulau.exchange.packs import load_pack
from tests.cast import NOW
from tests.exchange.answers_for import answers_for
from tests.house import FIRST_DAY, REGULATION, House
from tests.many_units import many_units

TABLE = "/lke/tabel"
pytestmark = pytest.mark.django_db


def get(house: House, who: str | None, **asked: str) -> Any:  # noqa: ANN401 - a test client's answer has no public type
    return house.client(who).get(TABLE, asked)


def names(response: Any) -> list[str]:  # noqa: ANN401 - as above
    return [row.name for row in response.context["rows"]]


def add(house: House, code: str, name: str, kind: UnitKind = UnitKind.OFFICE) -> WorkUnit:
    return add_unit(actor=Actor.system(house.tenants["sagara"]), code=code, name=name, kind=kind, now=NOW)


# --- who


@pytest.mark.parametrize("path", [TABLE, "/lke/tabel.csv", "/lke/tabel.xlsx"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hana", 200),
        ("indra", 200),
        ("ayu", 403),
        ("gita", 403),
        ("joko", 403),
        ("dewi", 403),
        ("eka", 403),
        (None, 302),
    ],
)
def test_only_who_sees_the_whole_agency_sees_its_table(house: House, path: str, who: str | None, status: int) -> None:
    assert house.client(who).get(path).status_code == status


@pytest.mark.parametrize("path", [TABLE, "/lke/tabel.csv"])
def test_an_agency_sees_its_own_units_alone(house: House, path: str) -> None:
    lain = Actor.system(house.tenants["lain"])
    appoint(
        actor=lain,
        user_id=house.users["eka"].pk,
        wish=Wish(role=Role.AGENCY_HEAD, unit_id=None, since=FIRST_DAY),
        now=NOW,
    )
    shown = body(house.client("eka").get(path))
    assert "disdukcapil-lain" in shown
    assert "rsud" not in shown


def body(response: Any) -> str:  # noqa: ANN401 - as above
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return unescape(content.decode())


@pytest.mark.parametrize(("who", "shown"), [("hana", True), ("indra", True), ("ayu", False)])
def test_the_link_is_shown_to_who_may_follow_it(house: House, who: str, shown: bool) -> None:  # noqa: FBT001 - a case
    assert (f'href="{TABLE}"' in body(house.client(who).get("/lke/baru" if who == "ayu" else TABLE))) == shown


def test_only_the_administrator_is_offered_to_open_a_worksheet(house: House) -> None:
    assert '/lke/baru?unit=rsud&tahun=2026"' in body(get(house, "hana"))
    assert "/lke/baru" not in body(get(house, "indra"))


# --- what


def test_a_unit_without_a_worksheet_is_a_row(house: House) -> None:
    rows = {row.code: row for row in get(house, "hana").context["rows"]}
    assert rows["disdukcapil"].opened
    assert not rows["rsud"].opened


def test_a_row_tells_the_figures_as_the_worksheet_does(house: House) -> None:
    house.answer("ayu", answers_for(load_pack(REGULATION)))
    row = next(row for row in get(house, "hana").context["rows"] if row.opened)
    sheet = Worksheet.objects.for_tenant(house.tenants["sagara"]).get()
    comma = {path: f"{value // 100},{value % 100:02}" for path, value in sheet.printed.items()}
    assert row.total == comma["total"]
    assert [cell.points for cell in row.areas] == [comma[f"areas.{area}"] for area in "123456"]
    assert [cell.short for cell in row.areas] == [not sheet.gates[f"WBK.area-{area}"] for area in "123456"]
    gates = {
        title: [met for gate, met in sheet.gates.items() if gate.startswith(f"{title}.")] for title in sheet.titles
    }
    assert [(cell.title, cell.gates, cell.count) for cell in row.titles] == [
        (title, sum(met), len(met)) for title, met in gates.items()
    ]
    assert (row.share, row.answered, row.items) == ("100%", 113, 113)
    assert row.changed == "2 Maret 2026"


def test_both_languages_render(house: House) -> None:
    client = house.client("hana")
    for language, sign in (("id", "0,00"), ("en", "0.00")):
        client.cookies["pulau_language"] = language
        response = client.get(TABLE)
        assert response.status_code == 200
        assert sign in body(response)


def test_a_regulation_without_titles_has_none_to_tell(house: House) -> None:
    house.open("rsud", 2026, regulation="permenpan-rb-10-2019")
    row = next(row for row in get(house, "hana").context["rows"] if row.code == "rsud")
    assert [cell.count for cell in row.titles] == [0, 0]
    assert not any(cell.short for cell in row.areas)


def test_the_newest_year_is_shown_until_another_is_asked_for(house: House) -> None:
    house.open("rsud", 2024)
    assert get(house, "hana").context["asked"].year == 2026
    older = get(house, "hana", tahun="2024")
    assert [row.code for row in older.context["rows"] if row.opened] == ["rsud"]
    assert get(house, "hana", tahun="1999").context["asked"].year == 2026
    assert get(house, "hana", tahun="x'--").context["asked"].year == 2026


def test_script_in_a_units_name_stays_text(house: House) -> None:
    add(house, "jahat", "<script>alert(1)</script>")
    content = get(house, "hana").content.decode()
    assert "<script>alert(1)" not in content
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content


# --- since the end of last month


def changes(house: House) -> dict[str, str]:
    return {row.code: row.change for row in get(house, "hana").context["rows"] if row.opened}


def keep_day(house: House, total: int, days_before_this_month: int) -> None:
    day = timezone.localdate().replace(day=1) - timedelta(days=days_before_this_month)
    rows = DailyScore.objects.for_tenant(house.tenants["sagara"])
    rows.create(worksheet_id=house.sheet.pk, day=day, printed={"total": total}, titles={})


def touch(house: House, total: int, **fields: object) -> None:
    today = timezone.localdate()
    values: dict[str, Any] = {"printed": {"total": total}, "scored_on": today, "scored_at": timezone.now()}
    Worksheet.objects.for_tenant(house.tenants["sagara"]).filter(pk=house.sheet.pk).update(**{**values, **fields})


def test_a_worksheet_untouched_this_month_has_not_changed_whatever_was_before(house: House) -> None:
    last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
    keep_day(house, 1000, 40)
    touch(house, 5000, scored_on=last_month)
    assert changes(house) == {"disdukcapil": "0,00"}


def test_the_change_is_that_since_the_newest_day_kept_until_last_months_end(house: House) -> None:
    keep_day(house, 1000, 40)
    keep_day(house, 4000, 1)
    keep_day(house, 4500, 0)  # the first of this month: later than its end
    touch(house, 5025)
    assert changes(house) == {"disdukcapil": "+10,25"}


def test_a_loss_is_told_with_its_sign(house: House) -> None:
    keep_day(house, 4000, 1)
    touch(house, 3999)
    assert changes(house) == {"disdukcapil": "−0,01"}


def test_a_worksheet_that_was_empty_then_has_gained_all_it_has(house: House) -> None:
    touch(house, 2500)
    assert changes(house) == {"disdukcapil": "+25,00"}


def test_a_worksheet_opened_this_month_has_nothing_to_compare_with(house: House) -> None:
    touch(house, 2500, created_at=timezone.now())
    assert changes(house) == {"disdukcapil": "–"}


# --- narrowed down


@pytest.fixture
def varied(house: House) -> House:
    """Five units: one not opened, one in progress, one complete, one that meets WBK, one below an area's minimum."""
    for code, name, kind in (
        ("puskesmas-air", "Puskesmas Air", UnitKind.HEALTH_CENTRE),
        ("sd-air", "SD Air Tawar", UnitKind.SCHOOL),
        ("smp-100-persen", "SMP 100% Jujur", UnitKind.SCHOOL),
    ):
        house.units[code] = add(house, code, name, kind)
        house.open(code, 2026)
    rows = Worksheet.objects.for_tenant(house.tenants["sagara"])
    for code, answered, gates, titles in (
        ("disdukcapil", 0, {"WBK.area-1": True}, {}),
        ("puskesmas-air", 113, {"WBK.area-5": True}, {"WBK": True, "WBBM": False}),
        ("sd-air", 112, {"WBK.area-5": False, "WBK.area-1": True}, {"WBK": False}),
        ("smp-100-persen", 113, {"WBBM.area-5": False}, {"WBBM": True}),
    ):
        rows.filter(unit__code=code).update(answered=answered, gates=gates, titles=titles)
    return house


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"keadaan": "belum-dibuka"}, {"rsud"}),
        ({"keadaan": "berjalan"}, {"disdukcapil", "sd-air"}),
        ({"keadaan": "lengkap"}, {"puskesmas-air", "smp-100-persen"}),
        ({"keadaan": "wbk"}, {"puskesmas-air"}),
        ({"keadaan": "wbbm"}, {"smp-100-persen"}),
        ({"keadaan": "di-bawah-batas"}, {"sd-air"}),
        ({"jenis": "school"}, {"sd-air", "smp-100-persen"}),
        ({"jenis": "school", "keadaan": "lengkap", "cari": "smp"}, {"smp-100-persen"}),
        ({"cari": "AIR"}, {"puskesmas-air", "sd-air"}),
        ({"cari": " disduk "}, {"disdukcapil"}),
        ({"cari": "100%"}, {"smp-100-persen"}),
        ({"cari": "%"}, {"smp-100-persen"}),
        ({"cari": "tidak ada"}, set()),
        ({"jenis": "kapal"}, {"disdukcapil", "rsud", "puskesmas-air", "sd-air", "smp-100-persen"}),
        ({"keadaan": "1' OR 1=1"}, {"disdukcapil", "rsud", "puskesmas-air", "sd-air", "smp-100-persen"}),
        ({"cari": "\x00"}, {"disdukcapil", "rsud", "puskesmas-air", "sd-air", "smp-100-persen"}),
    ],
)
def test_a_filter_leaves_what_it_says(varied: House, asked: dict[str, str], codes: set[str]) -> None:
    response = get(varied, "hana", **asked)
    assert {row.code for row in response.context["rows"]} == codes
    assert response.context["page"].paginator.count == len(codes)


def test_the_head_counts_the_worksheets_of_the_year(varied: House) -> None:
    counts = get(varied, "hana", cari="smp").context["counts"]
    assert counts == {"opened": 4, "complete": 2, "WBK": 1, "WBBM": 1}


def test_where_nothing_matches_one_button_shows_all_again(varied: House) -> None:
    assert f'href="{TABLE}?tahun=2026"' in body(get(varied, "hana", cari="tidak ada"))


def test_an_agency_without_units_is_led_to_adding_them(house: House) -> None:
    tenant = house.tenants["sagara"]
    other = house.tenants["lain"]
    Worksheet.objects.for_tenant(other).delete()
    Appointment.objects.for_tenant(other).delete()
    WorkUnit.objects.for_tenant(other).delete()
    Appointment.objects.for_tenant(tenant).filter(user=house.users["hana"]).update(tenant=other)
    Appointment.objects.for_tenant(tenant).filter(user=house.users["indra"]).update(tenant=other)
    assert 'href="/unit"' in body(get(house, "hana"))
    assert "pengelola instansi" in body(get(house, "indra"))


# --- pages


def test_a_page_has_fifty_rows_and_links_that_keep_what_was_asked(house: House) -> None:
    many_units(house.tenants["sagara"], 120)
    response = get(house, "hana", urut="-total", cari="unit-", halaman="2")
    assert len(response.context["rows"]) == 50
    links = re.findall(r'href="\?([^"]*halaman=\d+)"', body(response))
    assert links[0] == "tahun=2026&cari=unit-&urut=-total&halaman=1"
    first, second, third = (names(get(house, "hana", cari="unit-", halaman=str(n))) for n in (1, 2, 3))
    assert [len(first), len(second), len(third)] == [50, 50, 20]


@pytest.mark.parametrize(("page", "number"), [("99", 3), ("0", 3), ("-1", 3), ("x", 1), ("", 1), ("9" * 400, 3)])
def test_a_page_that_is_not_there_shows_one_that_is(house: House, page: str, number: int) -> None:
    many_units(house.tenants["sagara"], 120)
    assert get(house, "hana", halaman=page).context["page"].number == number
