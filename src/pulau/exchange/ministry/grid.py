"""A sheet of the ministry's form as rows: which column is which, and what each row says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.exchange.ministry.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell = object
"""A value as python-calamine gives it: text, float, bool, date, time; blank is an empty text."""

_HEADER_WITHIN: Final = 60
_NEEDED: Final = 3
_ANSWER: Final = "jawaban"
_MARK: Final = re.compile(r"\(?([A-Za-z]|[ivxIVX]{1,4}|[0-9]{1,2}|[-\u2013\u2014\u2022*])[.):]{0,2}")
_MARKED: Final = re.compile(
    r"\s*(?:\(?([a-z]|[ivx]{1,4}|[0-9]{1,2}|[A-Z]|[IVX]{1,4})[.)]\s*|([-\u2013\u2014\u2022*])\s*)(?=\S)"
)
_DASHES: Final = frozenset("-\u2013\u2014\u2022*")
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is which, counted from 0; None where the form has none. Texts stand from `text` up to `until`."""

    header: int
    text: int
    until: int
    answer: int
    weight: int | None
    kind: int | None
    points: int | None
    known: frozenset[int]


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header: its mark (`a`, `iv`, `-`), its text, its weight, and the kind of answer it asks for."""

    index: int
    column: int
    mark: str
    text: str
    weight: float | None
    kind: str
    kind_text: str
    words: frozenset[str] = field(repr=False)


def find_columns(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """Find the header row of a worksheet by its headings; None where there is none (a summary has no answers)."""
    for index, cells in enumerate(rows[:_HEADER_WITHIN]):
        columns = _read_header(index, cells)
        if columns is not None:
            return columns
    return None


def _read_header(index: int, cells: Sequence[Cell]) -> Columns | None:
    if not any(isinstance(cell, str) and _ANSWER in cell.casefold() for cell in cells):
        return None
    texts = [(n, cell) for n, cell in enumerate(cells) if isinstance(cell, str)]
    headings = [(n, plain_text(cell).casefold()) for n, cell in texts if cell.strip()]
    answer = _find(headings, _ANSWER)
    text = _find(headings, "penilaian")
    weight = _find(headings, "bobot")
    kind = next((n for n, name in headings if name.startswith("pilihan") or name == "jenis jawaban"), None)
    points = _find(headings, "nilai")
    if answer is None or sum(found is not None for found in (text, weight, kind, points)) < _NEEDED:
        return None
    percent = next((n for n, name in headings if name in ("%", "persen")), None)
    explanation = next((n for n, name in headings if name.startswith("penjelasan") and n < answer), None)
    bounds = [n for n in (weight, explanation, kind, answer) if n is not None and n > (text or 0)]
    known = frozenset(n for n in (weight, explanation, kind, answer, points, percent) if n is not None)
    return Columns(index, text or 0, min(bounds, default=answer), answer, weight, kind, points, known)


def _find(headings: list[tuple[int, str]], name: str) -> int | None:
    exact = next((n for n, heading in headings if heading == name), None)
    return exact if exact is not None else next((n for n, heading in headings if heading.startswith(f"{name} ")), None)


def read_rows(cells: Sequence[Sequence[Cell]], columns: Columns) -> list[Row]:
    """Read the rows below the header that say something in the columns of text."""
    found = []
    for index in range(columns.header + 1, len(cells)):
        row = _read_row(index, cells[index], columns)
        if row is not None:
            found.append(row)
    return found


def _read_row(index: int, cells: Sequence[Cell], columns: Columns) -> Row | None:
    texts = [(n, plain_text(cells[n])) for n in range(columns.text, min(columns.until, len(cells))) if cells[n] != ""]
    texts = [(n, text) for n, text in texts if text]
    if not texts:
        return None
    mark, text = _mark_and_text([text for _, text in texts])
    if not any(letter.isalpha() for letter in text):
        return None
    kind_text = plain_text(cells[columns.kind]) if columns.kind is not None and columns.kind < len(cells) else ""
    weight = cells[columns.weight] if columns.weight is not None and columns.weight < len(cells) else ""
    return Row(
        index=index,
        column=texts[-1][0],
        mark=mark,
        text=text,
        weight=float(weight) if isinstance(weight, float | int) and not isinstance(weight, bool) else None,
        kind=kind_of(kind_text),
        kind_text=kind_text,
        words=words_of(text),
    )


def _mark_and_text(texts: list[str]) -> tuple[str, str]:
    mark = _MARK.fullmatch(texts[0])
    if mark is not None and len(texts) > 1:
        rest = " ".join(texts[1:])
        return ("-" if mark[1] in _DASHES else mark[1]), rest
    whole = " ".join(texts)
    inside = _MARKED.match(whole)
    if inside is None:
        return "", whole
    return ("-" if inside[2] else inside[1]), whole[inside.end() :]


def kind_of(text: str) -> str:
    """Name the kind of answer that a form asks for: choice, percent, count, index, `other`, or nothing."""
    short = canonical_kind(text)
    if not short:
        return ""
    if short.startswith(("jumlah", "jml", "rupiah")):
        return "count"
    if short.startswith(("nilai", "indeks", "(0-4", "0-4")):
        return "index"
    if "%" in short or short.startswith("persen"):
        return "percent"
    if short in ("ya", "tidak", "y/t", "yatidak") or re.fullmatch(r"(?:ya|a)(?:[/,;-]?(?:tidak|[a-h]))*", short):
        return "choice"
    return "other"


def canonical_kind(text: str) -> str:
    """Write a kind of answer without blanks and in lower case, so that kinds can be compared."""
    return _BLANKS.sub("", text).casefold()


def plain_text(cell: Cell) -> str:
    """Return a cell as text on one line; a whole number without its point."""
    if isinstance(cell, str):
        return " ".join(cell.split()) if cell else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def letters(column: int) -> str:
    """Return the letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
