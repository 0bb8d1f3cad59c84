"""The words that a reader meets, explained once: the page /istilah and `<c-term>` both read glossary.yaml."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pulau.foundation.ui.middleware import spoken_language

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


def explained(key: str, words: str, at: str = "") -> SafeString:
    """Draw `words` as a button that opens the explanation of a term, by the browser itself. Raises KeyError.

    `at` tells several places of the same term on a page apart. What was drawn is kept: the score panel is drawn with
    every answer that is saved.
    """
    return _drawn(key, str(conditional_escape(words)), at, get_language() or "")


@functools.lru_cache(maxsize=512)
def _drawn(key: str, escaped: str, at: str, _language: str) -> SafeString:
    term = terms()[key]
    return format_html(
        '<span class="term"><button class="term__word" type="button" popovertarget="{place}">{words}'
        '<span class="ds-sr-only"> ({what})</span></button><span class="term__text" id="{place}" popover>{full}'
        '<span>{text}</span> <a class="ds-link" href="{page}#{key}">{whole}</a></span></span>',
        place=f"istilah-{key}-{at}" if at else f"istilah-{key}",
        words=mark_safe(escaped),  # noqa: S308 - escaped by the only caller
        what=_("penjelasan"),
        full=format_html('<b lang="id">{}</b> ', term.full) if term.full else "",
        text=term.text,
        page=reverse("ui:glossary"),
        key=key,
        whole=_("Daftar istilah"),
    )


def _group(key: str, found: Mapping[str, Any]) -> Group:
    listed = tuple(
        Term(word, told["name"], told.get("full", ""), {"id": told["id"], "en": told["en"]})
        for word, told in found["terms"].items()
    )
    return Group(key, {"id": found["id"], "en": found["en"]}, listed)


def _in_own(words: Mapping[str, str]) -> str:
    return words[spoken_language()]
