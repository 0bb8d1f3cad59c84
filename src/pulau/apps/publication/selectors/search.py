"""Finding units by what somebody types: every word is wanted as a beginning, and names count before places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import connection

from pulau.apps.publication.models import PublishedUnit
from pulau.apps.publication.selectors.rows import REGION_LENGTH
from pulau.exchange.typed_words import typed_words

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_HITS: Final = 500
"""Of more hits the best are found, and the page says that there are more."""
_SQLITE: Final = (
    "SELECT u.id FROM publication_words w CROSS JOIN publication_publishedunit u ON u.id = w.unit_id"
    " WHERE publication_words MATCH %s{conditions}"
    " ORDER BY bm25(publication_words, 0, 10, 1), u.name LIMIT %s"
)
_POSTGRESQL: Final = (
    "SELECT u.id FROM publication_publishedunit u, to_tsquery('simple', %s) q WHERE u.words @@ q{conditions}"
    " ORDER BY ts_rank(u.words, q) DESC, u.name LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which of the units are wanted: in a province or region, of a kind, with a title; only silent ones; today's."""

    place: str = ""
    kind: str = ""
    title: str = ""
    silent: bool = False
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """Ids of units, the best first; `more` tells that not all are among them."""

    ids: tuple[UUID, ...]
    more: bool


def find_units(typed: str, narrowed: Narrowed | None = None) -> Hits:
    """Return the units that hold every word typed, as a beginning of one of theirs; none where nothing was typed."""
    words = typed_words(typed)
    if not words:
        return Hits((), more=False)
    conditions, values = _conditions(narrowed or Narrowed())
    postgres = connection.vendor == "postgresql"
    sql = (_POSTGRESQL if postgres else _SQLITE).format(conditions=conditions)
    # Words are letters and digits alone: nothing in them is an operator of either language.
    asked = " & ".join(f"'{word}':*" for word in words) if postgres else " AND ".join(f'"{word}" *' for word in words)
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, *values, MOST_HITS + 1])
        found = [row[0] if isinstance(row[0], UUID) else UUID(row[0]) for row in cursor.fetchall()]
    return Hits(tuple(found[:MOST_HITS]), more=len(found) > MOST_HITS)


def units_in_order(ids: tuple[UUID, ...]) -> list[PublishedUnit]:
    """Return units with their bodies in the order of their ids, in one query."""
    rows = PublishedUnit.objects.select_related("agency").defer("facts").in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def _conditions(narrowed: Narrowed) -> tuple[str, list[str | date]]:
    told = list(_told(narrowed))
    return "".join(f" AND {condition}" for condition, _values in told), [one for _c, values in told for one in values]


def _told(narrowed: Narrowed) -> Iterator[tuple[str, tuple[str | date, ...]]]:
    if narrowed.place:
        column = "region_code" if len(narrowed.place) == REGION_LENGTH and "." in narrowed.place else "province"
        yield f"u.{column} = %s", (narrowed.place,)
    if narrowed.kind:
        yield "u.kind = %s", (narrowed.kind,)
    if narrowed.title:
        yield "u.title = %s", (narrowed.title,)
    if narrowed.silent:
        yield "u.silent", ()
    if narrowed.today:
        yield "(u.until IS NULL OR u.until >= %s)", (narrowed.today,)
