"""Which row of a form is which item: by wording first, then by letter and order within the sub-area."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pulau.exchange.ministry.grid import Row
    from pulau.exchange.ministry.headings import Outline, Place
    from pulau.exchange.ministry.vocabulary import ItemWords, Vocabulary

_COVERAGE: Final = 0.3
_SAME_SUB_AREA: Final = 1.0
_SAME_AREA: Final = 0.3
_LETTER: Final = 0.2
_KIND: Final = 0.2
_NEEDED_HERE: Final = 0.5
_NEEDED_IN_AREA: Final = 0.8
_NEEDED_ELSEWHERE: Final = 1.15
_CONTRADICTED: Final = 0.15
_ITEM_LETTERS: Final = frozenset("abcdefgh")
_QUESTIONS: Final = frozenset({"choice", "percent", "index", "other", ""})


@dataclass(slots=True)
class Questions:
    """Rows that were placed: item to row; those placed by number alone; those that are left."""

    rows: dict[str, Row] = field(default_factory=dict)
    by_number: list[str] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)


def place_questions(rows: Sequence[Row], outline: Outline, vocabulary: Vocabulary) -> Questions:
    """Find the row of every item."""
    asked = [row for row in rows if row.index in outline.places and row.kind in _QUESTIONS]
    scored = sorted(
        (scored for row in asked for scored in _scores(row, outline.places[row.index], vocabulary)),
        key=lambda found: (-found[0], found[1].index, found[2]),
    )
    questions, taken = Questions(), set()
    for _, row, item in scored:
        if item not in questions.rows and row.index not in taken:
            questions.rows[item] = row
            taken.add(row.index)
    questions.left = [row for row in asked if row.index not in taken]
    _place_by_number(questions, outline, vocabulary)
    return questions


def _scores(row: Row, place: Place, vocabulary: Vocabulary) -> Iterable[tuple[float, Row, str]]:
    hits: dict[str, int] = {}
    for word in row.words:
        for item in vocabulary.by_word.get(word, ()):
            hits[item] = hits.get(item, 0) + 1
    for item, count in hits.items():
        words = vocabulary.items[item]
        near, needed = _nearness(place, item, vocabulary)
        needed += _CONTRADICTED * _other_letter(row, words)
        covered = _COVERAGE * count / len(row.words)
        if min(1.0, count / words.least) + covered < needed:
            continue
        wording = _likeness(row, words) + covered
        if wording >= needed:
            letter = _LETTER * (row.mark.casefold() == words.letter)
            kind = _KIND * (row.kind == words.kind) - _KIND * (row.kind in ("", "other"))
            yield wording + near + letter + kind, row, item


def _likeness(row: Row, words: ItemWords) -> float:
    """How alike a row and an item are in wording: 0 to 1."""
    keywords = len(row.words & words.keywords) / len(words.keywords)
    own = len(row.words & words.own) / max(1, len(words.own))
    return 0.75 * max(keywords, own) + 0.25 * min(keywords, own)


def _other_letter(row: Row, words: ItemWords) -> bool:
    """Whether a row's letter is that of another item: forms do mix letters up, so wording may overrule it."""
    return row.mark.casefold() in _ITEM_LETTERS and row.mark.casefold() != words.letter


def _nearness(place: Place, item: str, vocabulary: Vocabulary) -> tuple[float, float]:
    """Return what a row gains by standing where the item belongs, and how alike it must be to count at all."""
    own = vocabulary.pack.items[item].sub_area
    if place.sub_area == own:
        return _SAME_SUB_AREA, _NEEDED_HERE
    sub = vocabulary.sub_areas[own]
    if place.part is sub.part and (place.area == sub.area or sub.part is Part.RESULT):
        return _SAME_AREA, _NEEDED_IN_AREA
    return 0.0, _NEEDED_ELSEWHERE


def _place_by_number(questions: Questions, outline: Outline, vocabulary: Vocabulary) -> None:
    """Place what wording did not: by letter within the sub-area, or in order where as many rows as items are left.

    Only where the row asks for the same kind of answer; every such placing is reported.
    """
    for sub in vocabulary.pack.sub_areas.values():
        missing = [item for item in sub.items if item not in questions.rows]
        said = {row.words for row in questions.rows.values()}  # a row pasted twice is no other item
        here = [row for row in questions.left if outline.places[row.index].sub_area == sub.id]
        rows = [row for row in here if row.kind not in ("", "other") and row.words not in said]
        if not missing or not rows:
            continue
        pairs = [
            (row, item)
            for item in missing
            for row in rows
            if row.kind == vocabulary.items[item].kind and row.mark.casefold() == vocabulary.items[item].letter
        ]
        kinds = [vocabulary.items[item].kind for item in missing]
        contradicted = any(_other_letter(row, vocabulary.items[i]) for row, i in zip(rows, missing, strict=False))
        if not pairs and kinds == [row.kind for row in rows] and not contradicted:
            pairs = list(zip(rows, missing, strict=True))
        for row, item in pairs:
            if item not in questions.rows and row in questions.left:
                questions.rows[item] = row
                questions.by_number.append(item)
                questions.left.remove(row)
