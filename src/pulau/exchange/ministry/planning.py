"""Find the plan of a form, once for its wording: a form comes in many copies, and only their answers differ."""

from __future__ import annotations

import hashlib
import marshal
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

from pulau.exchange.ministry.counts import place_counts
from pulau.exchange.ministry.grid import read_rows
from pulau.exchange.ministry.headings import outline_of
from pulau.exchange.ministry.plan import asks_alike, make_plan
from pulau.exchange.ministry.questions import place_questions
from pulau.exchange.ministry.vocabulary import vocabulary_of
from pulau.exchange.packs import available, load_pack

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from pulau.exchange.ministry.grid import Cell, Columns, Row
    from pulau.exchange.ministry.headings import Outline
    from pulau.exchange.ministry.plan import Plan
    from pulau.exchange.ministry.questions import Questions
    from pulau.exchange.ministry.vocabulary import Vocabulary

_KEPT: Final = 16
_KEPT_ROWS: Final = 1_000
_NEAR_BEST: Final = 0.2
_PERFECT: Final = 0.97
_LEAST_WORDED: Final = 0.2


_plans: OrderedDict[Hashable, Plan | None] = OrderedDict()
_lock = Lock()


def plan_of(sheet: str, cells: Sequence[Sequence[Cell]], columns: Columns, regulation: str | None) -> Plan | None:
    """Find the plan of a form; None where it holds hardly an item. Raises BadInput for an unknown regulation."""
    key = _key(sheet, cells, columns, regulation)
    if key is not None:
        with _lock:
            if key in _plans:
                _plans.move_to_end(key)
                return _plans[key]
    plan = _make(sheet, read_rows(cells, columns), columns, regulation)
    if key is not None:
        with _lock:
            _plans[key] = plan
            while len(_plans) > _KEPT:
                _plans.popitem(last=False)
    return plan


def _key(sheet: str, cells: Sequence[Sequence[Cell]], columns: Columns, regulation: str | None) -> Hashable:
    """Digest all that a plan depends on: every cell of the columns of text, weights and kinds; None for an odd form."""
    if len(cells) > _KEPT_ROWS:
        return None
    start, until = columns.text, columns.until
    last = columns.answer if columns.kind is None else columns.kind + 1
    # Answers may stand between text and kind in a form of other order; then they are part of the key, which only costs.
    texts = [row[start : max(until, last)] for row in cells]
    if columns.weight is not None and not start <= columns.weight < max(until, last):
        texts.append([row[columns.weight] for row in cells if columns.weight < len(row)])
    try:
        # Version 2 writes equal values equally; dates and times, which it cannot write, are not worth remembering.
        written = marshal.dumps(texts, 2)
    except ValueError:
        return None
    return sheet, columns, regulation, hashlib.sha256(written).digest()


def _make(sheet: str, rows: Sequence[Row], columns: Columns, regulation: str | None) -> Plan | None:
    placed = [
        (outline, vocabulary, place_questions(rows, outline, vocabulary))
        for outline, vocabulary in _outlines(rows, regulation)
    ]
    outline, vocabulary, questions = max(placed, key=lambda found: _placed(*found))
    # Numbers and weights alone could be those of any form: wording must speak for it too.
    if len(questions.rows) - len(questions.by_number) < _LEAST_WORDED * len(vocabulary.items):
        return None
    counts = place_counts(rows, outline, questions, vocabulary)
    return make_plan(sheet, columns, outline, vocabulary, questions, counts)


def _outlines(rows: Sequence[Row], regulation: str | None) -> list[tuple[Outline, Vocabulary]]:
    """Read the headings by each regulation's words; keep those that fit nearly as well as the best.

    The year does not tell the form: headings and weights do. One that fits all but perfectly ends the search.
    """
    names = [regulation] if regulation is not None else [pack for pack in available() if load_pack(pack).worksheet]
    found = []
    for name in names:
        vocabulary = vocabulary_of(name)
        outline = outline_of(rows, vocabulary)
        fit = outline.fit(vocabulary)
        if fit >= _PERFECT:
            return [(outline, vocabulary)]
        found.append((fit, outline, vocabulary))
    best = max(fit for fit, _, _ in found)
    return [(outline, vocabulary) for fit, outline, vocabulary in found if fit > best - _NEAR_BEST]


def _placed(outline: Outline, vocabulary: Vocabulary, questions: Questions) -> float:
    """How well a pack's items fit: the share of items with a row, of rows with an item, and the outline's fit."""
    kinds = sum(asks_alike(row, vocabulary, item) for item, row in questions.rows.items() if row.kind_text)
    items = len(questions.rows) / len(vocabulary.items)
    rows = len(questions.rows) / max(1, len(questions.rows) + len(questions.left))
    return items + rows + outline.fit(vocabulary) + kinds / len(vocabulary.items)
