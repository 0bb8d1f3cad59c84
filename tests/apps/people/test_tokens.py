"""The page of a person's API tokens: listed, made, told once, taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone

from pulau.apps.people.contract import Role, Wish, appoint, issue_token
from pulau.apps.people.models import ApiToken
from pulau.apps.people.services import tokens as services
from pulau.apps.people.views import tokens as views
from pulau.foundation.journal.models import Entry
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.foundation.codes import give_app
from tests.house import FIRST_DAY, House

KEY = re.compile(r"pulau_[\w-]{43}")


def tokens(house: House, who: str = "ayu") -> list[ApiToken]:
    return list(ApiToken.objects.for_actor(house.actors[who]).filter(user_id=house.actors[who].person))


def make(house: House, who: str = "ayu", **fields: str) -> Any:  # noqa: ANN401 - an answer
    return house.client(who).post("/token", {"nama": "Dasbor daerah", "hari": "90", **fields})


def text(answer: Any) -> str:  # noqa: ANN401 - an answer
    return str(answer.content.decode())


def test_the_key_is_told_once_and_opens_the_api(house: House) -> None:
    made = make(house)
    assert (made.status_code, "no-store" in made["Cache-Control"]) == (200, True)
    found = KEY.search(text(made))
    assert found is not None
    (token,) = tokens(house)
    assert token.expires_at.date() == (timezone.now() + timedelta(days=90)).date()
    page = text(house.client("ayu").get("/token"))
    assert "Dasbor daerah" in page
    assert found.group() not in page
    opened = house.client(None).get("/api/v1/worksheets", headers={"authorization": f"Bearer {found.group()}"})
    assert opened.status_code == 200
    assert Entry.objects.for_actor(house.actors["ayu"]).filter(action="people.token_issued").count() == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"nama": " "}, "Tulis untuk apa"),
        ({"nama": "x" * 81}, "terlalu panjang"),
        ({"nama": "a\x00b"}, ""),
        ({"hari": "0"}, "Pilih 30 hari"),
        ({"hari": "9999"}, "Pilih 30 hari"),
        ({"hari": ""}, "berapa lama"),
    ],
)
def test_a_token_that_cannot_be_made_is_told_why_and_the_text_is_kept(
    house: House, fields: dict[str, str], told: str
) -> None:
    answer = make(house, **fields)
    assert answer.status_code == 422
    assert told in text(answer)
    assert fields.get("nama", "Dasbor daerah").strip().replace("\x00", "")[:20] in text(answer).replace("\x00", "")
    assert tokens(house) == []


def test_a_name_is_shown_as_it_was_typed_and_runs_nothing(house: House) -> None:
    make(house, nama="<script>alert(1)</script>")
    page = text(house.client("ayu").get("/token"))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_revoking_asks_by_name_then_closes_the_door(house: House) -> None:
    key = KEY.search(text(make(house)))
    assert key is not None
    address = f"/token/{tokens(house)[0].pk}/cabut"
    browser = house.client("ayu")
    assert "Dasbor daerah" in text(browser.get(address))
    done = browser.post(address)
    assert (done.status_code, done["Location"]) == (303, "/token?dicabut")
    assert "Token dicabut" in text(browser.get(done["Location"]))
    headers = {"authorization": f"Bearer {key.group()}"}
    assert house.client(None).get("/api/v1/worksheets", headers=headers).status_code == 401
    assert browser.post(address).status_code == 404
    assert Entry.objects.for_actor(house.actors["ayu"]).filter(action="people.token_revoked").count() == 1


@pytest.mark.parametrize("who", ["fajar", "hana", "dewi"])
def test_the_tokens_of_others_are_neither_shown_nor_revoked(house: House, who: str) -> None:
    make(house)
    browser = house.client(who)
    assert "Dasbor daerah" not in text(browser.get("/token"))
    address = f"/token/{tokens(house)[0].pk}/cabut"
    assert (browser.get(address).status_code, browser.post(address).status_code) == (404, 404)
    assert tokens(house)[0].revoked_at is None


def test_who_acts_for_nobody_makes_none(house: House) -> None:
    assert house.client("eka").get("/token").status_code == 403
    assert house.client(None).get("/token").status_code == 302
    assert make(house, "eka").status_code == 403


def test_an_expired_token_says_so(house: House) -> None:
    issue_token(actor=house.actors["ayu"], name="Lama", now=timezone.now() - timedelta(days=31), days=30)
    assert "Kedaluwarsa" in text(house.client("ayu").get("/token"))


def test_the_list_does_not_ask_more_for_more_tokens(house: House, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401 - pytest-django's
    for number in range(20):
        issue_token(actor=house.actors["ayu"], name=f"Program {number}", now=timezone.now(), days=30)
    browser = house.client("ayu")
    with django_assert_max_num_queries(4):
        assert "Program 19" in text(browser.get("/token"))


def test_the_page_speaks_english_too(house: House) -> None:
    browser = house.client("ayu")
    browser.cookies[LANGUAGE_COOKIE] = "en"
    assert browser.get("/token").status_code == 200


def test_nobody_fills_the_list_without_end(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_TOKENS", 2)
    monkeypatch.setattr(views, "MOST_TOKENS", 2)
    assert [make(house).status_code for _ in range(3)] == [200, 200, 422]
    assert len(tokens(house)) == 2
    assert "sudah memiliki 2 token" in text(make(house))
    assert make(house, "fajar").status_code == 200, "each person has their own"
    house.client("ayu").post(f"/token/{tokens(house)[0].pk}/cabut")
    assert make(house).status_code == 200


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_a_key_made_before_the_role_opens_nothing_until_its_person_has_a_second_factor(house: House) -> None:
    """T16: who is made an administrator does not act as one, by a key either, without a second factor."""
    key = issue_token(actor=house.actors["ayu"], name="Dasbor", now=timezone.now()).key
    headers = {"authorization": f"Bearer {key}"}
    assert house.client(None).get("/api/v1/worksheets", headers=headers).status_code == 200
    wish = Wish(role=Role.AGENCY_ADMINISTRATOR, since=FIRST_DAY)
    appoint(actor=house.actors["hana"], user_id=house.users["ayu"].pk, wish=wish, now=timezone.now())
    assert house.client(None).get("/api/v1/worksheets", headers=headers).status_code == 401
    give_app(house.users["ayu"])
    assert house.client(None).get("/api/v1/worksheets", headers=headers).status_code == 200
