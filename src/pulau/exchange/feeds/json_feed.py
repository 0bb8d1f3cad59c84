"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Equal feeds give equal bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pulau.exchange.feeds.model import instant_text
from pulau.exchange.marked_up import clean, web_address

if TYPE_CHECKING:
    from pulau.exchange.feeds.model import Feed, FeedEntry

MEDIA_TYPE: Final = "application/feed+json"


def json_feed(feed: Feed) -> bytes:
    """Write a feed, its entries as plain text."""
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(feed.title),
        "home_page_url": web_address(feed.link),
        "feed_url": web_address(feed.here),
        "language": feed.language,
        "authors": [{"name": clean(feed.author)}],
    }
    if clean(feed.subtitle).strip():
        data["description"] = clean(feed.subtitle)
    data["items"] = [_item(entry) for entry in feed.entries]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: FeedEntry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": web_address(entry.link),
        "title": clean(entry.title),
        "content_text": clean(entry.summary).strip() or clean(entry.title),  # an item needs content, the form says
        "date_published": instant_text(entry.published or entry.updated),
        "date_modified": instant_text(entry.updated),
    }
    if entry.terms:
        item["tags"] = [clean(term) for term in entry.terms]
    return item
