"""The score at each body of assessors as a reader may see it, with the minimums of the title that it misses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pulau.apps.assessments.item_views import COLORS
from pulau.apps.assessments.judgement_selectors import judgements_of
from pulau.core.workflow.levels import CHAINS, AssessorLevel, Body
from pulau.exchange.names import gate_name
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case


@dataclass(frozen=True, slots=True)
class FigureLine:
    """The total at a body, and the names of the minimums that it misses."""

    body: Body
    color: str
    total: Decimal
    missed: tuple[str, ...]


def bodies_seen(case: Case, sight: Collection[AssessorLevel]) -> tuple[Body, ...]:
    """Return the bodies whose figures somebody sees who sees these levels: nothing of a hidden level is in them."""
    rows = judgements_of(case).filter(submitted_revision__isnull=False).order_by()
    hidden = {AssessorLevel(level) for level in rows.values_list("level", flat=True)} - set(sight)
    return tuple(body for body in Body if sight and not hidden & set(CHAINS[body]))


def figure_lines(case: Case, sight: Collection[AssessorLevel]) -> list[FigureLine]:
    """Return the bodies that have judged and whose figures may be seen, in their order; one query."""
    return [
        FigureLine(
            body,
            COLORS[body],
            Decimal(case.printed[body.value]["total"]) / 100,
            tuple(
                gate_name(gate.removeprefix(f"{case.title}."), spoken_language())
                for gate, met in case.gates[body.value].items()
                if gate.startswith(f"{case.title}.") and not met
            ),
        )
        for body in bodies_seen(case, sight)
        if body.value in case.printed
    ]
