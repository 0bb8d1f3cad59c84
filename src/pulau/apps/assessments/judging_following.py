"""What follows for judgements when a case moves: in round 2 the sheets of the TPI are open again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.services.judgements import reopen_for_round_2
from pulau.foundation.registry.process_cases import CaseFollower, CaseMove

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def _open_again(actor: Actor, move: CaseMove, now: datetime) -> None:
    if move.event == "begin_round_2":
        reopen_for_round_2(actor=actor, case_id=move.case_id, now=now)


ROUND_2: Final = CaseFollower("assessments.judging", _open_again)
