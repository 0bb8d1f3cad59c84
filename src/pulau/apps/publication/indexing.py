"""The words by which a published unit is found: its name and what people call it first, then where it belongs.

On SQLite they stand in a table of FTS5, on PostgreSQL in a column of the unit (migration 0002); models know of neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import connection

from pulau.exchange.regions import place_name, region_name
from pulau.exchange.typed_words import called, plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.publication.models import PublishedUnit

_FORGET: Final = "DELETE FROM publication_words WHERE rowid = %s"
_INSERT: Final = "INSERT INTO publication_words (rowid, unit_id, head, more) VALUES (%s, %s, %s, %s)"
_UPDATE: Final = (
    "UPDATE publication_publishedunit SET words = setweight(to_tsvector('simple', %s), 'A') ||"
    " setweight(to_tsvector('simple', %s), 'B') WHERE id = %s"
)


def index_units(rows: Sequence[PublishedUnit], agency: str) -> None:
    """Write the words of units of one body, whose name is given, in a few statements."""
    told = [(row.pk, *_words(row, agency)) for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(_UPDATE, [(head, more, pk) for pk, head, more in told])
            return
        cursor.executemany(_FORGET, [(row_number(pk),) for pk, _head, _more in told])
        cursor.executemany(_INSERT, [(row_number(pk), pk.hex, head, more) for pk, head, more in told])


def row_number(pk: UUID) -> int:
    """Return the number of a unit's row in the table of words: 63 bits of its id, by chance no others'."""
    return pk.int >> 65


def _words(row: PublishedUnit, agency: str) -> tuple[str, str]:
    head = called(row.name, row.slug)
    former = [word for one in row.facts["names"] for word in plain_words(f"{one['name']} {one['slug']}")]
    place = f"{place_name(row.region_code)} {region_name(row.region_code[:2])}"
    more = [*plain_words(agency), *plain_words(place), *former]
    return " ".join(dict.fromkeys(head)), " ".join(dict.fromkeys(more))
