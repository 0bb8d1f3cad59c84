"""Each language is a page of its own, with an address that stays."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from pulau.foundation.standing.pages import in_language, render_public
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.foundation.standing import site
from tests.foundation.standing.conftest import Portal, text
from tests.house import House

PAGE = "/uji/hal/bps"


def test_two_languages_are_two_pages(db: None, portal: Portal) -> None:
    client = portal.process()
    indonesian = client.get(PAGE)
    client.cookies[LANGUAGE_COOKIE] = "en"
    english = client.get(PAGE)
    assert '<html lang="id"' in text(indonesian)
    assert '<html lang="en"' in text(english)
    assert (indonesian.headers["Content-Language"], english.headers["Content-Language"]) == ("id", "en")
    assert indonesian.headers["ETag"] != english.headers["ETag"]
    assert client.get(PAGE).content == english.content
    assert site.made["page"] == 2


def test_the_cookie_and_the_address_lead_to_the_same_page(db: None, portal: Portal) -> None:
    client = portal.process()
    by_address = client.get(f"{PAGE}?bahasa=en").content
    client.cookies[LANGUAGE_COOKIE] = "en"
    assert client.get(PAGE).content == by_address
    assert client.get(f"{PAGE}?bahasa=en").content == by_address
    assert site.made["page"] == 1


def test_the_address_wins_over_the_cookie_and_nonsense_over_nothing(db: None, portal: Portal) -> None:
    client = portal.process()
    client.cookies[LANGUAGE_COOKIE] = "en"
    assert '<html lang="id"' in text(client.get(f"{PAGE}?bahasa=id"))
    client.cookies[LANGUAGE_COOKIE] = "../../xx"
    assert '<html lang="id"' in text(client.get(f"{PAGE}?bahasa=yy"))


def test_whoever_switches_keeps_the_language_and_no_cache_keeps_their_cookie(db: None, portal: Portal) -> None:
    client = portal.process()
    for _ in range(2):
        client.cookies.clear()
        answer = client.get(f"{PAGE}?bahasa=en", headers={"If-None-Match": "*"})
        cookie = answer.cookies[LANGUAGE_COOKIE]
        assert (answer.status_code, cookie.value, cookie["samesite"], cookie["httponly"]) == (200, "en", "Lax", True)
        assert answer.headers["Cache-Control"] == "private, no-cache"
    after = client.get("/uji/polos/a")
    assert " en " in text(after)
    again = client.get(f"{PAGE}?bahasa=en")
    assert not again.cookies
    assert again.headers["Cache-Control"] == "public, max-age=30"


def test_the_language_that_one_has_anyway_sets_no_cookie(db: None, portal: Portal) -> None:
    client = portal.process()
    assert not client.get(f"{PAGE}?bahasa=id").cookies
    assert not client.head(f"{PAGE}?bahasa=en").cookies


def test_links_to_the_other_language_keep_what_else_is_asked_for(db: None, portal: Portal) -> None:
    page = text(portal.process().get(f"{PAGE}?bahasa=id&tahun=2025"))
    assert 'href="?tahun=2025&amp;bahasa=en"' in page
    assert "csrfmiddlewaretoken" not in page


def test_a_page_names_its_address_in_each_language(db: None, portal: Portal, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://zi.example.id"
    client = portal.process()
    page = text(client.get(f"{PAGE}?tahun=2025&acak=1"))
    here = "https://zi.example.id/uji/hal/bps?tahun=2025"
    assert f'<link rel="canonical" href="{here}">' in page
    assert f'<link rel="alternate" hreflang="id" href="{here}">' in page
    assert f'<link rel="alternate" hreflang="en" href="{here}&amp;bahasa=en">' in page
    assert f'<link rel="alternate" hreflang="x-default" href="{here}">' in page
    english = text(client.get(f"{PAGE}?tahun=2025&bahasa=en"))
    assert f'<link rel="canonical" href="{here}&amp;bahasa=en">' in english


@pytest.mark.parametrize(
    ("address", "language", "there"),
    [("/a", "id", "/a"), ("/a", "en", "/a?bahasa=en"), ("/a?b=1", "en", "/a?b=1&bahasa=en")],
)
def test_the_plain_address_is_indonesian(address: str, language: str, there: str) -> None:
    assert in_language(address, language) == there


def test_a_page_may_name_another_address_as_its_own(rf: RequestFactory, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://zi.example.id"
    request = rf.get("/lama")
    page = render_public(request, "400.html", {"reason": "", "messages": ()}, canonical="/baru").content.decode()
    assert '<link rel="canonical" href="https://zi.example.id/baru">' in page


def test_without_keeping_the_address_chooses_the_language_all_the_same(db: None, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.foundation.standing.site"
    answer = Client().get(f"{PAGE}?bahasa=en")
    assert '<html lang="en"' in text(answer)
    assert answer.headers["Content-Language"] == "en"


def test_who_has_signed_in_has_the_usual_switch_and_the_language_of_the_address(house: House, portal: Portal) -> None:
    page = text(house.client("ayu").get(f"{PAGE}?bahasa=en"))
    assert '<html lang="en"' in page
    assert 'action="/bahasa"' in page
    assert "<!--standing-->" not in page
