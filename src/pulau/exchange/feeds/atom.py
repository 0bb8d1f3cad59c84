"""Feeds as Atom (RFC 4287). Equal feeds give equal bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.feeds.model import instant_text
from pulau.exchange.marked_up import DECLARATION, clean, element, escaped, markup, web_address

if TYPE_CHECKING:
    from pulau.exchange.feeds.model import Feed, FeedEntry

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"


def atom(feed: Feed) -> bytes:
    """Write a feed; texts are data, never markup."""
    lines = [
        element("id", feed.id),
        _text("title", feed.title),
        *([_text("subtitle", feed.subtitle)] if clean(feed.subtitle).strip() else []),
        element("updated", instant_text(feed.updated)),
        markup("author", element("name", feed.author), {}),
        element("link", rel="self", type_="application/atom+xml", href=web_address(feed.here)),
        element("link", rel="alternate", type_="text/html", hreflang=feed.language, href=web_address(feed.link)),
        element("generator", "Pulau"),
        *(_entry(entry, feed.language) for entry in feed.entries),
    ]
    head = f'<feed xmlns="{_NAMESPACE}" xml:lang="{escaped(feed.language)}">\n'
    return "".join([DECLARATION, head, *(f"{line}\n" for line in lines), "</feed>\n"]).encode()


def _entry(entry: FeedEntry, language: str) -> str:
    lines = [
        element("id", entry.id),
        _text("title", entry.title),
        element("link", rel="alternate", type_="text/html", hreflang=language, href=web_address(entry.link)),
        *([] if entry.published is None else [element("published", instant_text(entry.published))]),
        element("updated", instant_text(entry.updated)),
        *(element("category", term=term) for term in entry.terms),
        *([_text("summary", entry.summary)] if clean(entry.summary).strip() else []),
    ]
    return "\n".join(["<entry>", *(f"  {line}" for line in lines), "</entry>"])


def _text(name: str, text: str) -> str:
    return element(name, text, type_="text")
