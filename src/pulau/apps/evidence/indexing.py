"""Keeping what finds a piece in step with it: `index(row)` in the transaction of every change of the piece.

The file's own text comes later, from the job that prepares a version: `index_text`. docs/domain/evidence-search.md
tells how the two databases keep the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import connection

from pulau.apps.evidence.models import Evidence, EvidenceVersion
from pulau.apps.evidence.models.words import MOST_TEXT, EvidenceText
from pulau.apps.evidence.searching import GAP, stem, words_of
from pulau.core.shared.codes import shown_code
from pulau.foundation.tenancy.wall import wall_stands

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

TOLD: Final = "pulau.words"
"""The setting of the transaction by which PostgreSQL shows rows of words; see `EvidenceText.wall_narrowing`."""
_MOST_WORDS: Final = 15_500
"""Words of a file's text: PostgreSQL counts places to 16,383, and those of title and description come before."""
_MARK: Final = "§"
"""Before what is no word: nobody can type it into a search."""
_GAP: Final = f"'{_MARK}:1'::tsvector"
"""Between two texts, so that no phrase goes on from one into the other; on SQLite a word longer than any."""


@dataclass(frozen=True, slots=True)
class Words:
    """What finds a piece: its title, number and file name; what is said of it; what its file says."""

    head: list[str]
    more: list[str]
    body: list[str]


def tenant_mark(tenant_id: UUID) -> str:
    """Return the word that every piece of a body has, so that one index serves body and words together."""
    return f"{_MARK}t{tenant_id.hex}"


def index(row: Evidence) -> None:
    """Write what finds a piece, from the piece as it is; the text of its file stays as it is known."""
    _write(row, *_known(row.tenant_id, row.pk))


def index_text(row: Evidence, text: str, source: str) -> None:
    """Keep the text of the version whose digest is `source`, and write what finds its piece."""
    _write(row, text[:MOST_TEXT].replace("\0", " "), source)


def index_many(pieces: Sequence[tuple[Evidence, str, str]], source: str) -> None:
    """Write what finds many new pieces of one body, each with the name of its file and its text, in few statements."""
    tenant_id = pieces[0][0].tenant_id
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tell(cursor, f"'{tenant_mark(tenant_id)}'")
            values = [_for_postgresql(row, (text, source), _words(row, name, text)) for row, name, text in pieces]
            cursor.executemany(_INSERT, values)
            tell(cursor, "")
            return
        new = [
            EvidenceText(tenant_id=tenant_id, evidence_id=row.pk, text=text, source=source)
            for row, _name, text in pieces
        ]
        kept = EvidenceText.objects.for_tenant(tenant_id).bulk_create(new)
        both = zip(kept, pieces, strict=True)
        cursor.executemany(
            _INSERT_FTS5, [_for_sqlite(one.pk, _words(row, name, text)) for one, (row, name, text) in both]
        )


def text_of(tenant_id: UUID, evidence_id: UUID, source: str) -> str | None:
    """Return the text of a piece, where it is that of the version whose digest is `source`."""
    text, known = _known(tenant_id, evidence_id)
    return text if known == source else None


def _write(row: Evidence, text: str, source: str) -> None:
    words = _words(row, _newest_name(row), text)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tell(cursor, _own_mark(row.pk))
            cursor.execute(_INSERT, _for_postgresql(row, (text, source), words))
            tell(cursor, "")
        else:
            _write_sqlite(cursor, row, (text, source), words)


def tell(cursor: CursorWrapper, words: str) -> None:
    """Have PostgreSQL show the rows that hold these words (a tsquery) until the transaction ends or is told others."""
    if wall_stands():
        cursor.execute("SELECT set_config(%s, %s, true)", [TOLD, words])


def _known(tenant_id: UUID, evidence_id: UUID) -> tuple[str, str]:
    with connection.cursor() as cursor:
        tell(cursor, _own_mark(evidence_id))
        rows = EvidenceText.objects.for_tenant(tenant_id).filter(evidence_id=evidence_id)
        known = rows.values_list("text", "source").first()
        tell(cursor, "")
    return known or ("", "")


def _newest_name(row: Evidence) -> str:
    versions = EvidenceVersion.objects.for_tenant(row.tenant_id).filter(evidence_id=row.pk, number=row.head)
    return versions.values_list("name", flat=True).first() or ""


def _words(row: Evidence, name: str, text: str) -> Words:
    head, more = head_words(row.title, row.code, name), more_words(row.about, row.address)
    return Words(head, more, words_of(text)[:_MOST_WORDS])


def head_words(title: str, code: str, name: str) -> list[str]:
    """Return the words that weigh most: of the title, the number (whole and in its parts), the file's name."""
    return words_of(f"{title} {code} {shown_code(code)} {name}")


def more_words(about: str, address: str) -> list[str]:
    """Return the words that weigh next: of the description and the outside address."""
    return words_of(f"{about} {address}")


def _own_mark(evidence_id: UUID) -> str:
    return f"'{_MARK}e{evidence_id.hex}'"


_BOTH: Final = "(to_tsvector('simple', %s) || strip(to_tsvector('indonesian', %s)))"
"""Words at their places, for phrases, and stems without: a place is counted to 16,383 only."""
_INSERT: Final = (
    "INSERT INTO evidence_evidencetext (tenant_id, evidence_id, text, source, words) "  # noqa: S608 - ours
    f"VALUES (%s, %s, %s, %s, array_to_tsvector(%s) || {_BOTH} || {_GAP} || {_BOTH} || {_GAP} || {_BOTH}) "
    "ON CONFLICT (evidence_id) DO UPDATE SET text = excluded.text, source = excluded.source, words = excluded.words"
)
_INSERT_FTS5: Final = "INSERT INTO evidence_words (rowid, words, stems) VALUES (%s, %s, %s)"


def _for_postgresql(row: Evidence, text: tuple[str, str], words: Words) -> list[Any]:
    marks = [tenant_mark(row.tenant_id), f"{_MARK}e{row.pk.hex}"]
    each = [" ".join(part) for part in (words.head, words.more, words.body)]
    return [row.tenant_id, row.pk, *text, marks, *(part for part in each for _either in range(2))]


def _write_sqlite(cursor: CursorWrapper, row: Evidence, text: tuple[str, str], words: Words) -> None:
    rows = EvidenceText.objects.for_tenant(row.tenant_id)
    kept, _new = rows.update_or_create(evidence_id=row.pk, defaults={"text": text[0], "source": text[1]})
    cursor.execute("DELETE FROM evidence_words WHERE rowid = %s", [kept.pk])
    cursor.execute(_INSERT_FTS5, _for_sqlite(kept.pk, words))


def _for_sqlite(rowid: int, words: Words) -> list[Any]:
    every = [*words.head, GAP, *words.more, GAP, *words.body]
    return [rowid, " ".join(every), _stems(every)]


def _stems(words: list[str]) -> str:
    """Return the stems that differ from their words; the others are found by the words themselves."""
    return " ".join(stemmed for word in words if (stemmed := stem(word)) != word)
