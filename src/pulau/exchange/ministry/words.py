"""Words of a row, folded so that the spellings in use meet: survei and survey, izin and ijin, karier and karir."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")
_DOUBLE: Final = re.compile(r"([a-z])\1")
_LETTERS: Final = str.maketrans({"y": "i", "v": "f", "z": "j"})
_BRACKETS: Final = re.compile(r"\([^)]*\)?")
_PREFIX: Final = re.compile(r"^(?:di|ter|ber|ke|se|me(?:ny|ng|n|m)?|pe(?:ny|ng|n|m)?)(?=[a-z]{5})")
_SUFFIX: Final = re.compile(r"(?<=[a-z]{4})(?:kan|nia|an|i)$")
_LONGEST: Final = 4_000
_COMMON: Final = (
    "yang dan atau di ke dari untuk atas pada dengan dalam oleh telah sudah kepada terhadap sebagai apakah terdapat"
    " ada adalah secara unit kerja the of and to"
)


def fold(text: str) -> str:
    """Fold a text: lower case, one spelling for sounds that are written in two ways."""
    lowered = text[:_LONGEST].casefold().translate(_LETTERS).replace("ie", "i")
    return _DOUBLE.sub(r"\1", lowered)


def words_of(text: str) -> frozenset[str]:
    """Split a text into its distinctive folded words."""
    return frozenset(_WORD.findall(fold(text))) - COMMON


def stems_of(text: str) -> frozenset[str]:
    """Split a text into word stems: diintegrasikan and terintegrasi give one."""
    return frozenset(_SUFFIX.sub("", _PREFIX.sub("", word)) for word in _WORD.findall(fold(text)) if word not in COMMON)


def joined(text: str) -> str:
    """Join the letters of a heading, without what stands in brackets: tata laksana and tatalaksana give one."""
    return re.sub(r"[^a-z]", "", fold(_BRACKETS.sub("", text)))


COMMON: Final = frozenset(_WORD.findall(fold(_COMMON)))
