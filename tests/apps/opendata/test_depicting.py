"""Badges and pictures say the truth of today, on any site, without a cookie."""

from __future__ import annotations

import os
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from PIL import Image

from pulau.apps.opendata import pictures
from pulau.apps.opendata.depicting import standing_of
from pulau.apps.opendata.pictures import PainterBusy, picture, sweep
from pulau.apps.publication.models import PublishedUnit
from pulau.exchange.sharing_picture import SharingPicture
from pulau.exchange.standings import Standing, State
from tests.apps.opendata.country import publish_country, rename, unit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
REVOKED = {"title": "WBK", "since": "2024-12-09", "revoked_by": "588", "revoked_day": "2025-11-21", "closed_on": ""}


@pytest.fixture(autouse=True)
def country() -> None:
    publish_country()


def bare(**facts: object) -> PublishedUnit:
    """A unit that has nothing but these facts."""
    values = {"title": "", "title_since": None, "declared_on": None, "symbolic": False, "facts": {}, **facts}
    row = unit()
    for name, value in values.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Standing(State.NOT_DECLARED)),
        ({"declared_on": date(2025, 3, 1)}, Standing(State.DECLARED, date(2025, 3, 1))),
        ({"declared_on": date(2025, 3, 1), "symbolic": True}, Standing(State.NOT_DECLARED)),
        ({"title": "WBK", "title_since": date(2024, 12, 9)}, Standing(State.WBK, date(2024, 12, 9))),
        ({"title": "WBBM", "title_since": date(2025, 12, 9)}, Standing(State.WBBM, date(2025, 12, 9))),
        ({"facts": {"titles": [REVOKED]}}, Standing(State.REVOKED, date(2025, 11, 21))),
        (
            {"facts": {"titles": [REVOKED]}, "title": "WBK", "title_since": date(2026, 5, 1)},
            Standing(State.WBK, date(2026, 5, 1)),
        ),
        (
            {"title": "WBK", "title_since": date(2023, 1, 1), "title_until": date(2026, 1, 1)},
            Standing(State.NOT_DECLARED),
        ),
        ({"title": "WBK", "title_since": date(2023, 1, 1), "until": TODAY - timedelta(days=1)},
         Standing(State.CLOSED, TODAY - timedelta(days=1))),
    ],
)  # fmt: skip
def test_a_unit_stands_where_it_stands_today(facts: dict[str, object], expected: Standing) -> None:
    assert standing_of(bare(**facts), TODAY) == expected


def test_a_badge_may_stand_on_any_site_and_sets_no_cookie() -> None:
    row = unit()
    response = Client().get(f"/lencana/{row.agency.slug}/{row.slug}.svg?bahasa=en")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/svg+xml")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


def test_the_badge_of_a_revoked_title_says_so() -> None:
    row = bare(facts={"titles": [REVOKED]})
    row.save()
    response = Client().get(f"/lencana/{row.agency.slug}/{row.slug}.svg")
    assert "Dicabut 21 November 2025" in response.content.decode()


def test_the_badge_of_an_unknown_unit_says_that_it_is_unknown() -> None:
    response = Client().get("/lencana/instansi-0001/tidak-ada.svg")
    assert response.status_code == 404
    assert "Tidak dikenal" in response.content.decode()
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(("folder", "ending"), [("lencana", "svg"), ("kartu", "png")])
def test_a_former_address_leads_to_the_present_one(folder: str, ending: str) -> None:
    row = unit()
    old = f"/{folder}/{row.agency.slug}/{row.slug}.{ending}"
    rename(row, "nama-baru")
    response = Client().get(old)
    assert response.status_code == 301
    assert response.headers["Location"] == f"/{folder}/{row.agency.slug}/nama-baru.{ending}"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(("folder", "ending"), [("lencana", "svg"), ("kartu", "png")])
def test_a_former_address_leads_on_in_the_language_asked_for(folder: str, ending: str) -> None:
    row = unit()
    old = f"/{folder}/{row.agency.slug}/{row.slug}.{ending}"
    rename(row, "nama-baru")
    response = Client().get(f"{old}?bahasa=en")
    assert response.headers["Location"] == f"/{folder}/{row.agency.slug}/nama-baru.{ending}?bahasa=en"


def test_a_picture_is_a_picture_of_the_usual_size() -> None:
    row = unit()
    for path in ("/kartu.png", f"/kartu/{row.agency.slug}.png", f"/kartu/{row.agency.slug}/{row.slug}.png"):
        response = Client().get(path)
        assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
        with Image.open(BytesIO(response.content)) as drawn:
            assert drawn.size == (1200, 630)
    assert Client().get("/kartu/tidak-ada.png").status_code == 404


def test_a_picture_is_drawn_once_and_anew_when_it_says_something_else(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    drawn: list[str] = []

    def draw(wanted: SharingPicture) -> bytes:
        drawn.append(wanted.name)
        return wanted.name.encode()

    monkeypatch.setattr(pictures, "sharing_picture", draw)
    one, other = SharingPicture("Unit A", "id"), SharingPicture("Unit B", "id")
    assert [picture(one), picture(one), picture(other), picture(one)] == [b"Unit A", b"Unit A", b"Unit B", b"Unit A"]
    assert drawn == ["Unit A", "Unit B"]
    assert len(list(settings.PICTURES_FOLDER.glob("*.png"))) == 2


def test_who_comes_while_others_are_drawn_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE_SECONDS", 0.01)
    with pictures._turn, pytest.raises(PainterBusy):
        picture(SharingPicture("Unit A", "id"))
    with pictures._turn:
        response = Client().get("/kartu.png")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")


def test_the_oldest_pictures_go_where_there_are_too_many(tmp_path: Path) -> None:
    for number in range(5):
        path = tmp_path / f"{number}.png"
        path.write_bytes(b"x")
        stamp = timezone.now().timestamp() + number
        os.utime(path, (stamp, stamp))
    sweep(tmp_path, most=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["3.png", "4.png"]
