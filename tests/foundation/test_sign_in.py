"""Signing in by e-mail and password, and out again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from tests.house import PASSWORD, House

WRONG = "Alamat surel atau sandi tidak cocok"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()  # allauth counts tries there


def sign_in(email: str, password: str = PASSWORD, **more: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/masuk", {"login": email, "password": password, **more})


def test_a_person_signs_in_by_address_and_password_whatever_its_case(house: House) -> None:
    client, answer = sign_in(" AYU@uji.example.id ")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "Ayu Larasati" in client.get("/lke").content.decode()


def test_the_page_asked_for_is_opened_after_signing_in(house: House) -> None:
    asked = Client().get(house.address("area/5"))
    assert asked["Location"] == "/masuk?next=/lke/disdukcapil/2026/area/5"
    _, answer = sign_in("ayu@uji.example.id", next="/lke/disdukcapil/2026/area/5")
    assert answer["Location"] == "/lke/disdukcapil/2026/area/5"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(house: House, elsewhere: str) -> None:
    _, answer = sign_in("ayu@uji.example.id", next=elsewhere)
    assert answer["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_look_the_same(house: House) -> None:
    _, wrong = sign_in("ayu@uji.example.id", "bukan-sandinya")
    _, unknown = sign_in("siapa@uji.example.id", "bukan-sandinya")
    for answer in (wrong, unknown):
        assert answer.status_code == 200
        assert WRONG in answer.content.decode()
    assert "ayu@uji.example.id" in wrong.content.decode(), "what was typed stays, but for the password"
    assert "bukan-sandinya" not in wrong.content.decode()


def test_a_closed_account_does_not_get_in(house: House) -> None:
    house.users["ayu"].is_active = False
    house.users["ayu"].save()
    client, _answer = sign_in("ayu@uji.example.id")
    assert client.get("/lke").status_code == 302


def test_an_account_that_is_closed_while_signed_in_is_out_at_once(house: House) -> None:
    client, _answer = sign_in("ayu@uji.example.id")
    assert client.get("/lke").status_code == 200
    house.users["ayu"].is_active = False
    house.users["ayu"].save()
    assert client.get("/lke").status_code == 302


def test_too_many_tries_are_held_back(house: House) -> None:
    for _ in range(12):
        sign_in("ayu@uji.example.id", "bukan-sandinya")
    client, _answer = sign_in("ayu@uji.example.id")
    assert client.get("/lke").status_code == 302, "the right password is not taken either while tries are held back"


def test_who_tries_far_too_often_is_told_to_wait_and_loses_nothing(house: House) -> None:
    area = house.address("area/1")
    held = re.findall(r'name="titipan" value="([^"]+)"', Client().post(area, {"jawab:P1.i.b": "A"}).content.decode())[0]
    for n in range(30):
        sign_in(f"siapa{n}@uji.example.id", "bukan-sandinya")
    _, answer = sign_in("ayu@uji.example.id", "bukan-sandinya", titipan=held)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "tunggu satu menit" in page
    assert f'name="titipan" value="{held}"' in page, "what was typed before the session ended goes along"


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_tries_are_counted_for_each_visitor_apart(house: House) -> None:
    def tried(address: str) -> int:
        headers = {"X-Forwarded-For": f"203.0.113.9, {address}"}  # the first part is what the visitor says
        return Client().post("/masuk", {"login": "a@uji.example.id", "password": "x"}, headers=headers).status_code

    assert {tried("198.51.100.1") for _ in range(31)} == {200, 429}
    assert tried("198.51.100.1") == 429
    assert tried("198.51.100.2") == 200


def test_signing_out_needs_a_press_and_ends_the_session(house: House) -> None:
    client, _answer = sign_in("ayu@uji.example.id")
    assert client.get("/keluar").status_code == 200
    assert client.get("/lke").status_code == 200
    client.post("/keluar")
    assert client.get("/lke").status_code == 302


@pytest.mark.parametrize("path", ["/akun/minta", "/akun/lupa", "/akun/tidak-aktif"])
def test_who_has_no_account_is_told_whom_to_ask(client: Client, db: None, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert "pengelola di instansi Anda" in page.content.decode()


def test_nobody_signs_up(client: Client, db: None) -> None:
    answer = client.post("/akun/minta", {"email": "x@uji.example.id", "password1": PASSWORD})
    assert answer.status_code == 405


def test_the_session_cookie_is_out_of_reach_of_scripts(house: House) -> None:
    client, _answer = sign_in("ayu@uji.example.id")
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_page_that_stays_open_gets_a_new_key_only_when_somebody_has_signed_in(house: House) -> None:
    assert house.client("ayu").get("/akun/kunci").json()["person"] == str(house.users["ayu"].pk)
    assert Client().get("/akun/kunci", HTTP_HX_REQUEST="true").status_code == 401


def test_the_demo_is_offered_nowhere_but_on_a_demo(house: House) -> None:
    page = Client().get("/masuk").content.decode()
    assert "contoh-pulau" not in page
