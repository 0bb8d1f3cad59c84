"""Items on both sides: those that differ with both answers in words, and those that only one form has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.worksheets.report.details import answer_in_words
from pulau.apps.worksheets.report.versus.model import ItemRow, LoneItem

if TYPE_CHECKING:
    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.report.versus.model import Side
    from pulau.core.scoring.compare import Comparison


def item_rows(before: Side, after: Side, comparison: Comparison, language: str) -> list[ItemRow]:
    """Return the items of both forms whose answers or points differ, in the order of the law."""
    left, right = before.calculation, after.calculation
    return [
        ItemRow(
            item=change.item,
            number=right.evaluation.pack.items[change.item].number,
            question=right.wording.items[change.item].question[language],
            before=answer_in_words(left, change.item, change.answer_before, language),
            after=answer_in_words(right, change.item, change.answer_after, language),
            gain=change.points.difference,
        )
        for change in comparison.items
        if change.points.difference is not None
    ]


def lone_items(of: Calculation, other: Calculation, language: str) -> tuple[LoneItem, ...]:
    """Return the items that only the form of the first has, in the order of its law."""
    theirs = other.evaluation.pack.items
    return tuple(
        LoneItem(
            item.number,
            of.wording.items[item.id].question[language],
            answer_in_words(of, item.id, of.evaluation.items[item.id].answer, language),
        )
        for item in of.evaluation.pack.items.values()
        if item.id not in theirs
    )
