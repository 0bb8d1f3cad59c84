"""What things are called: each app tells the short names of its rows, for pages below it (the journal's)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

Names = Callable[["Actor", Collection[str]], Mapping[str, str]]
Finder = Callable[["Actor", str], Collection[str]]


@dataclass(frozen=True, slots=True)
class Subjects:
    """One type of row (`code` is its model's label in lower case), and how it is called.

    `names` returns the short names of rows of the actor's tenant by id (as text), in one query, and leaves out what it
    does not know; `find` the ids (at most a hundred) whose name contains some words. `keys` are the keys of journal
    payloads under which such ids stand. `personal`: the names are those of people.
    """

    code: str
    indonesian: str
    english: str
    names: Names | None = None
    find: Finder | None = None
    keys: frozenset[str] = frozenset()
    personal: bool = False

    def kind(self, language: str) -> str:
        """Return what kind of thing it is in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


subjects: Hook[Subjects] = Hook("subjects")
