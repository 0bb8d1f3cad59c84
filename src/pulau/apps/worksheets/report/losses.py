"""What each missing point is: items that lost points, the largest loss first, and what would show the best answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.worksheets.report.details import answer_in_words
from pulau.core.regulation.model import Choice, Scale
from pulau.exchange.names import short

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.core.regulation.model import Item


@dataclass(frozen=True, slots=True)
class Loss:
    """Points that an item lost; `now` and `best` say the answer and the best there is, `evidence` what shows it."""

    path: str
    number: str
    question: str
    now: str
    best: str
    lost: Fraction
    evidence: tuple[str, ...]

    @property
    def change(self) -> Fraction:
        """The loss as a change of the score."""
        return -self.lost


def losses(calculation: Calculation, language: str) -> list[Loss]:
    """Return the items with lost points, the largest loss first, otherwise in the order of the law."""
    evaluation = calculation.evaluation
    found = [
        Loss(
            path=f"items.{item_id}",
            number=evaluation.pack.items[item_id].number,
            question=calculation.wording.items[item_id].question[language],
            now=answer_in_words(calculation, item_id, result.answer, language),
            best=_best(calculation, evaluation.pack.items[item_id], language),
            lost=result.weight - result.points,
            evidence=calculation.wording.items[item_id].evidence[language],
        )
        for item_id, result in evaluation.items.items()
        if result.points < result.weight
    ]
    return sorted(found, key=lambda loss: -loss.lost)


def _best(calculation: Calculation, item: Item, language: str) -> str:
    if isinstance(item.answer, Choice):
        best = next(iter(item.answer.values))
        return f"{best}: {calculation.wording.items[item.id].options[best][language]}"
    if isinstance(item.answer, Scale):
        return short(item.answer.maximum, language)
    return _("seluruhnya (100%)")
