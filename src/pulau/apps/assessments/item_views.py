"""Items of a form as pages of judging show them: the pack's own words, the law, the control, what an answer gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from pulau.core.regulation.model import Choice, Scale
from pulau.core.scoring.answers import take_answer
from pulau.core.scoring.evaluate import value_of
from pulau.core.shared.numbers import print_exact
from pulau.core.workflow.assigning import RESULT, part_of, parts_of
from pulau.core.workflow.levels import BODY_OF, AssessorLevel, Body
from pulau.exchange.names import PARTS, WHOLES, pick
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.words import MARKS, input_name, plain_words, typed_number
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.core.regulation.model import Item
    from pulau.core.regulation.wording import Wording

COLORS: Final[Mapping[Body, str]] = {Body.PRELIMINARY: "pasir", Body.TPI: "nila", Body.TPN: "terumbu"}
"""The colour of each body's level, always beside its name."""


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option: its key, words, and the points that it gives."""

    key: str
    text: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class InputView:
    """A count of a ratio, as typed or as it stands."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """A question with its control. `maximum` is that of a number; empty: it is none. `weight` is the most it gives."""

    id: str
    number: str
    question: str
    part: str
    half: str
    law: str
    weight: Fraction
    evidence: tuple[str, ...]
    options: tuple[OptionView, ...]
    inputs: tuple[InputView, ...]
    maximum: str
    chosen: str


def item_view(regulation: str, item_id: str, value: object, typed: Mapping[str, str] | None = None) -> ItemView:
    """Return an item with an answer in its control: as typed (the option or number under ""), else `value`."""
    pack, wording, language = load_pack(regulation), load_wording(regulation), spoken_language()
    item, words = pack.items[item_id], wording.items[item_id]
    law = item.citation
    return ItemView(
        id=item_id,
        number=item.number,
        question=words.question[language],
        part=part_name(wording, part_of(pack, item_id), language),
        half=pick(PARTS[pack.sub_areas[item.sub_area].part.value], language),
        law=f"{law.text} ({pick(MARKS[law.mark], language)})" if law.mark in MARKS else law.text,
        weight=item.weight,
        evidence=words.evidence[language],
        options=_options(item, wording, language),
        inputs=_inputs(item, wording, value, typed, language),
        maximum=print_exact(item.answer.maximum) if isinstance(item.answer, Scale) else "",
        chosen=_chosen(item, value, typed, language),
    )


def part_name(wording: Wording, part: str, language: str) -> str:
    """Name a part of a worksheet: an area with its number, or the result items."""
    return pick(WHOLES["result"], language) if part == RESULT else f"{part}. {wording.areas[part][language]}"


def part_names(regulation: str) -> dict[str, str]:
    """Return the names of the parts of a form by key, in the order of the law."""
    wording, language = load_wording(regulation), spoken_language()
    return {part: part_name(wording, part, language) for part in parts_of(load_pack(regulation))}


def answer_words(regulation: str, item_id: str, value: object) -> str:
    """Say an answer in words."""
    return plain_words(load_wording(regulation), item_id, value, spoken_language())


def text_words(regulation: str, item_id: str, value: object) -> str:
    """Say of an answer what `short_words` leaves out: the option's text, the counts of a ratio; nothing of a number."""
    if isinstance(value, str):
        words = load_wording(regulation).items[item_id].options
        return words[value][spoken_language()] if value in words else ""
    return "" if value is None else answer_words(regulation, item_id, value)


def short_words(regulation: str, item_id: str, value: Any) -> str:  # noqa: ANN401 - an answer as plain data
    """Say an answer in as few letters as a table wants: the option's key, a number, the percentage of a ratio."""
    if value is None:
        return "–"
    item = load_pack(regulation).items[item_id]
    if isinstance(item.answer, Choice | Scale):
        return typed_number(value, spoken_language())
    share = value_of(item, take_answer(item, value))
    return f"{typed_number(print_exact(Fraction(round(share * 1000), 10)), spoken_language())}%"


def points_of(regulation: str, item_id: str, value: object) -> Fraction | None:
    """Return the points that an answer gives while every item of its sub-area counts; None for none."""
    if value is None:
        return None
    item = load_pack(regulation).items[item_id]
    return value_of(item, take_answer(item, value)) * item.weight


def level_color(level: AssessorLevel) -> str:
    """Return the colour of a level."""
    return COLORS[BODY_OF[level]]


def _options(item: Item, wording: Wording, language: str) -> tuple[OptionView, ...]:
    if not isinstance(item.answer, Choice):
        return ()
    texts = wording.items[item.id].options
    return tuple(
        OptionView(key, texts[key][language], share * item.weight) for key, share in item.answer.values.items()
    )


def _inputs(
    item: Item, wording: Wording, value: object, typed: Mapping[str, str] | None, language: str
) -> tuple[InputView, ...]:
    if isinstance(item.answer, Choice | Scale):
        return ()
    counts = typed if typed is not None else value if isinstance(value, Mapping) else {}
    return tuple(
        InputView(key, input_name(wording, item.id, key, language), str(counts.get(key, "")))
        for key in item.answer.inputs
    )


def _chosen(item: Item, value: object, typed: Mapping[str, str] | None, language: str) -> str:
    if typed is not None:
        return typed.get("", "")
    if isinstance(item.answer, Scale):
        return typed_number(value, language)
    return value if isinstance(value, str) else ""
