"""Lists that can be taken in from a file and given out again: each app adds its own, the pages at /impor do the rest.

An importer sees rows as texts by the keys of its columns. It says what a whole file would do (`plan`, which writes
nothing), and writes some rows at a time (`write`, in a transaction of the caller).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from pulau.core.shared.permissions import Action
from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pulau.core.shared.actor import Actor


class Outcome(StrEnum):
    """What becomes of a row; the first five are also what a preview says of it."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    MISSING = "missing"  # it is kept here, and not in the file
    ENDED = "ended"
    BROKEN = "broken"  # its batch was not written


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its headings in both languages, other headings by which it is known, whether it must be there.

    `private` ones are given out only to who asks for them. A preview shows `sealed` ones by their last digits only.
    """

    key: str
    indonesian: str
    english: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    private: bool = False
    sealed: bool = False

    def heading(self, language: str) -> str:
        """Return the heading in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: its number there (the headings are row 1), its texts by column; a column may be left out."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a row: a code of the importer's sentences, the column, the values of the sentence."""

    code: str
    column: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A value as it is and as the file has it."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What a row would do: ADDED, CHANGED (with its differences), SAME or REFUSED (with its flaws)."""

    number: int
    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """What is kept here and goes on, and is not in the file: its key, and how a person calls it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do: its rows in the order in which they are to be written, and what it does not name."""

    rows: Sequence[Judged]
    missing: Sequence[Missing] = ()


class RowBroke(Exception):  # noqa: N818 - a fact, as every error of this project
    """A row that was fit for writing is so no more: nothing of its batch is written. `flaws` are by row number."""

    def __init__(self, flaws: Mapping[int, Flaw]) -> None:
        super().__init__(", ".join(f"{number}: {flaw.code}" for number, flaw in flaws.items()))
        self.flaws = flaws


@dataclass(frozen=True, slots=True)
class Importer:
    """One list. `key` is the column by which a row is found again; `sentences` put flaws into words.

    `plan(actor, rows, now)` judges a whole file. `write(actor, rows, now)` writes some of its rows and returns what
    became of each by its number; `end(actor, keys, now)` ends what was missing. Both journal what they do, and raise
    RowBroke, or PermissionDenied. `export(actor)` gives all there is, in the columns' order.
    """

    code: str
    action: Action
    label: str | Promise
    about: str | Promise
    key: str
    columns: tuple[Column, ...]
    sentences: Mapping[str, str | Promise]
    plan: Callable[[Actor, Sequence[Row], datetime], Plan]
    write: Callable[[Actor, Sequence[Row], datetime], Mapping[int, Outcome]]
    end: Callable[[Actor, Sequence[str], datetime], None]
    export: Callable[[Actor], Iterator[Sequence[str]]]

    def column(self, key: str) -> Column:
        """Return a column. Raises KeyError."""
        return {column.key: column for column in self.columns}[key]


importers: Hook[Importer] = Hook("importers")
