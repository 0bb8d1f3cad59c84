"""The tour of first steps: five real screens, left at any time, offered once."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.worksheets.services.tour import end_tour
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.services import register_user
from pulau.foundation.journal.models import Entry
from tests.cast import NOW
from tests.house import FIRST_DAY, House

ENDED = "worksheets.tour_ended"
TITLES = ["Lembar kerja Anda", "Menjawab bersama", "Nilai dan syarat", "Rencana", "Berkas, rekan, dan sistem lain"]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def forth(html: str) -> str | None:
    """The address behind the button that leads on."""
    found = re.search(r'href="([^"]+)"[^>]*>Lanjut</a>', html)
    return found[1] if found else None


def times_ended(house: House) -> int:
    return Entry.objects.for_tenant(house.tenants["sagara"]).filter(action=ENDED).count()


def test_the_five_steps_lead_from_screen_to_screen(house: House) -> None:
    client, address, html = house.client("ayu"), "/lke?panduan=1", ""
    seen: list[str] = []
    for number in range(1, 6):
        html = page(client, address)
        assert f"langkah {number} dari 5" in html
        seen += [title for title in TITLES if f">{title}</h2>" in html]
        address = forth(html) or ""
    assert address == ""
    assert seen == TITLES
    assert ">Selesai</button>" in html
    assert ">Lewati</button>" not in html


def test_the_steps_stand_on_the_newest_worksheet(house: House) -> None:
    house.open("disdukcapil", 2024)
    assert forth(page(house.client("ayu"), "/lke?panduan=1")) == "/lke/disdukcapil/2026/area/1?panduan=2#panduan"


def test_one_can_go_back(house: House) -> None:
    html = page(house.client("ayu"), house.address("area/1?panduan=2"))
    assert 'href="/lke?panduan=1#panduan"' in html


def test_it_is_offered_until_it_was_ended_once(house: House) -> None:
    client = house.client("ayu")
    assert "Mulai panduan" in page(client, "/lke")
    answer = client.post("/lke/panduan/selesai")
    assert (answer.status_code, answer["Location"]) == (303, "/lke")
    again = page(client, "/lke")
    assert "Mulai panduan" not in again
    assert "Ulangi panduan awal" in again
    assert "langkah 1 dari 5" in page(client, "/lke?panduan=1")
    assert "Mulai panduan" in page(house.client("fajar"), "/lke"), "what one ended, another may still take"


def test_leaving_leads_back_to_where_one_was(house: House) -> None:
    client = house.client("ayu")
    assert f'name="next" value="{house.address("rencana")}"' in page(client, house.address("rencana?panduan=4"))
    answer = client.post("/lke/panduan/selesai", {"next": house.address("rencana")})
    assert answer["Location"] == house.address("rencana")


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "lke", ""])
def test_leaving_leads_nowhere_else(house: House, target: str) -> None:
    assert house.client("ayu").post("/lke/panduan/selesai", {"next": target})["Location"] == "/lke"


def test_ending_is_kept_once_and_in_the_journal(house: House) -> None:
    ayu = house.actors["ayu"]
    assert end_tour(actor=ayu, now=NOW)
    assert not end_tour(actor=ayu, now=NOW)
    house.users["ayu"].refresh_from_db()
    assert house.users["ayu"].tour_ended_at == NOW
    assert times_ended(house) == 1


@pytest.mark.parametrize("asked", ["0", "6", "1x", "-1", "", "²", "1&panduan=9"])
def test_a_step_that_is_none_shows_none(house: House, asked: str) -> None:
    assert "Panduan, langkah" not in page(house.client("ayu"), house.address(f"?panduan={asked}"))


def test_a_step_shows_only_on_its_own_screen(house: House) -> None:
    client = house.client("ayu")
    assert "Panduan, langkah" not in page(client, house.address("rencana?panduan=2"))
    assert "Panduan, langkah" not in page(client, "/lke?panduan=3")


def test_who_only_reads_is_told_so(house: House) -> None:
    reading = page(house.client("indra"), house.address("area/1?panduan=2"))
    assert "tim unit menjawab" in reading
    assert "dapat diunggah" not in page(house.client("indra"), house.address("unduh?panduan=5"))
    assert "dapat diunggah" in page(house.client("ayu"), house.address("unduh?panduan=5"))


def test_without_a_worksheet_it_is_not_offered_and_ends_at_once(house: House) -> None:
    client = house.client("joko")
    assert "Mulai panduan" not in page(client, "/lke")
    html = page(client, "/lke?panduan=1")
    assert "Setelah yang pertama dibuka" in html
    assert forth(html) is None


def test_it_never_leads_into_another_unit_or_agency(house: House) -> None:
    house.open("rsud", 2026)
    assert forth(page(house.client("joko"), "/lke?panduan=1")) == "/lke/rsud/2026/area/1?panduan=2#panduan"
    assert forth(page(house.client("dewi"), "/lke?panduan=1")) is None


@pytest.mark.parametrize(("who", "status"), [("eka", 403), (None, 401)])
def test_who_acts_for_nobody_ends_nothing(house: House, who: str | None, status: int) -> None:
    assert house.client(who).post("/lke/panduan/selesai").status_code == status
    assert times_ended(house) == 0


def test_ending_is_no_link(house: House) -> None:
    assert house.client("ayu").get("/lke/panduan/selesai").status_code == 405


def test_it_speaks_english(house: House) -> None:
    client = house.client("ayu")
    client.cookies["pulau_language"] = "en"
    assert page(client, house.address("?panduan=3"))


def test_only_the_first_step_asks_the_database(house: House) -> None:
    client = house.client("ayu")
    client.get("/lke")

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        return len(made)

    assert queries("/lke?panduan=1") == queries("/lke") + 1
    assert queries(house.address("?panduan=3")) == queries(house.address())


def test_who_has_no_duty_is_told_whom_to_ask(house: House) -> None:
    response = house.client("eka").get("/lke")
    html = unescape(response.content.decode())
    assert response.status_code == 403
    assert "belum memegang tugas" in html
    assert "pengelola Pulau di instansi Anda" in html
    assert "eka@uji.example.id" in html
    assert 'href="/hitung"' in html


def test_who_has_a_duty_but_no_right_is_not_sent_to_ask_for_a_duty(house: House) -> None:
    response = house.client("ayu").get("/webhook")
    assert response.status_code == 403
    assert "belum memegang tugas" not in response.content.decode()


def test_a_duty_that_begins_makes_the_page_go_away(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    sari = register_user(actor=system, email="sari@uji.example.id", full_name="Sari", now=NOW)
    house.users["sari"] = sari
    assert house.client("sari").get("/lke").status_code == 403
    appoint(actor=system, user_id=sari.pk, wish=Wish(role=Role.AGENCY_HEAD, unit_id=None, since=FIRST_DAY), now=NOW)
    assert house.client("sari").get("/lke").status_code == 200
