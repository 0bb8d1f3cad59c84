"""The counts of ratio items out of a form's cells, and the totals and percentages that were typed beside them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Share
from pulau.core.scoring.answers import MOST_COUNT, needed_inputs
from pulau.core.shared.numbers import from_float, print_exact
from pulau.exchange.ministry.reading import read_number, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Decrease, Item
    from pulau.exchange.ministry.reading import Form

_THOUSANDS: Final = re.compile(
    r"[+-]?[0-9]{1,3}(?:[.,\u00a0 ][0-9]{3})+(?:[.,][0-9]+)?|[+-]?[0-9]{1,3}(?:[.,][0-9]{3}){2,}"
)


def read_counts(form: Form, item: Item, ratio: Share | Decrease) -> dict[str, int] | None:
    """Read the counts of a ratio item; None where all are blank. A count that the formula needs must not be blank."""
    rows = form.plan.counts.get(item.id, {})
    before = len(form.problems)
    values = {key: _count(form, rows[key], f"{item.id}.{key}") for key in ratio.inputs if key in rows}
    counts = {key: value for key, value in values.items() if value is not None}
    own = form.plan.items.get(item.id)
    refused = len(form.problems) > before
    if not counts:
        if own is not None and not refused:
            _notice_typed_percent(form, item.id, own)
        return None
    for key in needed_inputs(ratio):
        if key not in counts and not refused:
            at = rows.get(key, own if own is not None else min(rows.values()))
            form.refuse("missing-input", at, f"{item.id}.{key}")
    if len(form.problems) == before:
        _compare_total(form, item.id, ratio, counts)
    return counts


def _count(form: Form, row: int, owner: str) -> int | None:
    cell = form.cell(row, form.columns.answer)
    if isinstance(cell, float) and cell.is_integer() and 0 <= cell <= MOST_COUNT:
        return int(cell)
    if isinstance(cell, str) and _THOUSANDS.fullmatch(cell.strip()):
        form.refuse("thousands-separator", row, owner, value=shown(cell))
        return None
    number = read_number(form, row, owner)
    if number is None:
        return None
    if number < 0:
        form.refuse("negative-count", row, owner, value=shown(cell))
    elif number.denominator != 1:
        form.refuse("fractional-count", row, owner, value=shown(cell))
    elif number > MOST_COUNT:
        form.refuse("count-too-large", row, owner, value=shown(cell), most=MOST_COUNT)
    else:
        return int(number)
    return None


def _compare_total(form: Form, item: str, ratio: Share | Decrease, counts: Mapping[str, int]) -> None:
    """Say where a total between the counts contradicts its parts; the parts count."""
    if isinstance(ratio, Share):
        parts = sum(counts[key] for key in ratio.due)
        for row in form.plan.totals.get(item, ()):
            total = form.cell(row, form.columns.answer)
            if isinstance(total, float) and math.isfinite(total) and from_float(total) != parts:
                form.notice("typed-total-differs", row, item=item, typed=print_exact(from_float(total)), parts=parts)


def _notice_typed_percent(form: Form, item: str, row: int) -> None:
    """Say where a percentage was typed over its formula while the counts are blank; it cannot be checked."""
    cell = form.cell(row, form.columns.answer)
    typed = isinstance(cell, float) or (isinstance(cell, str) and any(letter.isdigit() for letter in cell))
    if typed:
        form.notice("percent-typed", row, item=item, value=shown(cell))
