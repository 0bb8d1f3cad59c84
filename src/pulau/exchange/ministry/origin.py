"""Whose worksheet a filled form is, where somebody wrote it above the table: the form itself has no place for it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pulau.exchange.ministry.grid import plain_text
from pulau.exchange.submission import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.exchange.ministry.reading import Form

_LAW: Final = re.compile(r"nomor\s+\d+\s+tahun\s+\d{4}", re.IGNORECASE)
_YEAR: Final = re.compile(r"\btahun(?:\s+anggaran)?\s*:?\s*(20\d\d)\b", re.IGNORECASE)
_BARE_YEAR: Final = re.compile(r"20\d\d")
_LABEL: Final = re.compile(r"(?:nama\s+)?(?:unit(?:\s+kerja)?|satuan\s+kerja|satker)\s*:?", re.IGNORECASE)
_LABELLED: Final = re.compile(rf"{_LABEL.pattern}\s*:\s*(\S.*)", re.IGNORECASE)
_YEAR_LABEL: Final = re.compile(r"tahun(?:\s+(?:penilaian|evaluasi|anggaran))?\s*:?", re.IGNORECASE)
_LONGEST: Final = 200


def read_origin(form: Form) -> Origin:
    """Read unit and year out of the rows above the headings; what is not there, or there twice, is not known."""
    years: set[int] = set()
    names: list[str] = []
    for texts in _texts_above(form):
        for text, after in pairwise((*texts, "")):
            bare = _LAW.sub("", text)
            years.update(int(year) for year in _YEAR.findall(bare))
            if _YEAR_LABEL.fullmatch(text) and _BARE_YEAR.fullmatch(after):
                years.add(int(after))
            labelled = _LABELLED.fullmatch(text)
            name = labelled[1] if labelled else after.removeprefix(":").strip() if _LABEL.fullmatch(text) else ""
            if name:
                names.append(name[:_LONGEST])
    return Origin(name=names[0] if len(set(names)) == 1 else "", year=years.pop() if len(years) == 1 else None)


def _texts_above(form: Form) -> Iterator[list[str]]:
    """Go through the rows above the headings, each as its texts from left to right; a lone colon is no text."""
    for cells in form.cells[: form.columns.header]:
        texts = [plain_text(cell) for cell in cells if cell != ""]
        yield [text for text in texts if text not in ("", ":")]
