"""Names of people as they are written: with titles, shortened, in capitals; and whether two are of one person."""

from __future__ import annotations

import re
from typing import Final

_TITLE: Final = re.compile(r"\.$|^[A-Z]{2,4}$")


def is_name_of(written: str, known: str) -> bool:
    """Whether a written name may be that of somebody known by another: titles, case and left-out words do not count.

    "Dr. H. INDRA KUSUMA, M.Si." and "Indra" are names of "Indra Kusuma"; "Indra Wijaya" is not.
    """
    first, second = _words(written), _words(known)
    return bool(first and second) and (first <= second or second <= first)


def _words(name: str) -> frozenset[str]:
    words = name.split(",", maxsplit=1)[0].split()
    plain = [word for word in words if not _TITLE.search(word)] or words
    return frozenset("".join(filter(str.isalnum, word.casefold())) for word in plain) - {""}
