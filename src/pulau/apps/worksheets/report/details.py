"""Why each figure is what it is: areas, their halves, sub-areas and items, each with formula, inputs and clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Choice, Part
from pulau.core.scoring.explain import explain
from pulau.exchange.names import PARTS, answer_text, pick
from pulau.exchange.words import input_name, word

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.core.regulation.model import SubArea
    from pulau.core.scoring.answers import Answer
    from pulau.exchange.words import Worded


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """An item with its answer and the option's words; `lost` tells whether points are missing."""

    path: str
    number: str
    question: str
    answer: str
    text: str
    points: Fraction
    weight: Fraction
    lost: bool
    why: Worded


@dataclass(frozen=True, slots=True)
class SubAreaDetail:
    """A sub-area with its items."""

    path: str
    number: str
    name: str
    points: Fraction
    weight: Fraction
    why: Worded
    items: tuple[ItemDetail, ...]


@dataclass(frozen=True, slots=True)
class HalfDetail:
    """One half of an area with its sub-areas; `name` is empty where the law does not split it."""

    path: str
    name: str
    why: Worded
    sub_areas: tuple[SubAreaDetail, ...]


@dataclass(frozen=True, slots=True)
class AreaDetail:
    """An area with its halves."""

    id: str
    path: str
    name: str
    points: Fraction
    weight: Fraction
    why: Worded
    halves: tuple[HalfDetail, ...]


def area_details(calculation: Calculation, language: str) -> list[AreaDetail]:
    """Return the explanation of every area."""
    found = []
    for key, area in calculation.evaluation.areas.items():
        path = f"areas.{key}"
        parts = [Part.FULFILMENT] if area.reform is None else [Part.FULFILMENT, Part.REFORM]
        halves = tuple(_half(calculation, key, part, language, named=len(parts) > 1) for part in parts)
        name = calculation.wording.areas[key][language]
        why = _why(calculation, path, language)
        found.append(AreaDetail(key, path, name, area.score.points, area.score.weight, why, halves))
    return found


def _half(calculation: Calculation, area: str, part: Part, language: str, *, named: bool) -> HalfDetail:
    path = f"areas.{area}.{part.value}"
    own = (s for s in calculation.evaluation.pack.sub_areas.values() if s.area == area and s.part is part)
    rows = tuple(sub_area_detail(calculation, sub_area, language) for sub_area in own)
    name = pick(PARTS[part.value], language).capitalize() if named else ""
    return HalfDetail(path, name, _why(calculation, path, language), rows)


def sub_area_detail(calculation: Calculation, sub_area: SubArea, language: str) -> SubAreaDetail:
    """Return the explanation of a sub-area and its items."""
    score = calculation.evaluation.sub_areas[sub_area.id]
    path = f"sub_areas.{sub_area.id}"
    name = calculation.wording.sub_areas[sub_area.id][language]
    items = tuple(_item(calculation, item, language) for item in sub_area.items)
    why = _why(calculation, path, language)
    return SubAreaDetail(path, sub_area.number, name, score.points, score.weight, why, items)


def _item(calculation: Calculation, item_id: str, language: str) -> ItemDetail:
    evaluation, wording = calculation.evaluation, calculation.wording
    result = evaluation.items[item_id]
    text = answer_words(calculation, item_id, result.answer, language)
    why = _why(calculation, f"items.{item_id}", language)
    return ItemDetail(
        path=f"items.{item_id}",
        number=evaluation.pack.items[item_id].number,
        question=wording.items[item_id].question[language],
        answer=_short_answer(result.answer, language),
        text=text,
        points=result.points,
        weight=result.weight,
        lost=result.points < result.weight,
        # The option's words stand beside the answer already.
        why=replace(why, formula=why.formula.removesuffix(f" ({text})")),
    )


def _short_answer(answer: Answer | None, language: str) -> str:
    return "" if answer is not None and not isinstance(answer, str) else answer_text(answer, language)


def answer_words(calculation: Calculation, item_id: str, answer: Answer | None, language: str) -> str:
    """Put an answer into words: the option's text, the counts with their names, or the number."""
    item, words = calculation.evaluation.pack.items[item_id], calculation.wording.items[item_id]
    if answer is None:
        return ""
    if isinstance(item.answer, Choice):
        return words.options[str(answer)][language]
    if not isinstance(answer, Mapping):
        return answer_text(answer, language)
    named = ((input_name(calculation.wording, item_id, key, language), count) for key, count in answer.items())
    return "; ".join(f"{name}: {count}" for name, count in named)


def answer_in_words(calculation: Calculation, item_id: str, answer: Answer | None, language: str) -> str:
    """Say an answer wherever it stands alone: an option with its key, or that there is none."""
    if answer is None:
        return answer_text(None, language).capitalize()
    words = answer_words(calculation, item_id, answer, language)
    return f"{answer}: {words}" if isinstance(answer, str) else words


def _why(calculation: Calculation, path: str, language: str) -> Worded:
    evaluation = calculation.evaluation
    return word(evaluation, explain(evaluation, path), calculation.wording, language)
