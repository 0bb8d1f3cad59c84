"""What stands on every page: announcements above it, and links to pages of the editors below it.

All of it is read by one query, and kept in the process for some seconds: a page asks the database at most once, and
nearly always not at all. While the database is away, what was known last is shown.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import Error, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from pulau.apps.editorial.models import Announcement, Page, PageKind
from pulau.apps.editorial.shipped import SHIPPED
from pulau.foundation.standing import news as standing
from pulau.foundation.ui.board import Board, BoardBar, BoardLink
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Iterable

FRESH_SECONDS: Final = 15.0
"""For how long a process believes what it has read: so late may an announcement come or go."""
_BAR: Final = "bar"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the board in both languages: what it is, its words, where it leads, how it sounds, and its place."""

    what: str
    indonesian: str
    english: str
    href: str
    tone: str
    place: str


@dataclass(slots=True)
class Kept:
    """The rows as they were read, and until when (by `time.monotonic`) they are believed."""

    rows: tuple[Row, ...] = ()
    until: float = 0.0


_kept = Kept()


def know(rows: Iterable[Row], seconds: float = FRESH_SECONDS) -> None:
    """Believe these rows for some seconds."""
    _kept.rows, _kept.until = tuple(rows), time.monotonic() + seconds


def forget() -> None:
    """Read the board again with the next page."""
    _kept.until = 0.0


def renew() -> None:
    """Once the transaction around this is committed, read the board again here, and make all standing pages anew."""
    transaction.on_commit(forget)
    standing.forget()


def board() -> Board:
    """Return the board in the reader's language, from the database where what is known has grown old."""
    if time.monotonic() >= _kept.until:
        try:
            know(_read())
        except Error:  # whatever fails here, the page is still to be shown
            know(_kept.rows)
    english = spoken_language() == "en"
    bars = [_bar(row, english=english) for row in _kept.rows if row.what == _BAR]
    links = [_link(row, english=english) for row in _kept.rows if row.what != _BAR]
    return Board(tuple(bars), tuple(links))


def _bar(row: Row, *, english: bool) -> BoardBar:
    return BoardBar(row.english if english else row.indonesian, row.href, row.tone)


def _link(row: Row, *, english: bool) -> BoardLink:
    first, other = (row.english, row.indonesian) if english else (row.indonesian, row.english)
    return BoardLink(reverse("editorial:page", args=[row.href]), first or other)


def _read() -> list[Row]:
    now = timezone.now()
    bars = Announcement.objects.filter(since__lte=now, until__gt=now).order_by()
    # What comes with the software has a link of its own.
    links = Page.objects.filter(kind=PageKind.PAGE, live__isnull=False, footer__isnull=False).exclude(slug__in=SHIPPED)
    found = bars.values_list(
        _as_text(_BAR), F("text_id"), F("text_en"), F("link"), F("tone"), Cast("since", CharField())
    ).union(
        links.order_by().values_list(
            _as_text("link"), F("live__title_id"), F("live__title_en"), F("slug"), _as_text(""),
            Cast("footer", CharField()),
        ),
        all=True,
    )  # fmt: skip
    rows = [Row(*row) for row in found]
    newest = sorted((row for row in rows if row.what == _BAR), key=lambda row: row.place, reverse=True)
    return newest + sorted((row for row in rows if row.what != _BAR), key=lambda row: (int(row.place), row.href))


def _as_text(value: str) -> Cast:
    return Cast(Value(value), CharField())
