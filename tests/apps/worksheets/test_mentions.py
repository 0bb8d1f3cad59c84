"""Where I was named: unread first, with a way there; read is what I say I have read."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from pulau.apps.people.contract import Role, Wish, appoint, end_appointment
from pulau.apps.people.models import Appointment
from pulau.apps.worksheets.models import Comment, Mention
from pulau.apps.worksheets.selectors import unread_mentions
from pulau.apps.worksheets.services.talking import Remark, add_comment, mark_mentions_read
from pulau.core.shared.actor import Actor
from pulau.core.shared.actor import Appointment as Held
from pulau.foundation.journal.models import Entry
from tests.apps.worksheets.conftest import text_of
from tests.cast import NOW
from tests.house import FIRST_DAY, House

ITEM = "P1.i.b"


def say(house: House, who: str, body: str, seconds: int = 0) -> Comment:
    moment = NOW + timedelta(seconds=seconds)
    remark = Remark(ITEM, body, key=f"{who}{seconds}")
    return add_comment(actor=house.actors[who], worksheet_id=house.sheet.pk, remark=remark, now=moment)


def mentions(house: House, who: str = "ayu") -> list[Mention]:
    return list(Mention.objects.for_actor(house.actors[who]).order_by("comment__at"))


def listed(house: House, who: str) -> str:
    return text_of(house.client(who).get("/sebutan"))


def read_entries(house: House) -> int:
    return Entry.objects.for_actor(house.actors["ayu"]).filter(action="worksheets.mentions_read").count()


def test_the_page_says_who_named_me_where_and_leads_there(house: House) -> None:
    comment = say(house, "ayu", "@Fajar mohon <b>dicek</b>")
    page = listed(house, "fajar")
    assert "<bdi>Ayu Larasati</bdi>" in page
    assert '<b class="named">@Fajar</b> mohon &lt;b&gt;dicek&lt;/b&gt;' in page
    assert "Butir A.I.1.i.b" in page
    assert "Dinas Kependudukan, 2026" in page
    assert f'href="{house.address(f"butir/{ITEM}")}?komentar=semua#komentar-{comment.pk}"' in page


def test_unread_stand_first_and_the_newest_before_the_older(house: House) -> None:
    for second, word in enumerate(("satu", "dua", "tiga", "empat")):
        say(house, "ayu", f"@Fajar kata-{word}", second)
    ids = [mention.pk for mention in mentions(house)]
    mark_mentions_read(actor=house.actors["fajar"], mention_ids=ids[2:], now=NOW)
    assert re.findall(r"kata-(\w+)", listed(house, "fajar")) == ["dua", "satu", "empat", "tiga"]


@pytest.mark.parametrize("who", ["gita", "hana", "joko", "dewi", "ayu"])
def test_nobody_sees_the_mentions_of_another(house: House, who: str) -> None:
    say(house, "ayu", "@Fajar rahasia")
    page = listed(house, who)
    assert "rahasia" not in page
    assert "Belum ada yang menyebut Anda" in page


def test_looking_marks_nothing_and_saying_so_does(house: House) -> None:
    say(house, "ayu", "@Fajar mohon dicek")
    client = house.client("fajar")
    client.get("/sebutan")
    page = text_of(client.get(house.address(f"butir/{ITEM}")))
    assert mentions(house)[0].read_at is None
    assert "Menyebut Anda" in page
    assert read_entries(house) == 0
    back = house.address(f"butir/{ITEM}#percakapan")
    answer = client.post("/sebutan/dibaca", {"satu": str(mentions(house)[0].pk), "kembali": back})
    assert (answer.status_code, answer.headers["Location"]) == (303, back)
    assert mentions(house)[0].read_at is not None
    assert read_entries(house) == 1
    assert "Menyebut Anda" not in text_of(client.get(house.address(f"butir/{ITEM}")))


def test_those_that_the_page_listed_are_marked_together_once(house: House) -> None:
    for second in range(3):
        say(house, "ayu", "@Fajar", second)
    client = house.client("fajar")
    sent = {"sebutan": re.findall(r'name="sebutan" value="([^"]+)"', text_of(client.get("/sebutan")))}
    later = say(house, "ayu", "@Fajar lagi", 9)  # arrives between looking and marking
    for _time in range(2):
        assert client.post("/sebutan/dibaca", sent).headers["Location"] == "/sebutan"
    assert [mention.comment_id for mention in mentions(house) if mention.read_at is None] == [later.pk]
    assert read_entries(house) == 1


@pytest.mark.parametrize("who", ["gita", "hana", "joko", "dewi"])
def test_the_mention_of_another_cannot_be_marked(house: House, who: str) -> None:
    say(house, "ayu", "@Fajar mohon dicek")
    answer = house.client(who).post("/sebutan/dibaca", {"satu": str(mentions(house)[0].pk)})
    assert answer.status_code == 303
    assert mentions(house)[0].read_at is None
    assert read_entries(house) == 0


@pytest.mark.parametrize("sent", [{}, {"satu": "x"}, {"sebutan": ["", "1", "\x00"]}])
def test_ids_that_are_none_mark_nothing(house: House, sent: dict[str, str]) -> None:
    say(house, "ayu", "@Fajar mohon dicek")
    assert house.client("fajar").post("/sebutan/dibaca", sent).status_code == 303
    assert mentions(house)[0].read_at is None


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example", "\\\\jahat.example", "javascript:1"])
def test_the_way_back_stays_in_the_house(house: House, target: str) -> None:
    answer = house.client("fajar").post("/sebutan/dibaca", {"kembali": target})
    assert answer.headers["Location"] == "/sebutan"


def test_who_was_moved_to_another_unit_no_longer_reads_what_was_said(house: House) -> None:
    say(house, "ayu", "@Fajar rahasia tim")
    system = Actor.system(house.tenants["sagara"])
    held = Appointment.objects.for_actor(house.actors["ayu"]).get(user=house.users["fajar"])
    end_appointment(actor=system, appointment=held, last_day=FIRST_DAY, now=NOW)
    unit = house.units["rsud"].pk
    appoint(
        actor=system,
        user_id=house.users["fajar"].pk,
        wish=Wish(role=Role.ZONE_TEAM, unit_id=unit, since=FIRST_DAY),
        now=NOW,
    )
    assert "rahasia tim" not in listed(house, "fajar")
    moved = Actor(house.users["fajar"].pk, house.tenants["sagara"], Role.ZONE_TEAM, (Held(Role.ZONE_TEAM, unit),))
    assert unread_mentions(moved) == 0
    assert unread_mentions(house.actors["fajar"]) == 1  # as they were before the move


def test_strangers_and_people_without_appointment_have_no_such_page(house: House) -> None:
    assert house.client(None).get("/sebutan").status_code == 302
    assert house.client("eka").get("/sebutan").status_code == 403
    assert house.client("eka").post("/sebutan/dibaca", {}).status_code == 403
    assert house.client("fajar").get("/sebutan/dibaca").status_code == 405


def test_the_navigation_leads_there(house: House) -> None:
    assert '<a href="/sebutan" aria-current="page">Sebutan</a>' in listed(house, "fajar")


def test_the_list_takes_few_queries_however_long_it_is(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for second in range(12):
        say(house, "ayu", "@Fajar", second)
    client = house.client("fajar")
    with django_assert_max_num_queries(4):
        client.get("/sebutan")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_is_there_in_both_languages(house: House, language: str) -> None:
    say(house, "ayu", "@Fajar mohon dicek")
    client = house.client("fajar")
    client.cookies["pulau_language"] = language
    page = client.get("/sebutan")
    assert page.status_code == 200
    assert f'<html lang="{language}"' in text_of(page)
