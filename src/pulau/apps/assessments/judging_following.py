"""What follows for judgements when a case moves: in round 2 the sheets of the TPI are open again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.judgement_selectors import judgements_of
from pulau.apps.assessments.models import Case, JudgementState
from pulau.apps.assessments.services.judgements import open_again
from pulau.core.workflow.sight import TPI_LEVELS
from pulau.foundation.registry.process_cases import CaseFollower, CaseMove

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def _open_again(actor: Actor, move: CaseMove, now: datetime) -> None:
    if move.event != "begin_round_2":
        return
    case: Case = Case.objects.for_actor(actor).get(pk=move.case_id)
    rows = judgements_of(case).filter(level__in=[level.value for level in TPI_LEVELS])
    for row in rows.filter(state=JudgementState.SUBMITTED):
        open_again(actor, case, row, now)


ROUND_2: Final = CaseFollower("assessments.judging", _open_again)
