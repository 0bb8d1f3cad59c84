"""Words that somebody types to find an office, and those by which it is found: plain, short, and with abbreviations."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.source import parse_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_TYPED: Final = 200
MOST_WORDS: Final = 8
_LONGEST_WORD: Final = 40
_WORD: Final = re.compile(r"[^\W_]+")


def plain_words(text: str) -> list[str]:
    """Return the words of a text in small letters without marks: runs of letters and digits, each cut at 40."""
    if text.isascii():
        bare = text.lower()
    else:
        parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        bare = "".join(sign for sign in parts if unicodedata.category(sign)[0] != "M")
    return [word[:_LONGEST_WORD] for word in _WORD.findall(bare)]


def typed_words(text: str) -> list[str]:
    """Return what somebody looks for: at most eight words, each once. Nothing typed is an operator or an error."""
    return list(dict.fromkeys(plain_words(text[:MOST_TYPED])))[:MOST_WORDS]


@cache
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    """Return what abbreviations of offices stand for, as plain words, by the abbreviation."""
    file = "abbreviations.yaml"
    text = (files("pulau.exchange") / file).read_text("utf-8")
    entries = parse_source(text, file).entries()
    return MappingProxyType({short: tuple(plain_words(entry.text())) for short, entry in entries})


def called(name: str, code: str) -> list[str]:
    """Return what an office is called: the words of its name and code, their abbreviations, and what these stand for.

    "RSUD Melati" is called "rumah sakit" too, and "Rumah Sakit Umum Daerah Melati" "rsud".
    """
    named = plain_words(name)
    spelled = [word for short in named for word in abbreviations().get(short, ())]
    return [*named, *plain_words(code), *abbreviated(named), *spelled]


def abbreviated(words: Iterable[str]) -> list[str]:
    """Return the abbreviations whose every word is among these: those by which people know the office."""
    held = set(words)
    return [short for short, long in abbreviations().items() if held.issuperset(long)]
