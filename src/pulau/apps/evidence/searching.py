"""The words that somebody types: parsed, stemmed, written as each database asks for them, and shown where they stand.

Words are all wanted, in any order; `"exact phrase"` in its order; the last word may be the beginning of one. Nothing
that is typed is an error or an operator: only letters and digits go on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import snowballstemmer
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

MOST_TYPED: Final = 200
MOST_TERMS: Final = 12
_LONGEST_WORD: Final = 64
_SHORTEST_PREFIX: Final = 2
GAP: Final = "q" * (_LONGEST_WORD + 1)
"""Stands between two texts, so that no phrase goes on from one into the other: no word is that long."""
_WORD: Final = re.compile(r"[^\W_]+")
_PIECE: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
_stemmer: Final = snowballstemmer.stemmer("indonesian")


class How(StrEnum):
    """How a term is to be met: by any form of the word, by these very words in order, by a beginning."""

    WORD = "word"
    PHRASE = "phrase"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be there: plain words (one, but for a phrase) and how."""

    words: tuple[str, ...]
    how: How


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: every term is wanted; none at all finds nothing."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)


def plain(text: str) -> str:
    """Return a text without marks on its letters, in small ones."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in parts if unicodedata.category(sign)[0] != "M")


def words_of(text: str) -> list[str]:
    """Return the words of a text, plain, in order: runs of letters and digits."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(plain(text))]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what the forms of an Indonesian word have in common: `melayani` and `pelayanan` give `layan`."""
    return str(_stemmer.stemWord(word)) if word.isalpha() else word


def parse(typed: str) -> Query:
    """Read what somebody typed. Never fails; an open quotation goes on to the end."""
    terms: list[Term] = []
    for quoted, bare in _PIECE.findall(typed[:MOST_TYPED]):
        words = words_of(quoted or bare)
        if quoted and words:
            terms.append(Term(tuple(words), How.PHRASE))
        else:
            terms.extend(Term((word,), How.WORD) for word in words)
    terms = terms[:MOST_TERMS]
    if terms and terms[-1].how is How.WORD and len(terms[-1].words[0]) >= _SHORTEST_PREFIX:
        terms[-1] = Term(terms[-1].words, How.BEGINNING)
    return Query(tuple(dict.fromkeys(terms)))


def for_fts5(query: Query) -> str:
    """Return a query for the FTS5 table, whose columns are `words` and `stems`."""
    return " AND ".join(map(_fts5, query.terms))


def _fts5(term: Term) -> str:
    exact = '"' + " ".join(term.words) + '"'  # words are letters and digits: no quotation mark among them
    if term.how is How.PHRASE:
        return f"words : {exact}"
    any_form = f'"{stem(term.words[0])}"'
    return f"({any_form} OR {exact} *)" if term.how is How.BEGINNING else any_form


def holds(query: Query, words: list[str]) -> bool:
    """Whether some words, in their order, hold all that is looked for."""
    stems = set(map(stem, words))
    return all(_is_met(term, words, stems) for term in query.terms)


def _is_met(term: Term, words: list[str], stems: set[str]) -> bool:
    first, size = term.words[0], len(term.words)
    if term.how is How.PHRASE:
        return any(tuple(words[at : at + size]) == term.words for at, word in enumerate(words) if word == first)
    return stem(first) in stems or (term.how is How.BEGINNING and any(word.startswith(first) for word in words))


def for_postgresql(query: Query) -> tuple[str, list[str]]:
    """Return an SQL expression that gives the tsquery, with its parameters; the database stems the words itself."""
    texts: list[str] = []
    values: list[str] = []
    for term in query.terms:
        word = " ".join(term.words)
        if term.how is How.PHRASE:
            texts.append("phraseto_tsquery('simple', %s)")
            values.append(word)
        elif term.how is How.WORD:
            texts.append("plainto_tsquery('indonesian', %s)")
            values.append(word)
        else:
            texts.append("(plainto_tsquery('indonesian', %s) || to_tsquery('simple', %s))")
            values += [word, f"'{word}':*"]
    return " && ".join(texts), values


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text with what was looked for marked, ready for a page; `found`: whether anything of it is."""

    html: SafeString
    found: bool


class Marker:
    """Marks the words of one query in texts; asked for many rows, it remembers which words are meant."""

    def __init__(self, query: Query) -> None:
        loose = [term for term in query.terms if term.how is not How.PHRASE]
        self._stems = {stem(term.words[0]) for term in loose}
        self._beginnings = tuple(term.words[0] for term in loose if term.how is How.BEGINNING)
        self._phrases = [term.words for term in query.terms if term.how is How.PHRASE]
        self._known: dict[str, bool] = {}

    def whole(self, text: str) -> Marked:
        """Mark a short text from end to end."""
        return self._shown(text, list(self._spans(text)), 0, len(text))

    def stretch(self, text: str, size: int = 200) -> Marked:
        """Mark the stretch of about `size` characters around the first place; the beginning where there is none."""
        first = next(self._spans(text), None)
        start = 0 if first is None or first[0] < size // 2 else self._word_begins(text, first[0] - size // 3)
        part = text[start : start + size]
        if start + size < len(text):
            part = part[: part.rfind(" ")] if " " in part[size // 2 :] else part
        spans = [(at + start, end + start) for at, end in self._spans(part)]
        return self._shown(text, spans, start, start + len(part))

    def _word_begins(self, text: str, near: int) -> int:
        space = text.find(" ", near, near + 40)
        return space + 1 if space >= 0 else near

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where something that was looked for begins and ends, in order and apart from one another."""
        before: list[tuple[int, str]] = []
        longest = max((len(words) for words in self._phrases), default=1)
        done = 0
        for match in _WORD.finditer(text):
            word = match[0]
            if self._phrases:
                before = [*before, (match.start(), plain(word))][-longest:]
                start = self._phrase_ends(before)
                if start is not None and start >= done:
                    done = match.end()
                    yield start, done
                    continue
            if self._is_meant(word):
                done = match.end()
                yield match.start(), done

    def _phrase_ends(self, before: list[tuple[int, str]]) -> int | None:
        for words in self._phrases:
            tail = before[-len(words) :]
            if tuple(word for _at, word in tail) == words:
                return tail[0][0]
        return None

    def _is_meant(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            bare = plain(word)
            known = stem(bare) in self._stems or bare.startswith(self._beginnings)
            self._known[word] = known
        return known

    def _shown(self, text: str, spans: list[tuple[int, int]], start: int, end: int) -> Marked:
        parts, at = ["… " if start else ""], start
        for first, last in spans:
            parts += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
        parts += [escape(text[at:end]), " …" if end < len(text) else ""]
        return Marked(mark_safe("".join(parts)), bool(spans))  # noqa: S308 - every part is escaped, the marks are ours
