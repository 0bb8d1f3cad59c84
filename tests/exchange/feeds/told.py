"""What the tests of feeds tell: one feed, its entries, and texts of any kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from pulau.exchange.feeds.model import Feed, FeedEntry, tag_uri

WHEN = datetime(2026, 11, 22, 14, 30, 15, 987_654, timezone(timedelta(hours=7)))
SINCE = date(2026, 1, 1)
HOSTILE = "</title><script>alert('1')</script> ]]> & \" \x00\x0b\ud800 \u202e\u2028 <!-- é 中 🎉"


def entry(key: str = "a", /, **changed: object) -> FeedEntry:
    made = FeedEntry(
        id=tag_uri("pulau.example", SINCE, "event", key),
        title=f"Peristiwa {key}",
        link=f"https://pulau.example/zona/dinas/unit#{key}",
        updated=WHEN,
        published=WHEN - timedelta(days=1),
        summary="WBK ditetapkan.",
        terms=("title", "wbk"),
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # each by its name


def feed(*entries: FeedEntry, **changed: object) -> Feed:
    made = Feed(
        id=tag_uri("pulau.example", SINCE, "feed", "unit"),
        title="Puskesmas Contoh",
        link="https://pulau.example/zona/dinas/unit",
        here="https://pulau.example/umpan/dinas/unit.atom",
        updated=datetime(2026, 11, 23, tzinfo=UTC),
        author="Dinas Contoh",
        language="id",
        entries=entries,
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # the same


def any_text() -> st.SearchStrategy[str]:
    """Texts with everything in them, and more often with what means something somewhere."""
    pieces = st.sampled_from(["<", ">", "&", '"', "'", "]]>", "\\", ";", ",", "\r\n", "\n", "\x00", "\u2028", "\ud800"])
    return st.lists(st.one_of(pieces, st.text(st.characters(exclude_categories=()), max_size=20)), max_size=12).map(
        "".join
    )
