"""The words of a pack in both languages: our own, beside the official numbers. They move no score."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Choice, Decrease, Share
from pulau.core.regulation.source import Cursor, parse_source
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pulau.core.regulation.aspects import Aspect
    from pulau.core.regulation.model import Item, Pack

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class ItemWording:
    """The words of an item: each mapping is language to text (or to lines of evidence)."""

    question: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    inputs: Mapping[str, Mapping[str, str]]
    evidence: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a pack: the names of its areas and sub-areas, each item's, and each aspect's of a zone area."""

    areas: Mapping[str, Mapping[str, str]]
    sub_areas: Mapping[str, Mapping[str, str]]
    items: Mapping[str, ItemWording]
    aspects: Mapping[str, ItemWording] = field(default_factory=dict)


def parse_wording(pack: Pack, texts: Iterable[tuple[str, str]]) -> Wording:
    """Parse wording files (text, file name) for a pack.

    Words for items that the pack does not have are passed over (a pack may take only parts of another); words that are
    missing, or that lack a language, an option or an input, raise BadInput with file, line and item.
    """
    areas: dict[str, Mapping[str, str]] = {}
    sub_areas: dict[str, Mapping[str, str]] = {}
    items: dict[str, ItemWording] = {}
    aspects: dict[str, ItemWording] = {}
    asked = pack.integration.aspects if pack.integration else {}
    for text, file in texts:
        top = parse_source(text, file).only("areas", "sub_areas", "items", "aspects")
        _names(top.get("areas"), areas, pack.areas)
        _names(top.get("sub_areas"), sub_areas, pack.sub_areas)
        for key, place in top["items"].entries() if "items" in top else ():
            if key in pack.items and key not in items:
                items[key] = _item_wording(place, pack.items[key])
        for key, place in top["aspects"].entries() if "aspects" in top else ():
            if key in asked and key not in aspects:
                aspects[key] = _item_wording(place, asked[key])
    wording = Wording(
        areas=MappingProxyType(areas),
        sub_areas=MappingProxyType(sub_areas),
        items=MappingProxyType(items),
        aspects=MappingProxyType(aspects),
    )
    _complete(pack, wording)
    return wording


def _names(place: Cursor | None, into: dict[str, Mapping[str, str]], known: Iterable[str]) -> None:
    if place is None:
        return
    wanted = set(known)
    for key, entry in place.entries():
        if key in wanted:
            into.setdefault(key, _phrase(entry))


def _item_wording(place: Cursor, item: Item | Aspect) -> ItemWording:
    place.only("question", "options", "inputs", "evidence")
    options = item.answer.values if isinstance(item.answer, Choice) else ()
    inputs = item.answer.inputs if isinstance(item.answer, Share | Decrease) else ()
    return ItemWording(
        question=_phrase(place["question"]),
        options=_phrases(place, "options", options),
        inputs=_phrases(place, "inputs", inputs),
        evidence=MappingProxyType({language: place["evidence"][language].texts() for language in LANGUAGES}),
    )


def _phrases(place: Cursor, key: str, wanted: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    names = tuple(wanted)
    if not names:
        return MappingProxyType({})
    return MappingProxyType({name: _phrase(place[key].only(*names)[name]) for name in names})


def _phrase(place: Cursor) -> Mapping[str, str]:
    place.only(*LANGUAGES)
    return MappingProxyType({language: place[language].text() for language in LANGUAGES})


def _complete(pack: Pack, wording: Wording) -> None:
    groups = ((pack.areas, wording.areas, "areas"), (pack.sub_areas, wording.sub_areas, "sub_areas"))
    aspects = (pack.integration.aspects if pack.integration else {}, wording.aspects, "aspects")
    for wanted, found, group in (*groups, (pack.items, wording.items, "items"), aspects):
        for key in wanted:
            if key not in found:
                raise BadInput.because("wording-missing", f"{pack.id} {group}.{key}")
