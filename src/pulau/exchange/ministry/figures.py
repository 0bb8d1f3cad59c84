"""The points that a form prints, and why its formulas give another figure than the regulation, where that is sure."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Part, Share
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import value_of
from pulau.core.shared.numbers import from_float
from pulau.exchange.submission import Printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Item, SubArea
    from pulau.core.scoring.answers import Answer
    from pulau.exchange.ministry.reading import Form

TOLERANCE: Final = Fraction(1, 10**9)
LHKASN_IGNORED: Final = "form-lhkasn-ignored"
KIND_MISTYPED: Final = "form-kind-mistyped"
BLANK_SKIPPED: Final = "form-blank-skipped"
ZERO_DENOMINATOR: Final = "form-zero-denominator"
ANSWER_UNREAD: Final = "form-answer-unread"
TYPED_TOTAL: Final = "form-typed-total"
TYPED_PERCENT: Final = "form-typed-percent"
WEIGHT_DIFFERS: Final = "form-weight-differs"
UNKNOWN: Final = "unknown"
_WEALTH_REPORTS: Final = "R5.iii"
"""The form averages LHKPN with itself here and never reads LHKASN (seen in the ministry's own copy)."""


def read_printed(form: Form) -> dict[str, Printed]:
    """Read the points printed at headings: path to figure and cell; those in error or blank are left out."""
    found = {}
    for path, row in form.plan.headings.items():
        points = _points(form, row)
        if points is not None:
            found[path] = Printed(points, form.at(row, form.columns.points))
    return found


def find_causes(
    form: Form, answers: Mapping[str, object], printed: Mapping[str, Printed]
) -> dict[str, tuple[str, ...]]:
    """Tell for each sub-area that prints another figure than the regulation gives why, as far as it can be shown.

    A cause is named only where the form's way of counting, done again, gives the printed figure.
    """
    taken = take_answers(form.pack, answers).values
    causes = {}
    for sub in form.pack.sub_areas.values():
        path = f"sub_areas.{sub.id}"
        if path in printed:
            values = [_value(form.pack.items[item], taken) for item in sub.items]
            if abs(printed[path].value - _regular(form, sub, values)) > TOLERANCE:
                causes[path] = _causes(form, sub, values, printed[path].value, taken)
    return causes


def _points(form: Form, row: int | None) -> Fraction | None:
    cell = form.cell(row, form.columns.points) if row is not None else ""
    if isinstance(cell, bool) or not isinstance(cell, float | int) or not math.isfinite(cell):
        return None
    return from_float(float(cell))


def _value(item: Item, answers: Mapping[str, Answer]) -> Fraction:
    return value_of(item, answers[item.id]) if item.id in answers else Fraction(0)


def _regular(form: Form, sub: SubArea, values: list[Fraction]) -> Fraction:
    if sub.part is Part.RESULT:
        weights = (form.pack.items[item].weight for item in sub.items)
        return sum((value * weight for value, weight in zip(values, weights, strict=True)), Fraction(0))
    return sum(values, Fraction(0)) / len(values) * sub.weight


def _causes(
    form: Form, sub: SubArea, values: list[Fraction], printed: Fraction, answers: Mapping[str, Answer]
) -> tuple[str, ...]:
    shown = [_points(form, form.plan.items.get(item)) for item in sub.items]
    if sub.id == _WEALTH_REPORTS and shown[0] is not None and _same(printed, shown[0] * sub.weight):
        if _same(values[0], shown[0]):
            return (LHKASN_IGNORED,)
        return (LHKASN_IGNORED, _item_cause(form, sub.items[0], shown[0], answers))
    weights = [sub.weight]
    row = form.plan.headings.get(f"sub_areas.{sub.id}")
    written = form.cell(row, form.columns.weight) if row is not None else ""
    if isinstance(written, float) and math.isfinite(written):
        weights.append(from_float(written))
    for weight in weights:
        if _same(printed, _form_way(sub, shown, weight)):
            wanted = _wanted(form, sub, values)
            found = [
                _item_cause(form, item, points, answers)
                for item, points, value in zip(sub.items, shown, wanted, strict=True)
                if points is None or not _same(points, value)
            ]
            return tuple(dict.fromkeys(([WEIGHT_DIFFERS] if weight != sub.weight else []) + found)) or (UNKNOWN,)
    return (UNKNOWN,)


def _wanted(form: Form, sub: SubArea, values: list[Fraction]) -> list[Fraction]:
    """What the form should show beside each item: points in the result part, otherwise the value 0 to 1."""
    if sub.part is Part.RESULT:
        return [value * form.pack.items[item].weight for item, value in zip(sub.items, values, strict=True)]
    return values


def _form_way(sub: SubArea, shown: list[Fraction | None], weight: Fraction) -> Fraction:
    """Count as the form's formulas do: blanks and texts are left out of the mean."""
    numbers = [points for points in shown if points is not None]
    if sub.part is Part.RESULT:
        return sum(numbers, Fraction(0))
    return sum(numbers, Fraction(0)) / len(numbers) * weight if numbers else Fraction(0)


def _item_cause(form: Form, item: str, shown: Fraction | None, answers: Mapping[str, Answer]) -> str:
    if item in form.plan.kinds_mistyped and item in answers:
        return KIND_MISTYPED
    if item not in answers:
        return BLANK_SKIPPED if shown is None else TYPED_PERCENT if item in form.plan.counts else UNKNOWN
    if shown is None and item in form.mended:
        return ANSWER_UNREAD
    if _nothing_due(form, item, answers):
        return ZERO_DENOMINATOR
    if shown is None:
        return UNKNOWN
    return TYPED_TOTAL if _by_typed_total(form, item, shown, answers) else UNKNOWN


def _nothing_due(form: Form, item: str, answers: Mapping[str, Answer]) -> bool:
    kind, counts = form.pack.items[item].answer, answers[item]
    if isinstance(counts, str | Fraction):
        return False
    due = kind.due if isinstance(kind, Share) else tuple(counts)[:1]
    return sum(counts[key] for key in due) == 0


def _by_typed_total(form: Form, item: str, shown: Fraction, answers: Mapping[str, Answer]) -> bool:
    kind, counts = form.pack.items[item].answer, answers[item]
    if not isinstance(kind, Share) or isinstance(counts, str | Fraction):
        return False
    totals = (form.cell(row, form.columns.answer) for row in form.plan.totals.get(item, ()))
    known = (from_float(total) for total in totals if isinstance(total, float) and math.isfinite(total) and total > 0)
    return any(_same(shown, min(Fraction(1), counts[kind.done] / total)) for total in known)


def _same(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= TOLERANCE
