"""What assessors of one body judged and wrote of a case, item by item, as a report tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.assessments.contract import Level, judged_of
from pulau.apps.worksheets.contract import score_of
from pulau.core.scoring.answers import take_answer
from pulau.core.shared.numbers import print_exact
from pulau.core.workflow.levels import BODY_OF, CHAINS, Body
from pulau.exchange.names import answer_text
from pulau.exchange.packs import load_pack
from pulau.exchange.reports.content import Difference, Remark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.assessments.contract import Case, JudgedItem, LevelAnswer
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.model import Evaluation


class Sheets:
    """The judgements of a body (and, for TPN, of TPI before it), read once."""

    def __init__(self, case: Case, body: Body, prior: str) -> None:
        """Read what stands at the body."""
        self._case, self._body, self._prior = case, body, prior
        self._pack = load_pack(case.regulation)
        self._judged: Mapping[str, JudgedItem] = judged_of(case, body)
        self._evaluations: Mapping[str, Evaluation] = {}
        self._wording: Wording | None = None

    def levels(self) -> dict[str, Evaluation]:
        """Return the evaluations, those of TPI first; what is not judged counts 0."""
        own = {self._body.value: self._scored(self._judged)}
        return own if self._body is Body.TPI else {"tpi": self._scored(judged_of(self._case, Body.TPI)), **own}

    def compare(self, evaluations: Mapping[str, Evaluation], wording: Wording) -> None:
        """Take the evaluations of all levels, to tell their differences in words."""
        self._evaluations, self._wording = evaluations, wording

    def strengths(self) -> tuple[Remark, ...]:
        """Return what was praised, in the order of the form."""
        return tuple(
            self._remark(item, one, one.strength)
            for item, judged in self._judged.items()
            for one in self._said(judged, "strength")
        )

    def findings(self) -> tuple[Remark, ...]:
        """Return catatan and recommendations, in the order of the form."""
        return tuple(
            self._remark(item, one, one.finding, one.recommendation)
            for item, judged in self._judged.items()
            for one in self._said(judged, "finding", "recommendation")
        )

    def differences(self, before: str, own: str) -> tuple[Difference, ...]:
        """Return the items that a level judged otherwise than the one before; what it did not judge is none."""
        earlier, later = self._evaluations[before], self._evaluations[own]
        differing = (
            item
            for item, result in later.items.items()
            if result.answer is not None and result.answer != earlier.items[item].answer
        )
        return tuple(self._difference(item, earlier, later) for item in differing)

    def _scored(self, judged: Mapping[str, JudgedItem]) -> Evaluation:
        values = {item: one.value for item, one in judged.items() if one.value is not None}
        return score_of(self._case.regulation, values, self._prior).evaluation

    def _said(self, judged: JudgedItem, *fields: str) -> list[LevelAnswer]:
        """Return the answers with a text of the strongest level of this body that wrote any."""
        own = [one for one in judged.given if BODY_OF[one.level] is self._body]
        for level in CHAINS[self._body]:
            found = [one for one in own if one.level is level and any(getattr(one, field) for field in fields)]
            if found:
                return found
        return []

    def _remark(self, item: str, one: LevelAnswer, text: str, recommendation: str = "") -> Remark:
        answer = None if one.value is None else take_answer(self._pack.items[item], one.value)
        return Remark(
            item=item,
            number=self._pack.items[item].number,
            question=self._question(item),
            level=str(Level(one.level).label),
            answer=answer_text(answer, "id"),
            text=text,
            recommendation=recommendation,
        )

    def _difference(self, item: str, earlier: Evaluation, later: Evaluation) -> Difference:
        return Difference(
            item=item,
            number=self._pack.items[item].number,
            question=self._question(item),
            before=answer_text(earlier.items[item].answer, "id"),
            after=answer_text(later.items[item].answer, "id"),
            points_before=print_exact(earlier.items[item].points),
            points_after=print_exact(later.items[item].points),
            reasons=self._reasons(self._judged[item]),
        )

    def _reasons(self, judged: JudgedItem) -> tuple[str, ...]:
        own = [one for one in judged.given if BODY_OF[one.level] is self._body and one.reason]
        standing = [one.reason for one in own if one.level is judged.level]
        return tuple(dict.fromkeys(standing or [one.reason for one in reversed(own)]))

    def _question(self, item: str) -> str:
        assert self._wording is not None  # noqa: S101 - `compare` comes before
        return self._wording.items[item].question["id"]
