"""The words that a reader meets, explained once: the page /istilah and `<c-term>` both read glossary.yaml."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its explanation by language. `full` is what an abbreviation stands for, in Indonesian."""

    key: str
    name: str
    full: str
    words: Mapping[str, str]

    @property
    def text(self) -> str:
        """The explanation in the reader's language."""
        return _in_own(self.words)


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that belong together, in the order in which they are best read."""

    key: str
    titles: Mapping[str, str]
    terms: tuple[Term, ...]

    @property
    def title(self) -> str:
        """The group's name in the reader's language."""
        return _in_own(self.titles)


@functools.cache
def groups() -> tuple[Group, ...]:
    """Return all terms in their groups; read once."""
    text = files("pulau.foundation.ui").joinpath("glossary.yaml").read_text(encoding="utf-8")
    return tuple(_group(key, found) for key, found in yaml.safe_load(text).items())


@functools.cache
def terms() -> Mapping[str, Term]:
    """Return every term by its key."""
    return {term.key: term for group in groups() for term in group.terms}


def _group(key: str, found: Mapping[str, Any]) -> Group:
    listed = tuple(
        Term(word, told["name"], told.get("full", ""), {"id": told["id"], "en": told["en"]})
        for word, told in found["terms"].items()
    )
    return Group(key, {"id": found["id"], "en": found["en"]}, listed)


def _in_own(words: Mapping[str, str]) -> str:
    return words["en" if (get_language() or "").startswith("en") else "id"]
