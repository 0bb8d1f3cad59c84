"""Which column of a file is which: guessed by the headings, and the rows read by it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from pulau.foundation.registry.importers import Flaw, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.foundation.registry.importers import Column, Importer

PROBLEM_HEADINGS: Final = ("Masalah", "Problem")
"""The heading of the last column of the files in which rows are given back for correction."""
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(heading: str) -> str:
    """Return a heading as it is compared: without capitals, accents, points and spaces."""
    parts = unicodedata.normalize("NFKD", heading).casefold()
    return "".join(letter for letter in parts if letter.isalnum())


def guess(importer: Importer, head: Sequence[str]) -> dict[str, int]:
    """Return the place (from 0) of each column whose heading or synonym stands in the file, each place once.

    A column's own heading goes before its synonyms, so that a looser name of one cannot take the place of another.
    """
    places: dict[str, int] = {}
    for place, heading in enumerate(head):
        places.setdefault(plain(heading), place)
    found: dict[str, int] = {}
    for names_of in (_own_names, _synonyms):
        for column in importer.columns:
            hits = (places[name] for name in names_of(column) if name in places)
            free = next((place for place in hits if place not in found.values()), None)
            if column.key not in found and free is not None:
                found[column.key] = free
    return found


def _own_names(column: Column) -> list[str]:
    return [plain(column.indonesian), plain(column.english), plain(column.key)]


def _synonyms(column: Column) -> list[str]:
    return [plain(name) for name in column.synonyms]


def is_corrections(head: Sequence[str]) -> bool:
    """Whether a file is one in which rows were given back for correction."""
    return bool(head) and plain(head[-1]) in {plain(heading) for heading in PROBLEM_HEADINGS}


def mapping_flaws(importer: Importer, mapping: Mapping[str, int], width: int) -> dict[str, str]:
    """Return what is wrong with a mapping, by column: `missing` (one that must be there), `twice`, `unknown`."""
    found: dict[str, str] = {}
    for column in importer.columns:
        place = mapping.get(column.key)
        if place is None:
            if column.required:
                found[column.key] = "missing"
        elif not 0 <= place < width:
            found[column.key] = "unknown"
        elif list(mapping.values()).count(place) > 1:
            found[column.key] = "twice"
    return found


def row_of(number: int, cells: Sequence[str], mapping: Mapping[str, int]) -> Row:
    """Read a row by its columns: white space as one blank, letters in their usual form (NFC)."""
    return Row(number, {key: _tidy(cells[place]) for key, place in mapping.items() if place < len(cells)})


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def form_flaw(cells: Sequence[str], head: Sequence[str]) -> Flaw | None:
    """Return what is wrong with the form of a row, whatever list it is for: too few or many cells, odd characters."""
    if len(cells) < len(head):
        return Flaw("row-short", params={"cells": str(len(cells)), "columns": str(len(head))})
    if len(cells) > len(head):
        return Flaw("row-long", params={"cells": str(len(cells)), "columns": str(len(head))})
    if any(_UNWANTED.search(cell) for cell in cells):
        return Flaw("odd-characters")
    return None
