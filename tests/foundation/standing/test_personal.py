"""Nothing that is one person's is kept, and nobody who has signed in is given what is kept (T2, T7)."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from pulau.apps.declarations import tablet_device
from pulau.foundation.standing.checks import kept_views, kept_views_are_public
from pulau.foundation.standing.rules import NotForEverybody, kept_ready
from pulau.foundation.tenancy.policy import public, requires, signed_in
from tests.foundation.standing import site
from tests.foundation.standing.conftest import Portal, text
from tests.house import House
from tests.walls.headers import header_faults

PAGE = "/uji/hal/bps"


def test_who_has_signed_in_is_given_their_own_page_and_leaves_nothing(house: House, portal: Portal) -> None:
    ayu = house.client("ayu")
    own = text(ayu.get(PAGE))
    assert house.users["ayu"].full_name in own
    assert "csrfmiddlewaretoken" in own
    assert portal.files() == []
    stranger = text(portal.process().get(PAGE))
    assert house.users["ayu"].full_name not in stranger
    assert "csrfmiddlewaretoken" not in stranger
    assert house.users["ayu"].full_name in text(ayu.get(PAGE))


def test_one_process_keeps_them_apart_too(house: House, portal: Portal) -> None:
    client = portal.process()
    before = client.get(PAGE).content
    client.force_login(house.users["ayu"])
    answer = client.get(PAGE)
    assert house.users["ayu"].full_name in text(answer)
    assert header_faults(answer, private=True) == []
    client.cookies.clear()
    assert client.get(PAGE).content == before


def test_nothing_of_the_visitor_comes_into_what_is_kept(db: None, portal: Portal) -> None:
    client = portal.process()
    client.cookies["siapa"] = "ayu-rahasia"
    headers = {
        "User-Agent": "peramban-rahasia",
        "Referer": "https://rahasia.example/",
        "X-Rahasia": "1",
        "Range": "bytes=0-1",
    }
    answer = client.get(f"{PAGE}?rahasia=1", headers=headers)
    assert answer.status_code == 200
    assert "rahasia" not in text(answer)
    said = text(client.get("/uji/polos/a", headers=headers))
    assert "['Content-Length', 'Cookie']" in said.replace("'Content-Type', ", ""), "the cookie is that of the language"
    assert "rahasia" not in said


@pytest.mark.parametrize("cookie", ["messages", tablet_device.COOKIE, django_settings.SESSION_COOKIE_NAME])
def test_a_cookie_that_changes_what_one_is_told_passes_by(db: None, portal: Portal, cookie: str) -> None:
    client = portal.process()
    client.get(PAGE)
    client.cookies[cookie] = "x"
    client.get(PAGE)
    assert len(portal.files()) == 1
    assert site.made["page"] == (1 if cookie == tablet_device.COOKIE else 2), "a tablet is led back to its page"


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer x"}, {"HX-Request": "true"}])
def test_a_program_and_a_part_of_a_page_pass_by(db: None, portal: Portal, headers: dict[str, str]) -> None:
    client = portal.process()
    for _ in range(2):
        client.get(PAGE, headers=headers)
    assert site.made["page"] == 2
    assert portal.files() == []


@pytest.mark.parametrize("name", site.REFUSED)
def test_what_must_not_be_kept_fails_loudly_where_tests_run(db: None, portal: Portal, name: str) -> None:
    with pytest.raises(NotForEverybody, match=site.REFUSED[name][1]):
        portal.process().get(f"/uji/{name}")
    assert portal.files() == []


@pytest.mark.parametrize("name", site.REFUSED)
def test_elsewhere_it_is_answered_logged_and_not_kept(
    db: None, portal: Portal, name: str, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STANDING_STRICT = False
    client = portal.process()
    assert client.get(f"/uji/{name}").status_code == 200
    assert portal.files() == []
    (told,) = [record for record in caplog.records if record.name == "pulau.foundation.standing.rules"]
    assert (told.levelno, site.REFUSED[name][1] in told.getMessage()) == (logging.ERROR, True)


def test_a_page_that_is_not_there_leaves_the_visitors_own_token_as_it_is(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get("/masuk")
    token = client.cookies[django_settings.CSRF_COOKIE_NAME].value
    assert client.get("/uji/hal/tiada").status_code == 404
    assert client.cookies[django_settings.CSRF_COOKIE_NAME].value == token


def test_a_kept_page_sets_no_cookie_and_its_files_hold_none(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get("/masuk")
    token = client.cookies[django_settings.CSRF_COOKIE_NAME].value
    answer = client.get(PAGE)
    assert not answer.cookies
    (file,) = portal.files()
    assert token.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_every_view_that_is_kept_is_for_everybody() -> None:
    assert kept_views_are_public() == []


def test_the_check_finds_the_one_that_is_not(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def secret(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    walled = requires(signed_in)(kept_ready()(secret))
    silent = kept_ready()(secret)
    patterns = [path("a", public(kept_ready()(secret))), path("b", walled), path("c", silent)]
    assert [route for route, _view in kept_views(patterns)] == ["a", "b", "c"]
    monkeypatch.setattr(site, "urlpatterns", [*patterns])
    settings.ROOT_URLCONF = "tests.foundation.standing.site"
    found = kept_views_are_public()
    assert [(each.obj, each.id) for each in found] == [("b", "standing.E001"), ("c", "standing.E001")]


def test_a_client_without_cookies_is_no_person(db: None) -> None:
    assert "Masuk" in text(Client().get("/istilah"))
