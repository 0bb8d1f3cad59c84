"""What was handed in, of many worksheets at once, for exports: of submissions that stand; a draft is nobody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.worksheets.handed_answers import HandedAnswer
from pulau.apps.worksheets.models import Answer, Level, Submission, SubmissionState, Worksheet
from pulau.apps.worksheets.selectors import newest_of

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class HandedWhole:
    """A worksheet as it was handed in: its answers by item, and its figures and gates as it keeps them."""

    answers: Mapping[str, HandedAnswer]
    exact: Mapping[str, str]
    printed: Mapping[str, int]
    gates: Mapping[str, bool]


def handed_wholes(tenant_id: UUID, submission_ids: Collection[UUID]) -> dict[UUID, HandedWhole]:
    """Return by submission what was handed in, for those that stand. Three queries; the caller asked who may read."""
    made = Submission.objects.for_tenant(tenant_id).filter(pk__in=submission_ids, state=SubmissionState.STANDING)
    sheets = dict(made.order_by().values_list("worksheet_id", "pk"))
    rows = newest_of(Answer.objects.for_tenant(tenant_id).filter(worksheet_id__in=list(sheets), level=Level.SELF))
    answers: dict[UUID, dict[str, HandedAnswer]] = defaultdict(dict)
    for sheet, item, *rest in rows.values_list("worksheet_id", "item", "value", "note", "version", "source"):
        answers[sheet][item] = HandedAnswer(*rest)
    figures = Worksheet.objects.for_tenant(tenant_id).filter(pk__in=list(sheets)).order_by()
    return {
        sheets[pk]: HandedWhole(answers[pk], exact, printed, gates)
        for pk, exact, printed, gates in figures.values_list("pk", "exact", "printed", "gates")
    }
