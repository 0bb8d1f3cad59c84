"""What a piece of evidence is found by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pulau.apps.evidence.models.pieces import Evidence
from pulau.foundation.tenancy.models import TenantOwned

MOST_TEXT = 100_000
"""Characters of a file's own text that are kept for searching and for the lines shown of it."""


class EvidenceText(TenantOwned):
    """The words of one piece: the text of the newest version whose text is known, and beside it what finds it.

    `source` is the digest of that version. What finds it differs: on PostgreSQL one more column of this table (`words`,
    a tsvector), on SQLite the row of the FTS5 table `evidence_words` with this `id`; both are written by `indexing`
    alone. On PostgreSQL a transaction is shown only the rows that hold the words it asked for:
    an index can serve a condition of the wall, and none that comes after it (docs/domain/evidence-search.md).
    """

    id = models.BigAutoField(primary_key=True)
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="found_by")
    text = models.TextField(blank=True, max_length=MOST_TEXT)
    source = models.CharField(max_length=64, blank=True)

    wall_narrowing: ClassVar[str] = "words @@ nullif(current_setting('pulau.words', true), '')::tsquery"

    def __str__(self) -> str:
        return str(self.evidence_id)
