"""What a companion reads of a case at its stage (`core.workflow.companions`): the course, the answers, the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.assessments.contract import transitions_of
from pulau.apps.reports.contract import Kind, signed_reports
from pulau.apps.worksheets.contract import handed_answers, handed_evidence
from pulau.core.scoring.answers import take_answer
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.companions import Reading, readings_at
from pulau.exchange.names import answer_text
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.reports.contract import SignedReport

_TPI, _TPN = "tpi", "tpn"
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that a case took: its number, when, in words; no reason, no name."""

    number: int
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What the unit said of an item, in words, and the titles of the evidence that is not confidential."""

    item: str
    number: str
    question: str
    answer: str
    answered: bool
    pieces: tuple[str, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class PartView:
    """A sub-area or result component, with its items."""

    name: str
    answers: tuple[AnswerView, ...]


def course_of(case: Case) -> list[StepView]:
    """Return the steps that a case took, earliest first."""
    return [
        StepView(row.number, row.at, ASSESSMENT.way(row.event, row.source).words(spoken_language()))
        for row in transitions_of(case)
    ]


def may_read(case: Case, reading: Reading) -> bool:
    """Whether a companion reads this at the case's stage."""
    return reading in readings_at(case.stage)


def figures_of(case: Case) -> dict[str, Any]:
    """Return the totals of TPI and TPN; None where a companion may not read one, or there is none."""
    return {
        "tpi_total": _total(case, _TPI) if may_read(case, Reading.TPI) else None,
        "tpn_total": _total(case, _TPN) if may_read(case, Reading.OUTCOME) else None,
        "reads_outcome": may_read(case, Reading.OUTCOME),
    }


def reports_of(case: Case) -> list[SignedReport]:
    """Return the signed reports that a companion may read at the case's stage, the newest last; two queries."""
    found = signed_reports(case) if may_read(case, Reading.TPI) or may_read(case, Reading.OUTCOME) else []
    return [one for one in found if may_read(case, Reading.TPI if one.kind == Kind.TPI else Reading.OUTCOME)]


def answers_of(case: Case) -> list[PartView]:
    """Return the unit's answers as they were handed in, part by part; empty where a companion may not read them.

    Two queries. No note is among them, and of confidential evidence only that there is some.
    """
    if not may_read(case, Reading.ANSWERS):
        return []
    pack, wording, tongue = load_pack(case.regulation), load_wording(case.regulation), spoken_language()
    given = handed_answers(case.tenant_id, case.worksheet_id)
    shown = handed_evidence(case.tenant_id, case.worksheet_id)
    parts: list[PartView] = []
    for sub_area, items in groupby(pack.items.values(), key=lambda item: item.sub_area):
        views = tuple(_views(items, wording, given, shown, tongue))
        parts.append(PartView(wording.sub_areas[sub_area][tongue], views))
    return parts


def _views(
    items: Any,  # noqa: ANN401 - items of a pack, as they are grouped
    wording: Any,  # noqa: ANN401
    given: Mapping[str, Any],
    shown: Mapping[str, Any],
    tongue: str,
) -> Iterator[AnswerView]:
    for item in items:
        found = given.get(item.id)
        value = found.value if found else None
        pieces = shown.get(item.id, ())
        yield AnswerView(
            item.id,
            item.number,
            wording.items[item.id].question[tongue],
            answer_text(None if value is None else take_answer(item, value), tongue),
            value is not None,
            tuple(piece.title for piece in pieces if not piece.confidential),
            sum(piece.confidential for piece in pieces),
        )


def _total(case: Case, body: str) -> Fraction | None:
    found = case.printed.get(body, {}).get("total")
    return None if found is None else Fraction(found, _HUNDRED)
