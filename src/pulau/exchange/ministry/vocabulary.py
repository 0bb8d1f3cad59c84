"""By which words the rows of a foreign form are known: a pack's keywords, and our own wording beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice, Decrease, Part, Scale, Share
from pulau.exchange.ministry.words import joined, stems_of, words_of
from pulau.exchange.packs import load_pack, load_wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import AnswerKind, Item, Pack

INDEX_MOST: Final = 4
_LANGUAGE: Final = "id"


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The words of an item: the pack's keywords and those of our own question; the kind of answer a form should ask.

    `least` is the size of the smaller of the two sets.
    """

    keywords: frozenset[str]
    own: frozenset[str]
    letter: str
    kind: str
    kind_text: str
    least: int


@dataclass(frozen=True, slots=True)
class SubAreaWords:
    """The words of a sub-area or result component: its name alone, and with its items' keywords."""

    name: frozenset[str]
    all: frozenset[str]
    mark: str
    weight: float
    area: str | None
    part: Part


@dataclass(frozen=True, slots=True)
class AreaWords:
    """The name of an area as joined letters, the mark before it, and the weights of its halves."""

    name: str
    mark: str
    weights: Mapping[Part, float]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of a pack, ready to be looked up. `inputs` maps an item to its counts' distinctive stems."""

    pack: Pack
    areas: Mapping[str, AreaWords]
    sub_areas: Mapping[str, SubAreaWords]
    items: Mapping[str, ItemWords]
    by_word: Mapping[str, tuple[str, ...]]
    inputs: Mapping[str, Mapping[str, frozenset[str]]]


@lru_cache(maxsize=16)
def vocabulary_of(pack_id: str) -> Vocabulary:
    """Make the words of a pack ready once. Raises BadInput for an unknown pack."""
    pack, wording = load_pack(pack_id), load_wording(pack_id)
    items = {item.id: _item_words(item, wording.items[item.id].question[_LANGUAGE]) for item in pack.items.values()}
    sub_areas = {
        sub.id: SubAreaWords(
            name=words_of(wording.sub_areas[sub.id][_LANGUAGE]),
            all=words_of(wording.sub_areas[sub.id][_LANGUAGE]).union(*(items[item].keywords for item in sub.items)),
            mark=sub.number.rpartition(".")[2].casefold(),
            weight=float(sub.weight),
            area=sub.area,
            part=sub.part,
        )
        for sub in pack.sub_areas.values()
    }
    by_word: dict[str, list[str]] = {}
    for item_id, known in items.items():
        for word in known.keywords | known.own:
            by_word.setdefault(word, []).append(item_id)
    return Vocabulary(
        pack=pack,
        areas={area: _area_words(pack, area, wording.areas[area][_LANGUAGE]) for area in pack.areas},
        sub_areas=sub_areas,
        items=items,
        by_word={word: tuple(found) for word, found in by_word.items()},
        inputs={
            item.id: _input_words({key: text[_LANGUAGE] for key, text in wording.items[item.id].inputs.items()})
            for item in pack.items.values()
            if isinstance(item.answer, Share | Decrease)
        },
    )


def _item_words(item: Item, question: str) -> ItemWords:
    own = words_of(question)
    keywords = words_of(" ".join(item.keywords)) or own
    return ItemWords(
        keywords=keywords,
        own=own,
        letter=item.number.rpartition(".")[2].casefold(),
        kind=_kind(item.answer),
        kind_text=_kind_text(item.answer),
        least=max(1, min(len(keywords), len(own))),
    )


def _area_words(pack: Pack, area: str, name: str) -> AreaWords:
    own = next(sub for sub in pack.sub_areas.values() if sub.area == area)
    halves = pack.areas[area]
    weights = {Part.FULFILMENT: float(halves.fulfilment)}
    if halves.reform is not None:
        weights[Part.REFORM] = float(halves.reform)
    return AreaWords(joined(name), own.number.split(".")[-2].casefold(), weights)


def _input_words(texts: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Keep of each count the stems that no other count of the item has."""
    stems = {key: stems_of(f"{key.replace('_', ' ')} {text}") for key, text in texts.items()}
    return {
        key: own - frozenset().union(*(others for other, others in stems.items() if other != key))
        for key, own in stems.items()
    }


def _kind(answer: AnswerKind) -> str:
    match answer:
        case Choice():
            return "choice"
        case Scale(maximum=maximum):
            return "index" if maximum <= INDEX_MOST else "percent"
        case _:
            return "percent"


def _kind_text(answer: AnswerKind) -> str:
    if isinstance(answer, Choice):
        return "/".join(answer.values)
    return "%" if _kind(answer) == "percent" else "Nilai (0-4)"
