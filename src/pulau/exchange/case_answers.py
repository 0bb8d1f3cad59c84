"""The answers of a worked example: a base for every item, then sub-areas and items that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice, Decrease, Scale
from pulau.core.shared.numbers import print_exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Item, Pack
    from pulau.core.regulation.source import Cursor

BEST: Final = "terbaik"
WORST: Final = "terburuk"
BLANK: Final = "kosong"
BASES: Final = (BEST, WORST, BLANK)
COUNT: Final = 10
"""What every count of a denominator is in a best or worst answer."""


def read_answers(pack: Pack, place: Cursor, earlier: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """Read the answers of the case at `place`, as `take_answers` takes them.

    `earlier` holds the answers of the cases before it, by title, for one that is `seperti` another.
    Raises BadInput for a base, case, sub-area or item that does not exist.
    """
    answers = _base(pack, place, earlier)
    for key, entry in place["jawaban"].entries() if "jawaban" in place else ():
        if key in pack.sub_areas:
            word = _one_of(entry, BASES)
            answers |= {item: base_answer(pack.items[item], word) for item in pack.sub_areas[key].items}
        elif key in pack.items:
            answers[key] = _answer(pack.items[key], entry)
        else:
            raise entry.refuse("unknown-item", regulation=pack.id)
    return answers


def base_answer(item: Item, word: str) -> object:
    """Return the best, the worst or no answer of an item.

    Counts: 10 wherever something was due, and as many done (best) or none (worst); every other count 0.
    """
    if word == BLANK:
        return None
    best = word == BEST
    kind = item.answer
    if isinstance(kind, Choice):
        options = tuple(kind.values)
        return options[0 if best else -1]
    if isinstance(kind, Scale):
        return print_exact(kind.maximum) if best else "0"
    counts = dict.fromkeys(kind.inputs, 0)
    if isinstance(kind, Decrease):
        return counts | {kind.before: COUNT, kind.now: 0 if best else COUNT}
    return counts | dict.fromkeys(kind.due, COUNT) | {kind.done: COUNT * len(kind.due) if best else 0}


def _base(pack: Pack, place: Cursor, earlier: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    if "seperti" in place:
        return dict(earlier[_one_of(place["seperti"], tuple(earlier))])
    word = _one_of(place["semua"], BASES)
    return {item.id: base_answer(item, word) for item in pack.items.values()}


def _answer(item: Item, place: Cursor) -> object:
    if not place.is_scalar:
        return {key: count.text() for key, count in place.entries()}
    word = place.text()
    return base_answer(item, word) if word in BASES else word


def _one_of(place: Cursor, known: tuple[str, ...]) -> str:
    word = place.text()
    if word not in known:
        raise place.refuse("pack-unknown-word", word=word, known=", ".join(known))
    return word
