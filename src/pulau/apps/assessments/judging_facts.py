"""Facts of the process that judgements tell: who submitted, what is decided and reasoned, which minimums are met."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.assessments.facts import case_of
from pulau.apps.assessments.judged import standing_of, valued
from pulau.apps.assessments.judgement_selectors import judgements_of, submitted_answers
from pulau.apps.assessments.models import JudgementState
from pulau.apps.assessments.own_sheets import round_of
from pulau.apps.assessments.selectors import assignments_of
from pulau.apps.worksheets.contract import handed_answers
from pulau.core.workflow.comparing import SELF, Difference, differences
from pulau.core.workflow.levels import CHAINS, AssessorLevel, Body
from pulau.core.workflow.sight import JUDGED_AT, TPI_LEVELS
from pulau.exchange.packs import load_pack
from pulau.foundation.registry.process_cases import Fact

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulau.apps.assessments.judgement_selectors import LevelAnswer
    from pulau.apps.assessments.models import Case


def submitted_at(case: Case, level: AssessorLevel) -> bool:
    """Whether everybody who is assigned at a level has submitted, in the present round; nobody assigned has not."""
    assigned = set(assignments_of(case).filter(level=level.value).values_list("user_id", flat=True))
    rows = judgements_of(case).filter(level=level.value, state=JudgementState.SUBMITTED)
    if level in TPI_LEVELS:
        rows = rows.filter(round=round_of(case))
    return bool(assigned) and assigned <= set(rows.values_list("user_id", flat=True))


def decided_at(case: Case, body: Body) -> bool:
    """Whether every item has an answer that stands at a body."""
    found = standing_of(body, submitted_answers(case, CHAINS[body]))
    return not found.undecided and set(load_pack(case.regulation).items) <= set(found.answers)


def unreasoned_of(case: Case) -> tuple[Difference, ...]:
    """Return the differences without a reason of the levels that judge at the stage of the case."""
    here = [level for level, stages in JUDGED_AT.items() if case.stage in stages]
    given = submitted_answers(case)
    own = {item: answer.value for item, answer in handed_answers(case.tenant_id, case.worksheet_id).items()}
    found = differences(own, {item: valued(answers) for item, answers in given.items()})
    by_sheet = {(item, str(one.judgement_id)): one for item, answers in given.items() for one in answers}
    return tuple(one for one in found if one.level in here and not reasoned(one, by_sheet[one.item, one.assessor]))


def reasoned(difference: Difference, answer: LevelAnswer) -> bool:
    """Whether a difference has its reason; what differs from the self-assessment is reasoned by the finding too."""
    return bool(answer.reason or (difference.before == SELF and answer.finding))


def minimums_met(case: Case, body: Body) -> bool:
    """Whether the score at a body meets every minimum of the title aimed at, on the exact figures."""
    gates = [met for gate, met in case.gates.get(body.value, {}).items() if gate.startswith(f"{case.title}.")]
    return bool(gates) and all(gates)


def _of(ask: Callable[[Case], bool]) -> Callable[[UUID, UUID, datetime], bool]:
    def fact(tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
        return ask(case_of(tenant_id, case_id))

    return fact


JUDGING_FACTS: Final = (
    Fact("preliminary-judged", _of(lambda case: submitted_at(case, AssessorLevel.PRELIMINARY))),
    Fact("members-submitted", _of(lambda case: submitted_at(case, AssessorLevel.TPI_MEMBER))),
    Fact("leader-submitted", _of(lambda case: submitted_at(case, AssessorLevel.TPI_LEADER))),
    Fact("controller-submitted", _of(lambda case: submitted_at(case, AssessorLevel.TPI_CONTROLLER))),
    Fact("tpi-decided", _of(lambda case: decided_at(case, Body.TPI))),
    Fact("differences-reasoned", _of(lambda case: not unreasoned_of(case))),
    Fact("desk-submitted", _of(lambda case: submitted_at(case, AssessorLevel.TPN_DESK))),
    Fact("field-submitted", _of(lambda case: submitted_at(case, AssessorLevel.TPN_FIELD))),
    Fact("tpn-decided", _of(lambda case: decided_at(case, Body.TPN))),
    Fact("tpi-minimums", _of(lambda case: minimums_met(case, Body.TPI))),
    Fact("tpn-minimums", _of(lambda case: minimums_met(case, Body.TPN))),
)
