"""A database that does not answer: what a person, a script and a program are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from pulau.apps.worksheets.selectors import answers_of
from pulau.apps.worksheets.views import area
from pulau.foundation.storage import StoreUnavailable
from tests.house import House

NOTE = '"Catatan" <b>panjang</b>\n\nbaris kedua \u202egnirts 😀 & lagi'
FORM = {"versi:P1.i.b": "0", "jawab:P1.i.b": "A", "catatan:P1.i.b": NOTE}
HTMX = {"HX-Request": "true"}


@contextmanager
def away() -> Iterator[None]:
    """Let every question to the database fail, also those of sessions and people."""

    def refuse(*_: Any) -> None:  # noqa: ANN401 - Django's own signature
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield


def fields_of(page: str) -> dict[str, str]:
    """Return what a browser would send: of a textarea the first line break is not part of it."""
    found = re.findall(r'<textarea hidden name="([^"]*)">\n(.*?)</textarea>', page, re.DOTALL)
    return {unescape(name): unescape(value) for name, value in found}


def test_a_form_stays_on_the_page_and_is_sent_again_by_one_press(house: House) -> None:
    client = house.client("ayu")
    with away():
        answer = client.post(house.address("area/1"), FORM)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Belum tersimpan" in page
    assert f'action="{house.address("area/1")}"' in page
    assert fields_of(page) == FORM
    assert answers_of(house.sheet) == {}
    assert client.post(house.address("area/1"), fields_of(page)).status_code == 303
    assert answers_of(house.sheet)["P1.i.b"].note == NOTE


@pytest.mark.parametrize("problem", [OperationalError, InterfaceError])
def test_what_breaks_in_the_midst_of_a_save_is_no_success(
    house: House, monkeypatch: pytest.MonkeyPatch, problem: type[Exception]
) -> None:
    def broken(**_: object) -> None:
        raise problem("server closed the connection unexpectedly")

    monkeypatch.setattr(area, "answer_items", broken)
    answer = house.client("ayu").post(house.address("area/1"), FORM, headers=HTMX)
    assert (answer.status_code, answer.content) == (503, b"")
    assert answers_of(house.sheet) == {}


def test_a_page_says_that_it_cannot_be_opened_just_now(house: House) -> None:
    client = house.client("ayu")
    with away():
        answer = client.get(house.address("area/1") + "?tersimpan=1")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Belum dapat dibuka" in page
    assert f'href="{house.address("area/1")}?tersimpan=1"' in page
    assert "Masuk</a>" not in page, "the reader may well be signed in"
    assert client.get(house.address("area/1")).status_code == 200


def test_a_password_and_a_file_are_not_shown_again(db: None) -> None:
    with away():
        page = Client().post("/masuk", {"login": "ayu@uji.example.id", "password": "sandi-rahasia"}).content.decode()
    assert "sandi-rahasia" not in page
    assert "Belum tersimpan" in page
    assert "<textarea" not in page


@pytest.mark.parametrize(("language", "words"), [("id", "tidak ada yang tersimpan"), ("en", "nothing was saved")])
def test_the_api_tells_it_as_a_problem(db: None, language: str, words: str) -> None:
    headers = {"Authorization": "Bearer pulau_x", "Accept-Language": language}
    with away():
        answer = Client().get("/api/v1/worksheets", headers=headers)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    (problem,) = answer.json()["problems"]
    assert problem["code"] == "database-away"
    assert words in problem["message"]


def test_no_address_writes_a_line_of_its_own_into_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    client = house.client("ayu")
    with away():
        client.get(house.address("butir/x%0AERROR%20palsu%1B[31m"))
    (told,) = [record.getMessage() for record in caplog.records if "does not answer" in record.getMessage()]
    assert "\n" not in told
    assert "\x1b" not in told


def test_every_other_mistake_stays_one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(area, "answer_items", broken)
    client = house.client("ayu")
    client.raise_request_exception = False
    assert client.post(house.address("area/1"), FORM, headers=HTMX).status_code == 500


def test_a_file_store_that_is_away_is_a_page_that_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:  # noqa: ANN401 - stands for any call
        raise StoreUnavailable(28, "no space left on device")

    monkeypatch.setattr(area, "render", refuse)
    answer = house.client("ayu").get(house.address("area/1"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Penyimpanan berkas" in answer.content.decode()
