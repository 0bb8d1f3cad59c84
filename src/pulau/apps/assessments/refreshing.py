"""The figures of a case by body of assessors, computed anew from all submitted answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.assessments.judged import standing_of
from pulau.apps.assessments.judgement_selectors import submitted_answers
from pulau.apps.assessments.scored import about_of
from pulau.apps.worksheets.contract import prior_title, score_of
from pulau.core.workflow.levels import BODY_OF, CHAINS, Body
from pulau.exchange.score_file import told_score

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case


def refresh_figures(case: Case) -> dict[str, dict[str, object]]:
    """Write the score at each body of which somebody has submitted into the case, which the caller has locked.

    It is called when a judgement is submitted or ended, never when an answer is saved. Each time from all answers.
    Returns by body what the journal tells of these scores: whoever changes them tells it.
    """
    told: dict[str, dict[str, object]] = {}
    given = submitted_answers(case)
    there = {BODY_OF[one.level] for answers in given.values() for one in answers}
    held = prior_title(case.tenant_id, case.worksheet_id)
    case.exact, case.printed, case.gates = {}, {}, {}
    for body in Body:
        if body not in there:
            continue
        within = {item: tuple(one for one in answers if one.level in CHAINS[body]) for item, answers in given.items()}
        found = score_of(case.regulation, standing_of(body, within).values(), held)
        case.exact[body.value] = dict(found.exact)
        case.printed[body.value] = dict(found.printed)
        case.gates[body.value] = dict(found.gates)
        told[body.value] = told_score(found, about_of(case, body))
    case.save(update_fields=["exact", "printed", "gates"])
    return told
