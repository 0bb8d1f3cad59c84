"""Signing in by e-mail and password, and out again."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from pulau.foundation.accounts.signing_in import sign_in_user
from pulau.foundation.accounts.step_up import confirmed_recently
from tests.house import PASSWORD, House

WRONG = "Nama atau kata sandi tidak cocok"


def sign_in(email: str, password: str = PASSWORD, **more: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/masuk", {"login": email, "password": password, **more})


def test_a_person_signs_in_by_address_and_password_whatever_its_case(house: House) -> None:
    client, answer = sign_in(" AYU@uji.example.id ")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "Ayu Larasati" in client.get("/lke").content.decode()


def test_the_number_opens_the_same_door_as_the_address(house: House) -> None:
    house.users["ayu"].nip = "198501012010012001"
    house.users["ayu"].save()
    client, _answer = sign_in("19850101 201001 2 001")
    assert "Ayu Larasati" in client.get("/lke").content.decode()
    for name in ("19850101201001200", "", "' OR 1=1 --", "\x00"):
        assert sign_in(name)[1].status_code == 422, name


def test_who_was_let_in_elsewhere_goes_the_same_way(house: House, rf: RequestFactory) -> None:
    client = Client()
    request = rf.get("/undangan")
    request.session = client.session
    request.user = AnonymousUser()
    with request_context(request):
        answer = sign_in_user(request, house.users["ayu"], redirect_url="/lke")
    assert (answer.status_code, answer["Location"]) == (302, "/lke")
    assert request.user.pk == house.users["ayu"].pk
    assert confirmed_recently(request), "who has just chosen a password is not asked for it at once"


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
        assert answer.status_code == 422
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


def test_signing_out_needs_a_press_and_ends_the_session(house: House) -> None:
    client, _answer = sign_in("ayu@uji.example.id")
    assert client.get("/keluar").status_code == 200
    assert client.get("/lke").status_code == 200
    client.post("/keluar")
    assert client.get("/lke").status_code == 302


@pytest.mark.parametrize("path", ["/akun/minta", "/akun/tidak-aktif"])
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
