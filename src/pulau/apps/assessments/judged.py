"""What stands of a case item by item, and the figures that follow: for its pages, reports, outcomes and repair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulau.apps.assessments.judgement_selectors import LevelAnswer, submitted_answers
from pulau.apps.worksheets.contract import HandedAnswer, handed_answers, prior_title, score_of
from pulau.core.workflow.levels import CHAINS, AssessorLevel, Body, Judged, Standing, StandingAnswer, standing
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from pulau.apps.assessments.models import Case
    from pulau.apps.worksheets.contract import Figures


@dataclass(frozen=True, slots=True)
class Remark:
    """What an assessor wrote of an item."""

    level: AssessorLevel
    user_id: UUID
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """An item of a case at a body of assessors: what the unit said, what each level gave, and what stands.

    `handed` is None where the unit did not answer. `given` are the submitted answers of the levels that the body's
    chain knows, the first level first. `standing` is None where nobody judged it, or assessors of one level differ and
    nobody above decided (`undecided`).
    """

    item: str
    handed: HandedAnswer | None
    given: tuple[LevelAnswer, ...]
    standing: StandingAnswer | None
    undecided: bool

    @property
    def value(self) -> Any:  # noqa: ANN401 - an answer as plain data
        """What stands, as plain data; None: nothing."""
        return self.standing.value if self.standing else None

    @property
    def level(self) -> AssessorLevel | None:
        """The level that what stands comes from."""
        return self.standing.level if self.standing else None

    @property
    def values(self) -> Mapping[AssessorLevel, tuple[Any, ...]]:
        """What each level gave, by level, without those who did not judge it."""
        found: dict[AssessorLevel, tuple[Any, ...]] = {}
        for one in self.given:
            if one.value is not None:
                found[one.level] = (*found.get(one.level, ()), one.value)
        return found

    @property
    def findings(self) -> tuple[Remark, ...]:
        """The findings (catatan), those of the last level first."""
        return self._remarks("finding")

    @property
    def recommendations(self) -> tuple[Remark, ...]:
        """The recommendations, those of the last level first."""
        return self._remarks("recommendation")

    @property
    def strengths(self) -> tuple[Remark, ...]:
        """The strengths, those of the last level first."""
        return self._remarks("strength")

    def _remarks(self, field: str) -> tuple[Remark, ...]:
        found = ((one, getattr(one, field)) for one in reversed(self.given))
        return tuple(Remark(one.level, one.user_id, one.name, text) for one, text in found if text)


def judged_of(case: Case, body: Body = Body.TPN) -> dict[str, JudgedItem]:
    """Return every item of a case's form, in the order of the law, as it stands at a body of assessors.

    For TPN what TPI gave stands where TPN did not judge: so by default it is what stands so far. For TPI nothing of TPN
    is in it. Two queries. The caller has asked who may see it (`sight.levels_seen` for a person).
    """
    given = submitted_answers(case, CHAINS[body])
    handed = handed_answers(case.tenant_id, case.worksheet_id)
    found = standing_of(body, given)
    undecided = set(found.undecided)
    return {
        item: JudgedItem(item, handed.get(item), given.get(item, ()), found.answers.get(item), item in undecided)
        for item in load_pack(case.regulation).items
    }


def figures_of(case: Case, body: Body) -> Figures:
    """Return the score at a body of assessors, computed anew from all submitted answers; what is not judged counts 0.

    `case.exact`, `case.printed` and `case.gates` hold the same by body, where anybody of it has submitted.
    """
    found = standing_of(body, submitted_answers(case, CHAINS[body]))
    return score_of(case.regulation, found.values(), prior_title(case.tenant_id, case.worksheet_id))


def standing_of(body: Body, given: Mapping[str, tuple[LevelAnswer, ...]]) -> Standing:
    """Return whose answers stand at a body."""
    return standing(body, {item: valued(answers) for item, answers in given.items()})


def valued(answers: tuple[LevelAnswer, ...]) -> tuple[Judged, ...]:
    """Return the answers that have a value, as the rule of levels sees them."""
    return tuple(Judged(one.level, str(one.judgement_id), one.value) for one in answers if one.value is not None)
