"""Atom as RFC 4287 asks for it: what must be there, once, and nothing that a title could add."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given

from pulau.exchange.feeds.atom import atom
from pulau.exchange.marked_up import clean
from tests.exchange.feeds.told import HOSTILE, any_text, entry, feed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pulau.exchange.feeds.model import Feed

A = "{http://www.w3.org/2005/Atom}"
ONCE_IN_FEED = ("id", "title", "updated", "author", "generator")
ONCE_IN_ENTRY = ("id", "title", "updated")
AT_MOST_ONCE = ("subtitle", "published", "summary", "content", "rights", "icon", "logo", "source")
MAY_REPEAT = ("link", "category", "entry", "author", "contributor")


def written(made: Feed) -> Element:
    root: Element = fromstring(atom(made))
    return root


def breaches(root: Element) -> list[str]:
    """List what RFC 4287 §4.1 forbids, as far as our elements go."""
    found = [f"root is {root.tag}"] if root.tag != f"{A}feed" else []
    for holder, once in [(root, ONCE_IN_FEED), *((one, ONCE_IN_ENTRY) for one in root.iter(f"{A}entry"))]:
        counted = Counter(child.tag.removeprefix(A) for child in holder)
        found += [f"{name} {counted[name]} times" for name in once if counted[name] != 1]
        found += [f"{name} {counted[name]} times" for name in AT_MOST_ONCE if counted[name] > 1]
        found += [f"{name} is unknown" for name in counted if name not in {*once, *AT_MOST_ONCE, *MAY_REPEAT}]
        found += [f"{one.text} is no time" for one in holder if one.tag == f"{A}updated" and not _is_time(one.text)]
        rels = Counter((link.get("rel"), link.get("type"), link.get("hreflang")) for link in holder.iter(f"{A}link"))
        found += [f"link {rel} is twice" for rel, times in rels.items() if holder is not root and times > 1]
        if holder.find(f"{A}link[@rel='alternate']") is None and holder.find(f"{A}content") is None:
            found.append("neither link nor content")
    return found


def _is_time(text: str | None) -> bool:
    return text is not None and text.endswith("Z") and datetime.fromisoformat(text).tzinfo is not None


def test_what_the_rules_ask_for_is_there_once() -> None:
    assert breaches(written(feed(entry("a"), entry("b"), subtitle="Riwayat"))) == []


def test_a_feed_without_entries_is_a_feed() -> None:
    assert breaches(written(feed())) == []


def test_an_entry_without_summary_date_of_publishing_or_terms_is_an_entry() -> None:
    root = written(feed(entry(published=None, summary=" ", terms=())))
    assert breaches(root) == []
    assert [child.tag.removeprefix(A) for child in root.iter(f"{A}entry").__next__()] == [
        "id",
        "title",
        "link",
        "updated",
    ]


def test_the_order_of_the_entries_and_of_their_parts_is_kept() -> None:
    root = written(feed(entry("b"), entry("a")))
    ids = [one.findtext(f"{A}id") for one in root.iter(f"{A}entry")]
    assert ids == [f"tag:pulau.example,2026-01-01:event/{key}" for key in "ba"]
    first = [child.tag.removeprefix(A) for child in root.iter(f"{A}entry").__next__()]
    assert first == ["id", "title", "link", "published", "updated", "category", "category", "summary"]


def test_it_says_where_it_lives_and_what_it_is_about() -> None:
    root = written(feed())
    links = {link.get("rel"): link.get("href") for link in root.iter(f"{A}link")}
    assert links == {
        "self": "https://pulau.example/umpan/dinas/unit.atom",
        "alternate": "https://pulau.example/zona/dinas/unit",
    }
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "id"


def test_equal_feeds_give_equal_bytes() -> None:
    assert atom(feed(entry("a"), entry("b"))) == atom(feed(entry("a"), entry("b")))
    assert atom(feed(entry("a"))) != atom(feed(entry("b")))


@given(any_text(), any_text(), any_text())
def test_no_text_leaves_its_element(title: str, summary: str, term: str) -> None:
    made = feed(entry(title=title, summary=summary, terms=(term,)), title=title, author=summary, subtitle=term)
    root = written(made)
    assert breaches(root) == []
    read = root.findtext(f"{A}entry/{A}title") or ""
    assert read == clean(title).replace("\r\n", "\n").replace("\r", "\n")
    assert {one.tag for one in root.iter()} <= {
        f"{A}{name}" for name in [*ONCE_IN_FEED, *AT_MOST_ONCE, *MAY_REPEAT, "feed", "name"]
    }


def test_a_reader_of_others_reads_the_same() -> None:
    read = feedparser.parse(atom(feed(entry("a", title="Naik & turun <b>"), entry("b"), subtitle="Riwayat")))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Puskesmas Contoh"
    assert read.feed.language == "id"
    assert read.feed.author == "Dinas Contoh"
    assert [one.id for one in read.entries] == [f"tag:pulau.example,2026-01-01:event/{key}" for key in "ab"]
    assert (read.entries[0].title, read.entries[0].title_detail.type) == ("Naik & turun <b>", "text/plain")
    assert read.entries[0].updated_parsed[:6] == (2026, 11, 22, 7, 30, 15)
    assert read.entries[0].published_parsed[:6] == (2026, 11, 21, 7, 30, 15)
    assert [tag.term for tag in read.entries[0].tags] == ["title", "wbk"]
    assert read.entries[0].link == "https://pulau.example/zona/dinas/unit#a"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_hostile_title_breaks_no_reader(language: str) -> None:
    read = feedparser.parse(atom(feed(entry(title=HOSTILE, summary=HOSTILE), language=language, title=HOSTILE)))
    assert not read.bozo
    one = read.entries[0]
    assert one.title == one.summary == clean(HOSTILE).strip()
    assert {one.title_detail.type, one.summary_detail.type, read.feed.title_detail.type} == {"text/plain"}
