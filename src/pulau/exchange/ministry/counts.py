"""Which rows under a ratio item are its counts: by wording, then by order; total rows between them are told apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Share
from pulau.exchange.ministry.words import fold, stems_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.exchange.ministry.grid import Row
    from pulau.exchange.ministry.headings import Outline
    from pulau.exchange.ministry.questions import Questions
    from pulau.exchange.ministry.vocabulary import Vocabulary

_TOTALS: Final = frozenset(map(fold, ("total", "harus", "keseluruhan")))
_COUNTABLE: Final = frozenset({"count", "", "other"})


@dataclass(slots=True)
class Counts:
    """Rows of counts: item to key to row; total rows of an item; rows said twice; rows that are left."""

    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    totals: dict[str, list[Row]] = field(default_factory=dict)
    twice: list[tuple[str, Row, Row]] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)


def place_counts(rows: Sequence[Row], outline: Outline, questions: Questions, vocabulary: Vocabulary) -> Counts:
    """Find the rows of every ratio item's counts."""
    counts = Counts()
    for item, block in _blocks(rows, outline, questions, vocabulary).items():
        if item in vocabulary.inputs:
            own = _own_stretch(item, block, questions, vocabulary)
            counts.left.extend([*_take(item, block[:own], vocabulary, counts), *block[own:]])
        else:
            counts.left.extend(row for row in block if row.kind == "count")
    _give_to_items_without_row(rows, counts, outline, vocabulary)
    counts.left = [row for row in counts.left if not _said_twice(row, counts, outline, vocabulary)]
    return counts


def _blocks(
    rows: Sequence[Row], outline: Outline, questions: Questions, vocabulary: Vocabulary
) -> dict[str, list[Row]]:
    """Collect under each ratio item the rows of counts that follow it; those with no item before them under ``""``."""
    items = {row.index: item for item, row in questions.rows.items()}
    blocks: dict[str, list[Row]] = {}
    current = ""
    for row in rows:
        if row.index in items:
            current = items[row.index] if items[row.index] in vocabulary.inputs else ""
        elif row.index not in outline.places or row.kind not in _COUNTABLE:
            current = ""
        elif row.kind == "count" or current:
            blocks.setdefault(current, []).append(row)
    return blocks


def _own_stretch(item: str, block: Sequence[Row], questions: Questions, vocabulary: Vocabulary) -> int:
    """Tell how many rows of a block are the item's own, where a ratio that follows it has lost its row."""
    sub_area = vocabulary.pack.items[item].sub_area
    lost = (key for key in vocabulary.inputs if key not in questions.rows)
    if not any(vocabulary.pack.items[key].sub_area == sub_area for key in lost):
        return len(block)
    wanted = len(vocabulary.inputs[item])
    for number, row in enumerate(block):
        if not _is_total(row, item, vocabulary):
            if not wanted:
                return number
            wanted -= 1
        elif not wanted:
            return number
    return len(block)


def _take(item: str, block: Sequence[Row], vocabulary: Vocabulary, counts: Counts) -> list[Row]:
    """Match the rows of a block to an item's counts; returns what is left."""
    inputs = vocabulary.inputs[item]
    totals = [row for row in block if _is_total(row, item, vocabulary)]
    open_rows = [row for row in block if row not in totals]
    found = _by_wording(open_rows, inputs)
    open_rows = [row for row in open_rows if row not in found.values()]
    open_keys = [key for key in inputs if key not in found]
    telling = [row for row in open_rows if not any(row.words == other.words for other in found.values())]
    if _has_parts(item, vocabulary) and not totals and len(telling) == len(open_keys) + 1 and telling[0] is block[0]:
        totals = [telling.pop(0)]  # a total that lost its word still stands before its parts
        open_rows.remove(totals[0])
    if totals:
        counts.totals[item] = totals
    if len(telling) == len(open_keys):
        found.update(zip(open_keys, telling, strict=True))
        open_rows = [row for row in open_rows if row not in telling]
    counts.rows[item] = found
    return open_rows


def _by_wording(rows: Sequence[Row], inputs: Mapping[str, frozenset[str]]) -> dict[str, Row]:
    """Match rows to counts by the stems they share; of equal matches the one nearer to the count's place in order."""
    scored = []
    for number, row in enumerate(rows):
        stems = stems_of(row.text)
        for order, (key, own) in enumerate(inputs.items()):
            hits = len(stems & own)
            if hits:
                away = abs((number + 1) / len(rows) - (order + 1) / len(inputs))
                scored.append((hits / len(stems) + hits / len(own), away, key, row))
    found: dict[str, Row] = {}
    for _, _, key, row in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if key not in found and row not in found.values():
            found[key] = row
    return found


def _is_total(row: Row, item: str, vocabulary: Vocabulary) -> bool:
    """Whether a row is a total between the counts; a count that is itself what was due is none."""
    return _has_parts(item, vocabulary) and bool(row.words & _TOTALS)


def _has_parts(item: str, vocabulary: Vocabulary) -> bool:
    """Whether what is due is the sum of several counts, so that a form may show their total."""
    answer = vocabulary.pack.items[item].answer
    return isinstance(answer, Share) and len(answer.due) > 1


def _give_to_items_without_row(rows: Sequence[Row], counts: Counts, outline: Outline, vocabulary: Vocabulary) -> None:
    """Give stretches of rows that are left to the ratio items of their sub-area whose own row is missing."""
    for item in vocabulary.inputs:
        if item in counts.rows:
            continue
        sub_area = vocabulary.pack.items[item].sub_area
        here = {row.index for row in counts.left if outline.places[row.index].sub_area == sub_area}
        runs = [list(run) for inside, run in groupby(rows, partial(_is_in, here)) if inside]
        matched = [len(_by_wording(run, vocabulary.inputs[item])) for run in runs]
        if any(matched):
            run = runs[matched.index(max(matched))]
            left = _take(item, run, vocabulary, counts)
            counts.left = [row for row in counts.left if row not in run or row in left]


def _is_in(indexes: set[int], row: Row) -> bool:
    return row.index in indexes


def _said_twice(row: Row, counts: Counts, outline: Outline, vocabulary: Vocabulary) -> bool:
    """Whether a row repeats the wording of a count that was found in the same sub-area."""
    place = outline.places[row.index]
    for item, rows in counts.rows.items():
        if vocabulary.pack.items[item].sub_area == place.sub_area:
            for key, other in rows.items():
                if other.words == row.words:
                    counts.twice.append((f"{item}.{key}", other, row))
                    return True
    return False
