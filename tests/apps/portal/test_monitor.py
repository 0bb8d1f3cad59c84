"""The monitor of companions: sums, lines and alarms of the units of a wish, as a page, a table and a feed."""

from __future__ import annotations

import csv
import io
from datetime import date

import feedparser  # type: ignore[import-untyped]
import pytest
from django.test import Client
from django.utils import timezone

from pulau.apps.people.contract import Role, appoint
from pulau.apps.people.contract import Wish as Duty
from pulau.apps.portal.monitor.alarms import AlarmKind, alarm_counts, alarms, first_of_each
from pulau.apps.portal.narrowing import Wish, units_wished
from pulau.apps.portal.showing.monitored import KINDS, STATUSES
from pulau.apps.portal.views import monitor
from pulau.apps.publication.models import EventKind, PublishedYear
from pulau.apps.transparency.models import Alarm
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import Scope
from tests.apps.portal.finding import ago, findable, watched
from tests.apps.portal.published import agency, event, scored
from tests.apps.portal.reading import ask, source, text
from tests.cast import NOW
from tests.days import today
from tests.house import House

pytestmark = pytest.mark.django_db
OFFICES = "/pantau?wilayah=97&jenis=election-office"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    monitor.rates.clear()


def ringing(wish: Wish | None = None) -> dict[str, list[str]]:
    """The short names of the units about which each kind of alarm rings."""
    found = alarms(units_wished(wish or Wish(), today())[0], today())
    kinds: dict[str, list[str]] = {}
    for one in found:
        kinds.setdefault(one.kind.value, []).append(one.href.rpartition("/")[2])
    return kinds


def test_the_ombudsman_sees_the_silent_office_first_and_the_sums_above(client: Client) -> None:
    watched()
    page = text(client, OFFICES)
    assert "7 unit: 5 dicanangkan, 1 diam." in page
    lines = page[page.index("Kantor demi kantor") :]
    assert lines.index("Kantor KPU Diam") < lines.index("Kantor KPU Aktif")
    assert "Diam sejak" in lines
    assert "Aktif, terakhir" in lines
    assert "Belum dicanangkan" in lines
    assert "Simbolis, oleh instansinya" in lines


def test_each_thing_that_should_be_asked_about_rings_once() -> None:
    watched()
    assert ringing() == {"silent": ["diam"], "revoked": ["cabut"], "difference": ["beda"], "ending": ["dekat"]}


def test_each_kind_is_counted_whole_however_few_are_shown() -> None:
    for number in range(5):
        findable(agency(f"b{number}"), "u", "Dinas Uji", silent=True, declared_on=ago(300))
    watched()
    rows, _more = units_wished(Wish(), today())
    assert len(alarms(rows, today(), 2)) == 5
    assert {kind.value: count for kind, count in alarm_counts(rows, today()).items()} == {
        "silent": 6, "revoked": 1, "difference": 1, "ending": 1,
    }  # fmt: skip


def test_alarms_say_since_when_and_why(client: Client) -> None:
    watched()
    page = text(client, OFFICES)
    assert "belum ada kegiatan sejak itu" in page
    assert "berbeda 5,00 poin: TPI 75,00, TPN 70,00" in page
    assert "Alasan: Pungutan terbukti." in page
    assert "Lima poin" in page  # the reason of the limit


@pytest.mark.parametrize(
    ("internal", "national", "rings"),
    [(7500, 7000, True), (7499, 7000, False), (7000, 7500, True), (7001, 7500, False)],
)
def test_a_difference_is_large_from_five_points_on_in_either_direction(
    internal: int, national: int, *, rings: bool
) -> None:
    row = findable(agency(), "u", "Dinas Uji")
    scored(row, 2025, "not-passed", total=national, internal_total=internal)
    assert ("difference" in ringing()) is rings


def test_only_the_newest_judged_year_counts_as_a_difference() -> None:
    row = findable(agency(), "u", "Dinas Uji")
    scored(row, 2024, "not-passed", total=7000, internal_total=8000)
    assert ringing() == {"difference": ["u"]}
    scored(row, 2025, "granted", total=8000, internal_total=8010)
    assert ringing() == {}


def test_a_difference_without_the_ministrys_own_judgement_is_none() -> None:
    row = findable(agency(), "u", "Dinas Uji")
    scored(row, 2025, "not-passed", total=7000, internal_total=8000, level="tpi")
    assert ringing() == {}


@pytest.mark.parametrize(("days", "rings"), [(0, True), (180, True), (181, False), (-1, False)])
def test_a_title_is_near_its_end_for_half_a_year_up_to_its_last_day(days: int, *, rings: bool) -> None:
    findable(agency(), "u", "Dinas Uji", title="WBK", title_until=ago(-days))
    assert ("ending" in ringing()) is rings


@pytest.mark.parametrize(("days", "rings"), [(0, True), (365, True), (366, False), (-1, False)])
def test_a_revocation_is_told_for_a_year(days: int, *, rings: bool) -> None:
    row = findable(agency(), "u", "Dinas Uji")
    event(row, EventKind.REVOKED, ago(days), title="WBK", decree="1", reasons="")
    assert ("revoked" in ringing()) is rings


def test_activity_after_the_declaration_moves_the_day_from_which_silence_counts() -> None:
    row = findable(agency(), "u", "Dinas Uji", silent=True, declared_on=ago(300), active_on=ago(100))
    found = alarms(units_wished(Wish(), today())[0], today())[0]
    assert found.since == ago(10)
    assert found.key == f"silent:{row.pk}:{ago(100)}"


def test_what_was_done_before_the_declaration_is_no_activity_since() -> None:
    findable(agency(), "u", "Dinas Uji", silent=True, declared_on=ago(100), active_on=ago(120))
    found = alarms(units_wished(Wish(), today())[0], today())[0]
    assert found.since == ago(10)
    assert "sejak itu" in found.words


def test_a_unit_that_has_ended_is_not_watched_any_more() -> None:
    findable(agency(), "u", "Dinas Uji", silent=True, declared_on=ago(300), until=ago(1))
    assert ringing() == {}


def test_words_a_body_and_a_place_narrow_it_down(client: Client) -> None:
    watched()
    findable(agency("lain", "Kota Lain", region_code="32.73", province="32"), "x", "Kantor KPU Jauh")
    assert ringing(Wish(typed="kpu diam")) == {"silent": ["diam"]}
    assert "8 unit" in text(client, "/pantau")
    assert "7 unit" in text(client, "/pantau?instansi=kpu")
    assert "1 unit" in text(client, "/pantau?instansi=kpu&cari=beda")
    assert "1 unit" in text(client, "/pantau?wilayah=32")
    assert "Tidak ada unit seperti itu" in text(client, "/pantau?instansi=tidak-ada")


def test_the_address_with_its_choices_is_a_bookmark_and_its_links_keep_them(client: Client) -> None:
    watched()
    page = source(client, f"{OFFICES}&utm=x")
    asked = "wilayah=97&amp;jenis=election-office"
    for path in ("/umpan/pantau.atom", "/pantau/data.csv", "/pantau/langganan"):
        assert f'href="{path}?{asked}"' in page
    assert 'rel="canonical" href="http://127.0.0.1:8000/pantau?wilayah=97&amp;jenis=election-office"' in page


def test_faults_of_the_public_log_ring_as_on_its_own_page(client: Client) -> None:
    Alarm.objects.create(code="lagging", about="", facts={}, since=timezone.now())
    page = text(client, "/pantau")
    assert "Log publik" in page
    assert page.index("Log publik") < page.index("Kantor demi kantor")


def test_the_table_has_every_unit_and_no_formula_in_it(client: Client) -> None:
    watched()
    findable(agency("lain", "=CMD()", province="97"), "x", "+Kantor KPU", kind="election-office")
    answer = client.get("/pantau/data.csv?wilayah=97&jenis=election-office")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode())))
    by_name = {row["unit"]: row for row in rows}
    assert len(rows) == 8
    assert by_name["Kantor KPU Beda"]["selisih"] == "5"
    assert by_name["Kantor KPU Beda"]["selisih_besar"] == "true"
    assert by_name["Kantor KPU Diam"]["diam"] == "true"
    assert by_name["Kantor KPU Belum"]["dicanangkan"] == ""
    assert by_name["'+Kantor KPU"]["instansi"] == "'=CMD()"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_table_is_given_so_many_times_a_minute(client: Client) -> None:
    found = [client.get("/pantau/data.csv").status_code for _time in range(monitor.TABLES_A_MINUTE + 1)]
    assert found == [200] * monitor.TABLES_A_MINUTE + [429]


def test_the_feed_tells_the_alarms_and_keeps_their_ids(client: Client) -> None:
    watched()
    first = feedparser.parse(ask(client, "/umpan/pantau.atom?wilayah=97").content)
    again = feedparser.parse(client.get("/umpan/pantau.atom?wilayah=97&bahasa=en").content)
    assert not first.bozo
    assert len(first.entries) == 4
    assert {entry.id for entry in first.entries} == {entry.id for entry in again.entries}
    assert [entry.updated for entry in first.entries] == sorted((e.updated for e in first.entries), reverse=True)
    assert "belum ada kegiatan" in " ".join(entry.title for entry in first.entries)
    assert "no activity" in " ".join(entry.title for entry in again.entries)
    assert first.feed.id != feedparser.parse(ask(client, "/umpan/pantau.atom").content).feed.id


def test_a_feed_in_which_nothing_rings_is_a_feed(client: Client) -> None:
    found = feedparser.parse(ask(client, "/umpan/pantau.atom?wilayah=33").content)
    assert not found.bozo
    assert found.entries == []
    assert ask(client, "/umpan/pantau.atom").headers["Content-Type"].startswith("application/atom+xml")


def test_more_than_a_few_alarms_are_counted_on_the_page(client: Client) -> None:
    of = agency()
    for number in range(11):
        findable(of, f"u{number}", f"Dinas {number}", silent=True, declared_on=ago(300))
    page = text(client, "/pantau")
    assert "dan 3 lagi" in page
    assert first_of_each([], 3) == []


def header(client: Client) -> str:
    page: str = client.get("/akun").content.decode()
    return page[page.index("site-nav") : page.index("</nav>", page.index("site-nav"))]


def test_a_companion_is_led_to_the_monitor_and_others_are_not(house: House) -> None:
    assert 'href="/pantau"' not in header(house.client("ayu"))
    system = Actor.system(house.tenants["sagara"])
    wish = Duty(role=Role.COMPANION, since=date(2020, 1, 2), scope=Scope.AGENCY, companion_kind="ombudsman")
    appoint(actor=system, user_id=house.users["eka"].pk, wish=wish, now=NOW)
    assert 'href="/pantau"' in header(house.client("eka"))


def test_the_monitor_speaks_english(client: Client) -> None:
    watched()
    page = text(client, OFFICES, "en")
    assert "7 units: 5 declared, 1 silent." in page
    assert "Worth asking about" in page


def test_every_kind_of_alarm_has_its_words() -> None:
    assert set(KINDS) == set(STATUSES) == {kind.value for kind in AlarmKind}


def test_the_year_of_a_difference_begins_the_alarm_on_its_last_day() -> None:
    row = findable(agency(), "u", "Dinas Uji")
    made = scored(row, 2025, "not-passed", total=7000, internal_total=8000)
    assert alarms(units_wished(Wish(), today())[0], today())[0].since == date(2025, 12, 9)
    PublishedYear.objects.filter(pk=made.pk).update(days={})
    assert alarms(units_wished(Wish(), today())[0], today())[0].since == date(2025, 12, 31)
