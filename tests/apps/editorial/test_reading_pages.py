"""What everybody reads: without session or cookie, in both languages, in few queries, and a clear 404."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pulau.apps.editorial import board
from pulau.apps.editorial.accessibility import statement
from pulau.apps.editorial.models import PageKind
from pulau.apps.editorial.services.pages import take_page_back
from pulau.foundation.registry.personal_data import PersonalField, personal_data
from pulau.foundation.standing.rules import rule_of
from tests.apps.editorial.press import BOTH, INDONESIAN, begun, press, published
from tests.cast import NOW
from tests.house import House

__all__ = ["press"]
PAGES = ("/tentang", "/panduan", "/kabar", "/aksesibilitas", "/privasi")


def read(path: str, status: int = 200, language: str = "id") -> str:
    client = Client()
    client.cookies["pulau_language"] = language
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_sets_no_cookie_and_asks_next_to_nothing(
    path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.get(path)
    with django_assert_max_num_queries(2):
        answer = client.get(path)
    assert not answer.cookies
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert 'href="?bahasa=en"' in answer.content.decode()
    assert rule_of(answer.resolver_match.func) is not None, "it stands ready, also while the database is away"


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_an_address_can_ask_for_a_language(path: str) -> None:
    answer = Client().get(f"{path}?bahasa=en")
    assert answer.headers["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()


@pytest.mark.django_db
def test_the_statements_ask_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for path in ("/privasi", "/aksesibilitas"):
        with django_assert_num_queries(0):
            read(path)


def test_news_are_listed_by_their_first_day_and_never_as_drafts(press: House) -> None:
    published(press, "lama", INDONESIAN, PageKind.NEWS, days=0)
    published(press, "baru", BOTH, PageKind.NEWS, days=2)
    begun(press, "naskah", BOTH, PageKind.NEWS)
    published(press, "bukan-kabar")
    page = read("/kabar")
    assert re.findall(r'href="/kabar/([\w-]+)"', page) == ["baru", "lama"]
    english = read("/kabar", language="en")
    assert '<div lang="id"><h2 class="ds-heading" data-size="xs"><a href="/kabar/lama">Judul saja' in english
    assert '<div><h2 class="ds-heading" data-size="xs"><a href="/kabar/baru">Title' in english


def test_news_are_paged_and_asked_for_at_once(
    press: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        published(press, f"kabar-{number}", BOTH, PageKind.NEWS, days=number)
    board.board()
    with django_assert_max_num_queries(2):
        first = read("/kabar")
    assert len(re.findall(r'href="/kabar/kabar-', first)) == 10
    assert re.findall(r'href="/kabar/(kabar-\d+)"', read("/kabar?halaman=2")) == ["kabar-1", "kabar-0"]


def test_a_page_in_the_other_language_says_so_and_is_marked(press: House) -> None:
    published(press, texts=INDONESIAN)
    page = read("/halaman/halaman", language="en")
    assert 'class="reader" lang="id"' in page
    assert "reader-other" in page
    assert "reader-other" not in read("/halaman/halaman")


def test_a_piece_of_news_is_one_query(press: House, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    published(press, "satu", BOTH, PageKind.NEWS)
    board.board()
    with django_assert_num_queries(1):
        page = read("/kabar/satu")
    assert '<h2 id="bagian-satu">Satu</h2>' in page
    assert "2 Maret 2026" in page


def test_what_is_not_there_is_told_clearly(press: House) -> None:
    live = published(press, "satu", BOTH, PageKind.NEWS)
    begun(press, "naskah", BOTH, PageKind.NEWS)
    take_page_back(actor=press.actors["tika"], slug="satu", seen=live.number, now=NOW)
    for slug in ("satu", "naskah", "tidak-ada"):
        page = read(f"/kabar/{slug}", 404)
        assert "Kabar ini tidak ada" in page
        assert 'href="/kabar"' in page
    published(press, "halaman")
    assert "Kabar ini tidak ada" in read("/kabar/halaman", 404), "a page is no news"
    assert "Halaman tidak ditemukan" in read("/halaman/satu", 404)
    assert Client().get("/halaman/tentang")["Location"] == "/tentang"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_field_of_the_register_is_on_the_page_of_privacy_with_its_words(language: str) -> None:
    page = read("/privasi", language=language)
    fields = [entry for entry in personal_data if isinstance(entry, PersonalField)]
    assert len(fields) > 300, "the walk has lost its way"
    shown = dict(re.findall(r'<li id="data-([\w.]+)"><p>([^<]*?) ?(?:<|</p>)', page))
    missing = [field.code for field in fields if field.code.lower() not in shown]
    assert missing == []
    assert [f.code for f in fields if shown[f.code.lower()].replace("&#x27;", "'").strip() != f.words(language)] == []
    for purpose in {field.purpose for field in fields}:
        assert f'id="tujuan-{purpose.code}"' in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_every_gap_of_accessibility_is_shown_with_its_day() -> None:
    page, told = read("/aksesibilitas"), statement()
    assert told.standard in page
    assert len(told.gaps) >= 3
    for line in (*told.tried, *told.gaps):
        assert line.words["id"] in page
        assert line.words["id"] != line.words["en"]
        assert f'datetime="{line.day.isoformat()}"' in page
