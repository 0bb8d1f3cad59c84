"""Announcing, and the board of every page: at most one query, none while it is fresh, and never in a page's way."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from pulau.apps.editorial import board
from pulau.apps.editorial.models import Announcement
from pulau.apps.editorial.refusals import (
    AnnouncementChangedMeanwhile,
    AnnouncementNotFound,
    LinkWrong,
    NothingToPublish,
    TimesWrong,
)
from pulau.apps.editorial.services.announcing import announce, change_announcement, end_announcement
from pulau.apps.editorial.services.pages import place_page
from pulau.core.shared.problems import BadInput
from pulau.foundation.journal.models import Entry
from pulau.foundation.ui.board import Board
from tests.apps.editorial.press import BOTH, INDONESIAN, press, published, wish
from tests.cast import NOW
from tests.house import House

__all__ = ["press"]


def up(press: House, **changed: object) -> Announcement:
    row = announce(actor=press.actors["tika"], wish=wish(**changed), now=timezone.now())
    board.forget()
    return row


def words() -> list[str]:
    return [bar.words for bar in board.board().bars]


def test_an_announcement_stands_from_its_beginning_until_its_end_in_the_readers_language(press: House) -> None:
    now = timezone.now()
    up(press)
    up(press, text_id="Nanti", since=now + timedelta(hours=1), until=now + timedelta(hours=2))
    up(press, text_id="Dulu", since=now - timedelta(hours=2), until=now - timedelta(hours=1))
    assert words() == ["Layanan tutup besok."]
    with translation.override("en"):
        assert words() == ["Closed tomorrow."]


def test_the_newest_of_several_stands_first(press: House) -> None:
    now = timezone.now()
    up(press, text_id="Kedua", since=now - timedelta(hours=3))
    up(press, text_id="Pertama", since=now - timedelta(minutes=3))
    assert words() == ["Pertama", "Kedua"]


def test_an_announcement_that_was_ended_is_gone_and_cannot_be_ended_again(press: House) -> None:
    row = up(press)
    ended = end_announcement(actor=press.actors["tika"], announcement_id=row.pk, now=timezone.now())
    board.forget()
    assert words() == []
    with pytest.raises(NothingToPublish):
        end_announcement(actor=press.actors["tika"], announcement_id=row.pk, now=ended.until)
    actions = Entry.objects.for_tenant(press.tenants["sagara"]).filter(object_id=str(row.pk)).values_list("action")
    assert sorted(actions) == [("editorial.announced",), ("editorial.announcement_ended",)]


def test_one_that_has_not_begun_never_stands_once_it_is_ended(press: House) -> None:
    now = timezone.now()
    row = up(press, since=now + timedelta(days=1), until=now + timedelta(days=2))
    ended = end_announcement(actor=press.actors["tika"], announcement_id=row.pk, now=now)
    assert not ended.up_at(now + timedelta(days=1, hours=1))


def test_who_changes_what_they_have_not_read_is_refused(press: House) -> None:
    row, now = up(press), timezone.now()
    changed = wish(text_id="Berubah")
    change_announcement(actor=press.actors["uli"], announcement_id=row.pk, wish=changed, seen=1, now=now)
    with pytest.raises(AnnouncementChangedMeanwhile):
        change_announcement(actor=press.actors["tika"], announcement_id=row.pk, wish=wish(), seen=1, now=now)
    board.forget()
    assert words() == ["Berubah"]
    with pytest.raises(AnnouncementNotFound):
        end_announcement(actor=press.actors["tika"], announcement_id=uuid4(), now=now)


def test_a_link_leads_nowhere_dangerous_and_an_end_comes_after_its_beginning(press: House) -> None:
    now = timezone.now()
    for link in ("javascript:alert(1)", "//jahat.example", "data:text/html,x", "kabar", "ftp://x.example"):
        with pytest.raises(LinkWrong):
            up(press, link=link)
    with pytest.raises(TimesWrong):
        up(press, since=now, until=now)
    with pytest.raises(BadInput):
        up(press, text_en=" ")
    with pytest.raises(BadInput):
        up(press, tone="shouting")
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("who", ["ayu", "hana", "indra", "dewi"])
def test_nobody_announces_by_a_duty_in_a_body(press: House, who: str) -> None:
    row, now, actor = up(press), timezone.now(), press.actors[who]
    with pytest.raises(PermissionDenied):
        announce(actor=actor, wish=wish(), now=now)
    with pytest.raises(PermissionDenied):
        change_announcement(actor=actor, announcement_id=row.pk, wish=wish(), seen=1, now=now)
    with pytest.raises(PermissionDenied):
        end_announcement(actor=actor, announcement_id=row.pk, now=now)


def test_a_page_of_the_editors_stands_below_every_page_where_it_was_placed(press: House) -> None:
    for place, (slug, texts) in enumerate((("kedua", BOTH), ("pertama", INDONESIAN))):
        published(press, slug, texts)
        place_page(actor=press.actors["tika"], slug=slug, footer=9 - place, now=NOW)
    board.forget()
    assert [(link.href, link.label) for link in board.board().links] == [
        ("/halaman/pertama", "Judul saja"),
        ("/halaman/kedua", "Judul"),
    ]


def test_the_board_asks_once_and_then_not_at_all_until_it_is_old(
    press: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    up(press)
    published(press)
    place_page(actor=press.actors["tika"], slug="halaman", footer=1, now=NOW)
    board.forget()
    with django_assert_num_queries(1):
        board.board()
    with django_assert_num_queries(0):
        board.board()


def test_a_page_is_shown_with_what_was_known_last_while_the_database_is_away(
    press: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    up(press)
    assert words() == ["Layanan tutup besok."]

    def away() -> list[board.Row]:
        raise OperationalError

    monkeypatch.setattr(board, "_read", away)
    board.forget()
    assert words() == ["Layanan tutup besok."]
    board.know((), 0.0)
    assert board.board() == Board()


def test_the_bar_stands_above_pages_of_every_app_with_its_words_escaped(press: House) -> None:
    up(press, text_id="<script>alert(1)</script> & lain", tone="warning")
    page = Client().get("/istilah").content.decode()
    assert 'data-tone="warning"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; lain" in page
    assert "<script>alert" not in page
    assert '<a href="/kabar">Selengkapnya</a>' in page
