"""What somebody may have meant: the nearest words from the names of places, bodies, kinds and abbreviations."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.utils import translation

from pulau.apps.agencies.contract import AgencyKind, UnitKind
from pulau.apps.publication.contract import agencies
from pulau.exchange.regions import regions
from pulau.exchange.typed_words import abbreviations, plain_words, typed_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_WORDS: Final = 3
"""Words that are mended: each is compared with thousands."""
LEAST_LETTERS: Final = 3
NEAR: Final = 0.75
MOST_NAMES: Final = 2_000
_APART: Final = 2


def nearest(typed: str) -> str:
    """Return the words typed with those that are none replaced by the nearest; empty where nothing is near.

    One query. What is a word already, also one that is only begun, stays.
    """
    words = typed_words(typed)
    known = _known() | _names(agencies().values_list("name", flat=True)[:MOST_NAMES])
    mended, changed = [], 0
    for word in words:
        near = None if changed >= MOST_WORDS else _near(word, known)
        changed += near is not None
        mended.append(near or word)
    return " ".join(mended) if changed else ""


def _near(word: str, known: frozenset[str]) -> str | None:
    if len(word) < LEAST_LETTERS or any(each.startswith(word) for each in known):
        return None
    alike = sorted(each for each in known if abs(len(each) - len(word)) <= _APART)
    return next(iter(get_close_matches(word, alike, n=1, cutoff=NEAR)), None)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return _names(_said())


def _said() -> Iterator[str]:
    yield from (region.name for region in regions().values())
    with translation.override("id"):  # whatever the page speaks: offices have Indonesian names
        kinds = [str(kind.label) for kind in (*UnitKind, *AgencyKind)]
    yield from kinds
    yield from (word for short, long in abbreviations().items() for word in (short, *long))


def _names(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in plain_words(text) if len(word) >= LEAST_LETTERS)
