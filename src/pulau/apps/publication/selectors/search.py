"""Finding units by what somebody types: every word is wanted as a beginning, and names count before places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import connection

from pulau.apps.publication.models import PublishedUnit
from pulau.apps.publication.selectors.rows import region_column
from pulau.exchange.typed_words import called, typed_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_HITS: Final = 500
"""Of more hits the best are found, and the page says that there are more."""
MOST_LOOKED_AT: Final = 1_000
"""So many hits are put in order: of a word that thousands hold, no order would lead to the one that is meant."""
_SQLITE: Final = (
    "SELECT u.id, u.name, u.slug FROM publication_words w CROSS JOIN publication_publishedunit u ON u.id = w.unit_id"
    " WHERE publication_words MATCH %s{conditions} LIMIT %s"
)
_POSTGRESQL: Final = (
    "SELECT u.id, u.name, u.slug FROM publication_publishedunit u"
    " WHERE u.words @@ to_tsquery('simple', %s){conditions} LIMIT %s"
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
    """Return the units that hold every word typed, as a beginning of one of theirs; none where nothing was typed.

    Those that hold all of them in their name come first, then those with most of them in it; among equals the shorter
    name. One or two queries, whose work does not grow with the hits.
    """
    words = typed_words(typed)
    if not words:
        return Hits((), more=False)
    found = _asked(words, narrowed or Narrowed(), named=True)
    if len(found) <= MOST_HITS:  # all that are so named are known: those that are found by their place follow
        found |= _asked(words, narrowed or Narrowed(), named=False)
    best = sorted(found, key=lambda pk: _order(words, *found[pk]))
    return Hits(tuple(best[:MOST_HITS]), more=len(best) > MOST_HITS)


def _asked(words: Sequence[str], narrowed: Narrowed, *, named: bool) -> dict[UUID, tuple[str, str]]:
    """Return names and slugs of units that hold all words, by their ids; with `named` in what they are called."""
    conditions, values = _conditions(narrowed)
    postgres = connection.vendor == "postgresql"
    sql = (_POSTGRESQL if postgres else _SQLITE).format(conditions=conditions)
    with connection.cursor() as cursor:
        query = _postgresql(words, named=named) if postgres else _fts5(words, named=named)
        cursor.execute(sql, [query, *values, MOST_LOOKED_AT])
        return {pk if isinstance(pk, UUID) else UUID(pk): (name, slug) for pk, name, slug in cursor.fetchall()}


def _fts5(words: Sequence[str], *, named: bool) -> str:
    """Return the query; words are letters and digits alone, so nothing in them is an operator."""
    wanted = " AND ".join(f'"{word}" *' for word in words)
    return f"head : ({wanted})" if named else wanted


def _postgresql(words: Sequence[str], *, named: bool) -> str:
    return " & ".join(f"'{word}':*{'A' if named else ''}" for word in words)


def _order(words: Sequence[str], name: str, slug: str) -> tuple[int, int, int, str]:
    """Return what orders a hit: how many words it is called by, how many of them whole, then its name."""
    told = called(name, slug)
    begun = sum(any(one.startswith(word) for one in told) for word in words)
    whole = sum(word in told for word in words)
    return -begun, -whole, len(name), name


def units_in_order(ids: tuple[UUID, ...]) -> list[PublishedUnit]:
    """Return units with their bodies in the order of their ids, in one query."""
    rows = PublishedUnit.objects.select_related("agency").defer("facts").in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def _conditions(narrowed: Narrowed) -> tuple[str, list[str | date]]:
    told = list(_told(narrowed))
    return "".join(f" AND {condition}" for condition, _values in told), [one for _c, values in told for one in values]


def _told(narrowed: Narrowed) -> Iterator[tuple[str, tuple[str | date, ...]]]:
    if narrowed.place:
        yield f"u.{region_column(narrowed.place)} = %s", (narrowed.place,)
    if narrowed.kind:
        yield "u.kind = %s", (narrowed.kind,)
    if narrowed.title:
        yield "u.title = %s", (narrowed.title,)
    if narrowed.silent:
        yield "u.silent", ()
    if narrowed.today:
        yield "(u.until IS NULL OR u.until >= %s)", (narrowed.today,)
