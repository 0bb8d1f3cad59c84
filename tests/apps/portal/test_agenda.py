"""The calendar: what comes, goes on, was called off and was held, by month and place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from pulau.apps.portal.showing.agenda import Standing, occasions, standing_of
from pulau.apps.publication.models import EventKind, PublishedEvent
from tests.apps.portal.finding import ago
from tests.apps.portal.published import AT, agency, event, unit
from tests.apps.portal.reading import source, text

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def ceremony(day: date, kind: EventKind = EventKind.CEREMONY, **told: object) -> PublishedEvent:
    usual = {"title": "Pencanangan Zona", "place": "Pendopo", "starts": "09:00", "zone": "WITA", "symbolic": False}
    slug = uuid4().hex[:8]
    return event(unit(agency(slug, f"Kabupaten {slug}"), slug), kind, day, **{**usual, "stream": "", **told})


@pytest.mark.parametrize(
    ("moment", "standing"),
    [
        (datetime(2026, 3, 1, 12, tzinfo=UTC), Standing.COMING),
        (datetime(2026, 3, 1, 16, 30, tzinfo=UTC), Standing.COMING),  # the day has begun in WITA, the ceremony has not
        (datetime(2026, 3, 2, 0, 59, tzinfo=UTC), Standing.COMING),
        (datetime(2026, 3, 2, 1, 0, tzinfo=UTC), Standing.GOING_ON),
        (datetime(2026, 3, 2, 15, 59, tzinfo=UTC), Standing.GOING_ON),
        (datetime(2026, 3, 2, 16, 0, tzinfo=UTC), Standing.UNTOLD),
    ],
)
def test_how_it_stands_follows_the_clock_of_its_own_zone(moment: datetime, standing: Standing) -> None:
    assert standing_of(ceremony(DAY), moment) is standing


def test_what_was_called_off_or_held_stays_so() -> None:
    now = datetime(2026, 3, 2, 3, tzinfo=UTC)
    assert standing_of(ceremony(DAY, EventKind.CALLED_OFF), now) is Standing.CALLED_OFF
    assert standing_of(ceremony(DAY, EventKind.DECLARED), now) is Standing.HELD


def test_a_time_or_zone_that_is_none_is_left_out() -> None:
    row = ceremony(DAY, starts="pagi", zone="GMT")
    shown = occasions([row], datetime(2026, 3, 2, 3, tzinfo=UTC))[0]
    assert shown.at == ""
    assert shown.standing is Standing.GOING_ON


@pytest.mark.parametrize(
    ("stream", "video"),
    [
        ("https://video.example/1", "https://video.example/1"),
        ("javascript:alert(1)", ""),
        ("https://nama:sandi@video.example/", ""),
        ("", ""),
    ],
)
def test_only_an_address_of_the_web_is_a_video(stream: str, video: str) -> None:
    now = datetime(2026, 3, 2, 3, tzinfo=UTC)
    assert occasions([ceremony(DAY, stream=stream)], now)[0].video == video
    assert occasions([ceremony(DAY, EventKind.CALLED_OFF, stream=stream)], now)[0].video == ""


def test_what_comes_stands_by_month_and_what_was_lately_the_newest_first(client: Client) -> None:
    ceremony(ago(-3), title="Acara dekat")
    ceremony(ago(-70), title="Acara jauh", stream="https://video.example/1")
    ceremony(ago(10), EventKind.DECLARED, title="Baru saja")
    ceremony(ago(30), EventKind.CALLED_OFF, title="Yang batal")
    ceremony(ago(90), EventKind.DECLARED, title="Sudah lama")
    page = text(client, "/agenda")
    order = ["Acara dekat", "Acara jauh", "Baru saja", "Yang batal"]
    assert sorted(order, key=page.index) == order
    assert "Sudah lama" not in page
    assert "Dibatalkan" in page
    assert "pukul 09.00 WITA" in page
    assert 'href="https://video.example/1" rel="noopener' in source(client, "/agenda")
    assert "/umpan/agenda.ics" in source(client, "/agenda")


def test_a_month_has_all_of_its_days_and_leads_on(client: Client) -> None:
    ceremony(date(2025, 12, 31), EventKind.DECLARED, title="Hari terakhir")
    ceremony(date(2026, 1, 1), EventKind.DECLARED, title="Hari pertama")
    page = text(client, "/agenda?bulan=2025-12")
    assert "Hari terakhir" in page
    assert "Hari pertama" not in page
    links = source(client, "/agenda?bulan=2025-12")
    assert 'href="/agenda?bulan=2025-11"' in links
    assert 'href="/agenda?bulan=2026-01"' in links


@pytest.mark.parametrize("month", ["2025-13", "x", "9999-12", "0000-01", "2025-1", "'"])
def test_a_month_that_is_none_shows_what_comes(client: Client, month: str) -> None:
    assert "yang akan datang" in text(client, f"/agenda?bulan={month}")


def test_a_place_leaves_out_others_and_an_empty_calendar_says_so(client: Client) -> None:
    row = ceremony(ago(-3), title="Acara di sini")
    PublishedEvent.objects.filter(pk=row.pk).update(province="32", region_code="32.04")
    assert "Acara di sini" in text(client, "/agenda?wilayah=32")
    assert "Acara di sini" in text(client, "/agenda?wilayah=32.04")
    page = text(client, "/agenda?wilayah=33")
    assert "Acara di sini" not in page
    assert "Belum ada acara yang diumumkan" in page
    assert "Tidak ada acara pada bulan ini" in text(client, "/agenda?bulan=2019-01")


def test_a_ceremony_of_a_whole_body_leads_to_the_body(client: Client) -> None:
    of = agency()
    PublishedEvent.objects.create(
        id=uuid4(), agency=of, province="97", region_code="97.01", kind=EventKind.CEREMONY, day=ago(-1),
        told={"title": "Bersama", "symbolic": True}, published_at=AT, changed_at=AT,
    )  # fmt: skip
    assert 'href="/zona/sagara"' in source(client, "/agenda")
    assert "simbolis" in text(client, "/agenda")


def test_many_in_a_month_are_led_through_page_by_page(client: Client) -> None:
    of = unit(agency())
    first = timezone.localdate().replace(day=1)
    for number in range(32):
        event(of, EventKind.DECLARED, first + timedelta(days=number % 20), title=f"Acara {number:02}")
    path = f"/agenda?bulan={first:%Y-%m}"
    assert text(client, path).count("Acara ") - text(client, f"{path}&halaman=2").count("Acara ") == 28


def test_the_calendar_speaks_english(client: Client) -> None:
    ceremony(ago(-3))
    assert "Coming up" in text(client, "/agenda", "en")
