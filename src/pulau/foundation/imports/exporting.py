"""Giving a list out: exactly the columns that can be taken in again; private ones only where they were asked for."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Final

from pulau.exchange.table_files import csv_lines, write_table
from pulau.foundation.imports.columns import PROBLEM_HEADINGS
from pulau.foundation.imports.selectors import content_of, rows_of
from pulau.foundation.imports.sentences import flaw_sentences
from pulau.foundation.registry.importers import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pulau.core.shared.actor import Actor
    from pulau.foundation.imports.models import ImportRun
    from pulau.foundation.registry.importers import Importer

FORMATS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KEPT_IN_MEMORY: Final = 4 * 1024 * 1024
"""How many bytes of a file are kept in memory before it goes to a file of its own, that nobody else sees."""
_MARK: Final = b"\xef\xbb\xbf"
"""Tells spreadsheets that a CSV file is UTF-8."""
PROBLEM_ROWS: Final = (Outcome.REFUSED, Outcome.BROKEN)


def list_file(actor: Actor, importer: Importer, kind: str, language: str, *, private: bool) -> IO[bytes]:
    """Return the whole list as a file (`csv` or `xlsx`), written row by row and ready to be read from its start."""
    places = [place for place, column in enumerate(importer.columns) if private or not column.private]
    head = [importer.columns[place].heading(language) for place in places]
    rows = ([row[place] for place in places] for row in importer.export(actor))
    return _file(head, rows, kind, importer.code)


def problems_file(importer: Importer, run: ImportRun, kind: str, language: str) -> IO[bytes]:
    """Return the rows that were not taken, in the columns in which they came, each with its problem beside it."""
    head = [*run.head[: -1 if run.corrections else None], PROBLEM_HEADINGS[language.startswith("en")]]
    return _file(head, _problem_rows(importer, run, language), kind, importer.code)


def _problem_rows(importer: Importer, run: ImportRun, language: str) -> Iterator[list[str]]:
    width = len(run.head)
    again = width - 1 if run.corrections else width  # the problem of last time makes room for that of this time
    for row in rows_of(run).filter(outcome__in=PROBLEM_ROWS, number__gt=0).order_by("number").iterator(1_000):
        content = content_of(row)
        cells = [*content.cells, *[""] * width][:again]
        yield [*cells, " ".join(flaw_sentences(importer, content.flaws, language))]


def _file(head: Sequence[str], rows: Iterable[Sequence[str]], kind: str, name: str) -> IO[bytes]:
    stream = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 - the response closes it
    if kind == "csv":
        stream.write(_MARK)
        for line in csv_lines(head, rows):
            stream.write(line.encode("utf-8", "replace"))
    else:
        write_table(head, rows, stream, name=name)
    stream.seek(0)
    return stream
