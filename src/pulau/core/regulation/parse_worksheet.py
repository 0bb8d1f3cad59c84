"""Sub-areas and items of a pack file."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from pulau.core.regulation import checks
from pulau.core.regulation.model import (
    AnswerKind,
    Choice,
    Decrease,
    Dimension,
    Item,
    Part,
    Scale,
    Share,
    SubArea,
    ZeroPolicy,
)
from pulau.core.regulation.parse_parts import read_citation

if TYPE_CHECKING:
    from pulau.core.regulation.model import Area, Pack
    from pulau.core.regulation.source import Cursor

_RATIO = "ratio"
_ITEM = ("number", "answer", "ratio", "weight", "dimensions", "keywords", "citation")


def read_sub_areas(
    top: Cursor, instrument: str, areas: dict[str, Area], sub_areas: dict[str, SubArea], items: dict[str, Item]
) -> None:
    """Add the pack's own sub-areas and items to those taken from other packs."""
    if "sub_areas" not in top:
        return
    kinds = read_answer_kinds(top["answers"], instrument)
    for key, place in top["sub_areas"].entries():
        if key in sub_areas:
            raise place.refuse("pack-duplicate-key", key=key)
        sub_area, own = _sub_area(key, place, instrument, kinds)
        if sub_area.area is not None and sub_area.area not in areas:
            raise place["area"].refuse("pack-unknown-area", area=sub_area.area)
        for item in own:
            if item.id in items:
                raise place["items"][item.id].refuse("pack-duplicate-key", key=item.id)
            items[item.id] = item
        sub_areas[key] = sub_area


def take_parts(
    source: Pack, place: Cursor, instrument: str, sub_areas: dict[str, SubArea], items: dict[str, Item]
) -> None:
    """Take every sub-area of one part from another pack, with its weights multiplied by `factor`."""
    part = checks.one_of(Part, place["part"])
    factor = checks.weight(place["factor"])
    citation = read_citation(place, instrument)
    for sub_area in source.sub_areas.values():
        if sub_area.part is part:
            twice = next((key for key in (sub_area.id, *sub_area.items) if key in sub_areas or key in items), None)
            if twice is not None:
                raise place.refuse("pack-duplicate-key", key=twice)
            sub_areas[sub_area.id] = replace(sub_area, weight=sub_area.weight * factor, citation=citation)
            for item_id in sub_area.items:
                item = source.items[item_id]
                items[item_id] = replace(item, weight=item.weight * factor)


def read_answer_kinds(place: Cursor, instrument: str) -> dict[str, Choice | Scale]:
    """Read the kinds of answers by their name: options with a value each, or a scale."""
    kinds: dict[str, Choice | Scale] = {}
    for key, entry in place.entries():
        entry.only("options" if "options" in entry else "maximum", "citation")
        citation = read_citation(entry, instrument)
        if "options" in entry:
            values = {option: value.number() for option, value in entry["options"].entries()}
            checks.options_fall_from_one_to_zero(values, entry["options"])
            kinds[key] = Choice(key, MappingProxyType(values), citation)
        else:
            kinds[key] = Scale(key, checks.weight(entry["maximum"]), citation)
    return kinds


def _sub_area(key: str, place: Cursor, instrument: str, kinds: dict[str, Choice | Scale]) -> tuple[SubArea, list[Item]]:
    part = checks.one_of(Part, place["part"])
    place.only("number", "part", *(() if part is Part.RESULT else ("area",)), "weight", "items", "citation")
    weight = checks.weight(place["weight"])
    entries = list(place["items"].entries())
    if not entries:
        raise place["items"].refuse("pack-empty")
    items = [_item(item_id, entry, instrument, kinds, key) for item_id, entry in entries]
    if part is Part.RESULT:
        items = [
            replace(item, weight=checks.weight(entry["weight"]))
            for item, (_, entry) in zip(items, entries, strict=True)
        ]
        checks.adds_up((item.weight for item in items), weight, place["weight"])
    else:
        for _, entry in entries:  # within a mean an item has no weight of its own; a written one would be passed over
            entry.only(*(name for name in _ITEM if name != "weight"))
        items = [replace(item, weight=weight / len(items)) for item in items]
    sub_area = SubArea(
        id=key,
        number=place["number"].text(),
        part=part,
        area=None if part is Part.RESULT else place["area"].text(),
        weight=weight,
        items=tuple(item.id for item in items),
        citation=read_citation(place, instrument),
    )
    return sub_area, items


def _item(key: str, place: Cursor, instrument: str, kinds: dict[str, Choice | Scale], sub_area: str) -> Item:
    place.only(*_ITEM)
    citation = read_citation(place, instrument)
    dimensions = tuple(checks.one_of(Dimension, entry) for entry in place["dimensions"].sequence())
    if not dimensions or len(set(dimensions)) != len(dimensions):
        raise place["dimensions"].refuse("pack-dimensions")
    return Item(
        id=key,
        number=place["number"].text(),
        sub_area=sub_area,
        answer=_answer(place, instrument, kinds),
        weight=Fraction(0),  # set by the sub-area, which knows how its points are shared out
        dimensions=dimensions,
        keywords=place["keywords"].texts(),
        citation=citation,
    )


def _answer(place: Cursor, instrument: str, kinds: dict[str, Choice | Scale]) -> AnswerKind:
    kind = place["answer"].text()
    if kind == _RATIO:
        return _ratio(place["ratio"], instrument)
    place.only(*(name for name in _ITEM if name != _RATIO))
    if kind not in kinds:
        raise place["answer"].refuse("pack-unknown-answer-kind", kind=kind, known=", ".join([*kinds, _RATIO]))
    return kinds[kind]


def _ratio(place: Cursor, instrument: str) -> Share | Decrease:
    place.only("inputs", *(("before", "now") if "before" in place else ("done", "due")), "zero")
    inputs = place["inputs"].texts()
    zero = _zero(place["zero"], instrument)
    ratio: Share | Decrease
    needed: tuple[str, ...]
    if "before" in place:
        before, now = place["before"].text(), place["now"].text()
        ratio, needed = Decrease(inputs, before, now, zero), (before, now)
    else:
        done, due = place["done"].text(), place["due"].texts()
        ratio, needed = Share(inputs, done, due, zero), (done, *due)
    if len(set(inputs)) != len(inputs) or not set(needed) <= set(inputs) or len(set(needed)) != len(needed):
        raise place.refuse("pack-ratio-inputs", inputs=", ".join(inputs), needed=", ".join(needed))
    return ratio


def _zero(place: Cursor, instrument: str) -> ZeroPolicy:
    place.only("value", "value_if_now", "citation")
    value = checks.fraction_of_one(place["value"])
    value_if_now = checks.fraction_of_one(place["value_if_now"]) if "value_if_now" in place else value
    return ZeroPolicy(value, value_if_now, read_citation(place, instrument))
