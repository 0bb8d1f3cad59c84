"""What the reader should know beside the figures: warnings, and what is unanswered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.exchange.messages import sentence

if TYPE_CHECKING:
    from pulau.apps.worksheets.calculation import Calculation


@dataclass(frozen=True, slots=True)
class CautionView:
    """A warning in words; `path` and `number` name its item, and are empty where it has none."""

    path: str
    number: str
    text: str


def caution_views(calculation: Calculation, language: str) -> list[CautionView]:
    """Return the warnings, without the unanswered items."""
    items = calculation.evaluation.pack.items
    return [
        CautionView(
            path=f"items.{caution.item}" if caution.item else "",
            number=items[caution.item].number if caution.item else "",
            text=sentence(caution.code, caution.params, language),
        )
        for caution in calculation.evaluation.warnings
        if caution.code != "unanswered"
    ]


def unanswered_views(calculation: Calculation) -> list[tuple[str, str]]:
    """Return path and number of every unanswered item, in the order of the law."""
    evaluation = calculation.evaluation
    return [
        (f"items.{item.id}", item.number)
        for item in evaluation.pack.items.values()
        if item.id not in evaluation.answers.values
    ]
