"""Reading calibration sets: nobody's answers but one's own before the set is closed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from pulau.apps.assessments.desks.told import options_of
from pulau.apps.assessments.models import CalibrationAnswer, CalibrationSet
from pulau.core.workflow.agreement import Agreement, Bias, agreement, among, bias, on_ruler, shared

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class CalibrationNotFound(Http404):
    """There is no such set in the actor's body."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What was given for one case: the options with their counts, best first, the expected one, and one's own."""

    position: int
    item: str
    case: str
    expected: str
    options: tuple[tuple[str, int, int], ...]
    own: str


@dataclass(frozen=True, slots=True)
class Scorer:
    """How an assessor's values lie beside the expected ones."""

    user_id: UUID
    name: str
    agreement: Agreement
    bias: Bias


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a set: how far all agree among themselves, each case, and each assessor beside what is expected."""

    answers: int
    whole: Agreement
    spreads: tuple[Spread, ...]
    scorers: tuple[Scorer, ...]


def sets_for(actor: Actor) -> ScopedQuerySet[Any]:  # rows with annotations have their own type
    """Return the sets of the body, newest first; `answers`: how many came, `own`: when the actor's did."""
    rows = CalibrationAnswer.objects.for_actor(actor).filter(calibration_id=OuterRef("pk")).order_by()
    many = rows.values("calibration_id").annotate(n=Count("pk")).values("n")
    own = rows.filter(user_id=actor.user_id).values("submitted_at")[:1]
    return CalibrationSet.objects.for_actor(actor).annotate(answers=Coalesce(Subquery(many), 0), own=Subquery(own))


def get_set_for(actor: Actor, set_id: UUID, *, lock: bool = False) -> CalibrationSet:
    """Return a set of the actor's body. Raises CalibrationNotFound (404)."""
    rows = CalibrationSet.objects.for_actor(actor).filter(pk=set_id).order_by()
    row: CalibrationSet | None = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise CalibrationNotFound(set_id)
    return row


def is_closed(row: CalibrationSet, today: date) -> bool:
    """Whether a set takes no more answers, and shows those that came: it was closed, or its day has passed."""
    return row.closed_at is not None or (row.due_on is not None and row.due_on < today)


def own_values(actor: Actor, row: CalibrationSet) -> list[str] | None:
    """Return what the actor gave; None where they have not yet."""
    found = CalibrationAnswer.objects.for_actor(actor).filter(calibration_id=row.pk, user_id=actor.user_id).order_by()
    values: list[str] | None = found.values_list("values", flat=True).first()
    return values


def outcome_of(actor: Actor, row: CalibrationSet, today: date) -> Outcome:
    """Return what came of a closed set. Raises CalibrationNotFound for one that goes on: nothing is told of it."""
    if not is_closed(row, today):
        raise CalibrationNotFound(row.pk)
    rows = CalibrationAnswer.objects.for_actor(actor).filter(calibration_id=row.pk).select_related("user")
    given = list(rows.order_by("user__full_name", "id"))
    ruled = {str(one.user_id): _on_ruler(row, one.values) for one in given}
    expected = _on_ruler(row, [told["key"] for told in row.items])
    scorers = tuple(
        Scorer(one.user_id, one.user.full_name, agreement(shared(own, expected)), bias(own, expected))
        for one in given
        for own in [ruled[str(one.user_id)]]
    )
    mine = next((one.values for one in given if one.user_id == actor.user_id), None)
    spreads = tuple(_spread(row, position, [one.values for one in given], mine) for position in range(len(row.items)))
    return Outcome(len(given), among(ruled)[0], spreads, scorers)


def _on_ruler(row: CalibrationSet, values: Sequence[object]) -> dict[int, Fraction]:
    placed = (
        on_ruler(options_of(row.regulation, told["item"]), value) for told, value in zip(row.items, values, strict=True)
    )
    return {position: value for position, value in enumerate(placed) if value is not None}


def _spread(row: CalibrationSet, position: int, given: Sequence[Sequence[str]], mine: Sequence[str] | None) -> Spread:
    told = row.items[position]
    counts = Counter(values[position] for values in given)
    options = tuple(
        (option, counts[option], round(100 * counts[option] / len(given)) if given else 0)
        for option in options_of(row.regulation, told["item"])
    )
    own = mine[position] if mine else ""
    return Spread(position + 1, told["item"], told["case"], told["key"] or "", options, own)
