"""JSON Feed 1.1: what it asks for, and the same as Atom says."""

from __future__ import annotations

import json

import feedparser  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given

from pulau.exchange.feeds.atom import atom
from pulau.exchange.feeds.json_feed import json_feed
from pulau.exchange.marked_up import clean
from tests.exchange.feeds.told import any_text, entry, feed


def test_what_the_form_asks_for_is_there() -> None:
    read = json.loads(json_feed(feed(entry("a"), subtitle="Riwayat")))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["title"] == "Puskesmas Contoh"
    assert read["feed_url"] == "https://pulau.example/umpan/dinas/unit.atom"
    assert read["authors"] == [{"name": "Dinas Contoh"}]
    assert read["description"] == "Riwayat"
    assert read["items"] == [
        {
            "id": "tag:pulau.example,2026-01-01:event/a",
            "url": "https://pulau.example/zona/dinas/unit#a",
            "title": "Peristiwa a",
            "content_text": "WBK ditetapkan.",
            "date_published": "2026-11-21T07:30:15Z",
            "date_modified": "2026-11-22T07:30:15Z",
            "tags": ["title", "wbk"],
        }
    ]


def test_an_item_without_summary_still_has_content_and_a_date() -> None:
    item = json.loads(json_feed(feed(entry(summary="", published=None, terms=()))))["items"][0]
    assert item["content_text"] == "Peristiwa a"
    assert item["date_published"] == item["date_modified"]
    assert "tags" not in item


def test_a_feed_without_entries_or_subtitle_is_one() -> None:
    read = json.loads(json_feed(feed()))
    assert read["items"] == []
    assert "description" not in read


@given(any_text())
def test_any_text_comes_back(text: str) -> None:
    item = json.loads(json_feed(feed(entry(title=text))))["items"][0]
    assert item["title"] == clean(text)


def test_atom_says_the_same() -> None:
    made = feed(entry("a", title="Naik & turun"), entry("b", summary="", terms=()), subtitle="Riwayat")
    told, read = json.loads(json_feed(made)), feedparser.parse(atom(made))
    assert (told["title"], told["description"], told["home_page_url"]) == (
        read.feed.title,
        read.feed.subtitle,
        read.feed.link,
    )
    for here, there in zip(told["items"], read.entries, strict=True):
        assert (here["id"], here["url"], here["title"]) == (there.id, there.link, there.title)
        assert (here["date_published"], here["date_modified"]) == (there.published, there.updated)
        assert here.get("tags", []) == [tag.term for tag in there.get("tags", [])]


def test_a_rename_changes_name_and_address_and_no_id() -> None:
    link = "https://pulau.example/zona/dinas/nama-baru"
    before = json.loads(json_feed(feed(entry())))["items"][0]
    after = json.loads(json_feed(feed(entry(link=link, title="Nama baru"))))["items"][0]
    assert after["id"] == before["id"]
    assert after["url"] == link != before["url"]


def test_equal_feeds_give_equal_bytes() -> None:
    assert json_feed(feed(entry())) == json_feed(feed(entry()))
