"""The score of a case at a body of assessors: what the journal told of it last, and the file to replay it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pulau.apps.assessments.actions import JUDGEMENT_SUBMITTED, UNASSIGNED
from pulau.apps.assessments.judged import figures_of
from pulau.apps.assessments.models import Assignment, Judgement
from pulau.apps.transparency.contract import shown_with_receipts
from pulau.exchange.figures import result_object, titles_met
from pulau.exchange.score_file import ScoreAbout, score_bytes
from pulau.foundation.journal.told import told_of

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case
    from pulau.core.workflow.levels import Body
    from pulau.foundation.journal.told import Told

SCORING: Final = (JUDGEMENT_SUBMITTED.code, UNASSIGNED.code)
"""The actions that move the score of a case."""


def about_of(case: Case, body: Body) -> ScoreAbout:
    """Return whose score a case's is at a body of assessors."""
    return ScoreAbout(case.tenant.code, case.unit_code, case.year, body.value)


def scores_told(case: Case) -> list[Told]:
    """Return the entries that told the scores of a case last: one, or more of the very same moment; two queries."""
    found = [told for told in entries_of(case) if "scores" in told.payload]
    last = max((told.at for told in found), default=None)
    return [told for told in found if told.at == last]


def entries_of(case: Case) -> list[Told]:
    """Return the entries that moved the scores of a case, oldest first."""
    sheets = (
        Judgement.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).order_by().values_list("pk", flat=True)
    )
    seats = (
        Assignment.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).order_by().values_list("pk", flat=True)
    )
    told = [
        *told_of(case.tenant_id, Judgement._meta.label_lower, sheets, SCORING).values(),  # noqa: SLF001 - Django's documented door
        *told_of(case.tenant_id, Assignment._meta.label_lower, seats, SCORING).values(),  # noqa: SLF001 - the same
    ]
    return sorted((one for each in told for one in each), key=lambda one: one.at)


def stored_result(case: Case, body: Body) -> dict[str, object]:
    """Return the figures, gates and titles of a case at a body as they are stored."""
    gates = case.gates.get(body.value, {})
    return result_object(case.exact.get(body.value, {}), case.printed.get(body.value, {}), gates, titles_met(gates))


def score_file(case: Case, body: Body) -> bytes | None:
    """Return the score of a case at a body as a file, None where nobody of it has submitted.

    The caller asked who may read it. What is claimed are the figures as they are stored; it bears a receipt once the
    public log has the entry that told them. Raises BadInput where an answer that is kept is none of the form.
    """
    if body.value not in case.exact:
        return None
    entry = next((told.entry_id for told in scores_told(case) if body.value in told.payload["scores"]), None)
    shown = shown_with_receipts(case.tenant_id, entry, stored_result(case, body))
    return score_bytes(figures_of(case, body), about_of(case, body), shown)


def told_at(case: Case, body: Body) -> dict[str, Any]:
    """Return what the journal told last of the score at a body; empty: nothing."""
    found = (told.payload["scores"].get(body.value) for told in scores_told(case))
    return next((each for each in found if each), {})
