"""Asking a snapshot: DuckDB in this process, over its files alone, with bounds on memory and threads, and locked.

The questions are our own; the fence is for the day on which one is not what it seems. DuckDB may open no file outside
of the snapshot, load no extension and change none of its settings, and runs nothing but one SELECT.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pulau.exchange.national.questions import relation

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from duckdb import DuckDBPyConnection

    from pulau.exchange.national.questions import Question
    from pulau.exchange.national.snapshots import Snapshot

MEMORY: Final = "512MB"
THREADS: Final = 2
MOST_ROWS: Final = 200_000
"""An answer is a table of figures: whatever is longer is a wrong question."""
Cell = int | str | Decimal | date | None
Answer = Sequence[Sequence[Cell]]


class QuestionFailed(Exception):  # noqa: N818 - a fact, as every error of this project
    """A question was not answered; `name` is which, and the text says why."""

    code = "question-failed"

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(f"{name}: {problem}")


class Asking:
    """A snapshot that can be asked; used as a context."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def __enter__(self) -> Self:
        # Only the nightly job needs it, and it takes some 60 MB of memory.
        import duckdb  # noqa: PLC0415

        self._error = duckdb.Error
        self._plain = duckdb.StatementType.SELECT
        self._connection = _fenced(duckdb.connect(":memory:"), self._snapshot)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def answer(self, question: Question) -> Answer:
        """Return the rows of an answer, in the order of its columns. Raises QuestionFailed."""
        try:
            statements = self._connection.extract_statements(question.sql)
            if [one.type for one in statements] != [self._plain]:
                raise QuestionFailed(question.name, "not one SELECT")
            found = self._connection.execute(statements[0])
            names = [column[0] for column in found.description or ()]
            rows = found.fetchmany(MOST_ROWS + 1)
        except self._error as problem:
            raise QuestionFailed(question.name, str(problem)) from problem
        if names != list(question.columns) or len(rows) > MOST_ROWS:
            raise QuestionFailed(question.name, f"{len(rows)} rows of {', '.join(names)}")
        return [[_cell(value) for value in row] for row in rows]


def _fenced(connection: DuckDBPyConnection, snapshot: Snapshot) -> DuckDBPyConnection:
    """Return a connection that has the tables as views, and whose settings nothing changes any more."""
    fence = (
        f"SET memory_limit = '{MEMORY}'",
        f"SET threads = {THREADS}",
        "SET temp_directory = ''",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        f"SET allowed_directories = [{_quoted(f'{snapshot.folder}/')}]",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    )
    for setting in fence:
        connection.execute(setting)
    for table in snapshot.files:
        source = _quoted(str(snapshot.path_of(table)))
        connection.execute(f"CREATE VIEW {relation(table)} AS SELECT * FROM read_parquet({source})")  # noqa: S608 - ours
    return connection


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _cell(value: object) -> Cell:
    """Return a value as it is counted with: a whole number where it is one, never a float."""
    if value is None or isinstance(value, (str, int, date)):
        return value
    if isinstance(value, Decimal):
        return value
    raise TypeError(type(value).__name__)
