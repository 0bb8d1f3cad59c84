"""What the other levels gave for one item, for a reader who may see them by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.assessments.difference_pages import Seen, difference_rows
from pulau.apps.assessments.judgement_selectors import submitted_answers

if TYPE_CHECKING:
    from pulau.apps.assessments.difference_pages import DifferenceRow
    from pulau.apps.assessments.own_sheets import OwnSheet


def others_on(sheet: OwnSheet, item: str) -> DifferenceRow | None:
    """Return the item as others judged it, for an assessor who sees them; None where there is none. One query."""
    if not sheet.sight:
        return None
    given = submitted_answers(sheet.case, [level.value for level in sheet.sight], [item])
    own = str(sheet.judgement.pk) if sheet.judgement else ""
    others = tuple(one for one in given.get(item, ()) if str(one.judgement_id) != own)
    if not others:
        return None
    return difference_rows(Seen(sheet.case, {}, {item: others}, {}, own, names=True), [item], {}, may_reason=False)[0]
