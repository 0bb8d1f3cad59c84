"""The language comes from one cookie, and is switched by a form."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from pulau.foundation.ui.middleware import LANGUAGE_COOKIE, LanguageMiddleware


def test_indonesian_is_the_default_whatever_the_browser_asks(client: Client) -> None:
    response = client.get("/galeri/", headers={"accept-language": "en"})
    assert response.headers["Content-Language"] == "id"
    assert "Cookie" in response.headers["Vary"]
    assert '<html lang="id"' in response.content.decode()


def test_the_cookie_chooses_english_and_nonsense_in_it_does_not(client: Client) -> None:
    client.cookies[LANGUAGE_COOKIE] = "en"
    assert "Component gallery" in client.get("/galeri/").content.decode()
    client.cookies[LANGUAGE_COOKIE] = "../../xx"
    assert client.get("/galeri/").headers["Content-Language"] == "id"


def test_the_language_is_given_back_after_the_request(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.COOKIES[LANGUAGE_COOKIE] = "en"
    spoken: list[str | None] = []

    def page(_request: HttpRequest) -> HttpResponse:
        spoken.append(translation.get_language())
        return HttpResponse()

    with translation.override("id"):
        LanguageMiddleware(page)(request)
        assert (spoken, translation.get_language()) == (["en"], "id")


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/galeri/?a=1", "/galeri/?a=1"),
        ("https://penipu.example/", "/"),
        ("//penipu.example/", "/"),
        ("/\\penipu.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_switching_the_language_goes_back_to_a_page_of_this_site_only(client: Client, target: str, lands: str) -> None:
    response = client.post("/bahasa", {"bahasa": "en", "next": target})
    assert (response.status_code, response.headers["Location"]) == (303, lands)
    cookie = response.cookies[LANGUAGE_COOKIE]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("en", "Lax", True)


def test_an_unknown_language_is_refused_and_a_link_cannot_switch(client: Client) -> None:
    refused = client.post("/bahasa", {"bahasa": "xx", "next": "/galeri/"})
    assert refused.status_code == 400
    assert LANGUAGE_COOKIE not in refused.cookies
    assert client.get("/bahasa").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/bahasa", {"bahasa": "en"}).status_code == 403
