"""A feed and its entries: plain values, checked when they are made, so that no reader is ever given half of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import quote

from pulau.exchange.marked_up import web_address

_HOST: Final = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing that happened. `id` is a `tag_uri`; `terms` are categories; `published` when first told, if known.

    Raises ValueError for a time without its zone, an entry changed before it was published, or a link that is none.
    """

    id: str
    title: str
    link: str
    updated: datetime
    published: datetime | None = None
    summary: str = ""
    terms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what a reader would misread."""
        web_address(self.link)
        updated = instant(self.updated)
        if self.published is not None and instant(self.published) > updated:
            raise ValueError(f"{self.id} changed before it was published")


@dataclass(frozen=True, slots=True)
class Feed:
    """What one subscribes to: its own address `here`, the page `link` that it is about, the newest entries first.

    `updated` is when what it tells changed last, entries that have left it included. Raises ValueError for two entries
    of one id, an entry newer than the feed, a time without its zone, or an address that is none.
    """

    id: str
    title: str
    link: str
    here: str
    updated: datetime
    author: str
    language: str
    subtitle: str = ""
    entries: tuple[FeedEntry, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what a reader would misread."""
        web_address(self.link)
        web_address(self.here)
        updated = instant(self.updated)
        seen: set[str] = set()
        for entry in self.entries:
            if entry.id in seen:
                raise ValueError(f"{entry.id} is twice in {self.id}")
            if instant(entry.updated) > updated:
                raise ValueError(f"{entry.id} is newer than {self.id}")
            seen.add(entry.id)


def tag_uri(host: str, since: date, *path: str) -> str:
    """Return an id that survives renames (RFC 4151): the host, a day on which it was ours, and what it names there.

    `path` are ids that never change (UUIDs, kinds), never names or addresses. Raises ValueError for a host that is
    none; a port belongs to no id.
    """
    if not path or not _HOST.fullmatch(host):
        raise ValueError(f"a tag needs a host without port, and a path: {host!r}")
    return f"tag:{host},{since.isoformat()}:{'/'.join(quote(part, safe='') for part in path)}"


def instant(moment: datetime) -> datetime:
    """Return a moment in UTC to the second, as readers compare them. Raises ValueError for a time without its zone."""
    if moment.utcoffset() is None:
        raise ValueError("a time in a feed needs its zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def instant_text(moment: datetime) -> str:
    """Print `2026-11-22T07:30:00Z` (RFC 3339)."""
    return instant(moment).isoformat().replace("+00:00", "Z")
