"""The pages of notices, and the bell of every page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pulau.foundation.notices.models import MailState, Notice
from pulau.foundation.notices.selectors import cadences_of, notices_of
from pulau.foundation.registry.notice_kinds import Cadence, notice_kinds
from tests.cast import NOW
from tests.foundation.test_notices import LOUD, PLAIN, news, tell
from tests.house import House
from tests.walls.furnished import canary

LIST = "/pemberitahuan"
CHOICES = "/akun/pemberitahuan"


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice_kinds, "_entries", {**notice_kinds._entries, PLAIN.code: PLAIN, LOUD.code: LOUD})


def page(house: House, who: str, path: str = LIST, language: str = "id") -> str:
    client = house.client(who)
    client.cookies["pulau_language"] = language
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def first(house: House, who: str) -> Notice:
    row: Notice | None = notices_of(house.actors[who]).first()
    assert row is not None
    return row


def test_the_list_tells_each_their_own_newest_first(house: House) -> None:
    tell(house, "ayu", what=news(unit="Lama"))
    tell(house, "ayu", what=news(unit="Baru"), now=NOW + timedelta(hours=1))
    text = page(house, "ayu")
    assert text.index("Lembar Baru menunggu") < text.index("Lembar Lama menunggu")
    assert "2 Maret 2026, 15.30" in text
    assert "Lembar" not in page(house, "gita").partition("<main")[2].partition("</main")[0]
    assert "Sheet Baru waits" in page(house, "ayu", language="en")


def test_what_people_wrote_stays_text(house: House) -> None:
    tell(house, "ayu", what=news(unit=canary("dukcapil")))
    assert "<b id=lolos>" not in page(house, "ayu")


def test_the_bell_counts_what_is_unread_in_this_body_alone(house: House) -> None:
    assert "site-bell__count" not in page(house, "ayu", "/akun")
    tell(house, "ayu", "gita")
    tell(house, "ayu")
    tell(house, "ayu", tenant="lain")
    assert ", 2 belum dibaca" in page(house, "ayu", "/akun")
    assert ", 1 belum dibaca" in page(house, "gita", "/akun")
    assert "site-bell__count" not in page(house, "joko", "/akun")
    assert "site-bell" not in page(house, "eka", "/akun"), "who acts for no body has no bell"


@pytest.mark.parametrize("path", ["/", "/masuk", "/istilah"])
def test_strangers_have_no_bell(house: House, path: str) -> None:
    assert "site-bell" not in house.client(None).get(path).content.decode()


def test_the_bell_asks_one_question_however_many_there_are(house: House) -> None:
    client = house.client("ayu")
    client.get("/akun")

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            client.get("/akun")
        return [query["sql"] for query in queries if "notices_notice" in query["sql"]]

    assert len(asked()) == 1
    for _ in range(3):
        tell(house, "ayu")
    assert len(asked()) == 1


def test_the_list_is_a_few_queries_and_paged(house: House, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401
    for _ in range(55):
        tell(house, "ayu")
    client = house.client("ayu")
    with django_assert_max_num_queries(8):
        text = client.get(LIST).content.decode()
    assert text.count('class="notice is-unread"') == 50
    assert client.get(f"{LIST}?halaman=2").content.decode().count('class="notice is-unread"') == 5
    assert client.get(f"{LIST}?halaman=x").status_code == 200


def test_opening_one_leads_to_where_it_is_settled_and_marks_it(house: House) -> None:
    tell(house, "ayu", what=news(url="/lke"))
    notice = first(house, "ayu")
    response = house.client("ayu").post(f"{LIST}/{notice.pk}/buka")
    assert (response.status_code, response.headers["Location"]) == (303, "/lke")
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.parametrize("who", ["gita", "dewi"])
def test_nobody_opens_anothers(house: House, who: str) -> None:
    tell(house, "ayu")
    notice = first(house, "ayu")
    assert house.client(who).post(f"{LIST}/{notice.pk}/buka").status_code == 404
    assert house.client(who).post(f"{LIST}/{uuid4()}/buka").status_code == 404
    house.client(who).post(f"{LIST}/dibaca", {"satu": str(notice.pk)})
    house.client(who).post(f"{LIST}/dibaca", {"semua": "1"})
    notice.refresh_from_db()
    assert notice.read_at is None


def test_one_or_all_are_marked_as_read(house: House) -> None:
    for _ in range(3):
        tell(house, "ayu")
    client = house.client("ayu")
    assert client.post(f"{LIST}/dibaca", {"satu": str(first(house, "ayu").pk)}).status_code == 303
    assert page(house, "ayu").count("is-unread") == 2
    assert page(house, "ayu").count('<li class="notice') == 3
    assert page(house, "ayu", f"{LIST}?tampil=belum").count('<li class="notice') == 2
    client.post(f"{LIST}/dibaca", {"satu": "tidak ada"})
    client.post(f"{LIST}/dibaca")
    assert page(house, "ayu").count("is-unread") == 2
    client.post(f"{LIST}/dibaca", {"semua": "1"})
    assert "Semua sudah Anda baca" in page(house, "ayu", f"{LIST}?tampil=belum")


def test_the_page_says_where_a_letter_is_in_trouble(house: House) -> None:
    tell(house, "ayu")
    rows = Notice.objects.for_actor(house.actors["ayu"])
    assert "Surelnya" not in page(house, "ayu")
    rows.update(mail_problem="unreachable")
    assert "Surelnya belum terkirim karena server surel tidak menjawab" in page(house, "ayu")
    rows.update(mail_state=MailState.FAILED, mail_at=None, mail_problem="refused")
    assert "Surelnya tidak dapat dikirim" in page(house, "ayu")


def test_how_often_is_chosen_on_a_page(house: House) -> None:
    assert 'value="at-once" selected' in page(house, "ayu", CHOICES)
    client = house.client("ayu")
    response = client.post(CHOICES, {"kelompok-work": "weekly", "kelompok-unknown": "daily"})
    assert response.status_code == 303
    assert "Pilihan Anda disimpan" in client.get(response.headers["Location"]).content.decode()
    chosen = {group.code: cadence for group, cadence in cadences_of(house.actors["ayu"].person)}
    assert (chosen["work"], chosen["deadlines"]) == (Cadence.WEEKLY, Cadence.AT_ONCE)
    assert {cadence for _group, cadence in cadences_of(house.actors["gita"].person)} == {Cadence.AT_ONCE}


def test_a_choice_that_there_is_not_is_told(house: House) -> None:
    response = house.client("ayu").post(CHOICES, {"kelompok-work": "hourly"})
    assert response.status_code == 422
    assert "hourly" in response.content.decode()
