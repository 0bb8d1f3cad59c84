"""A unit's years side by side: each under its own regulation, and as a simulation all under today's."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.assessments.contract import CaseKind, cases_for, judged_of, side_of
from pulau.apps.worksheets.contract import handed_answers
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.carry import carried_title, carry_answers
from pulau.core.scoring.compare import Change, compare
from pulau.core.scoring.evaluate import evaluate
from pulau.core.workflow.assessment import (
    DETERMINED,
    MONITORING,
    OBJECTED,
    PRELIMINARY,
    RECOMMENDED,
    RENEWED,
    REVOCATION_PROPOSED,
    REVOKED,
    TO_BE_COACHED,
    WITH_TPI,
)
from pulau.core.workflow.levels import Body
from pulau.core.workflow.sight import TPI_LEVELS, TPN_LEVELS, Side, levels_seen
from pulau.exchange.packs import available, load_pack, load_wording
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from pulau.apps.assessments.contract import Case
    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.answers import Answer
    from pulau.core.scoring.compare import Comparison, ItemChange
    from pulau.core.scoring.model import Evaluation
    from pulau.core.shared.actor import Actor

MOST_YEARS: Final = 4
TPN_TOLD: Final = frozenset(
    {RECOMMENDED, TO_BE_COACHED, OBJECTED, DETERMINED, MONITORING, REVOCATION_PROPOSED, RENEWED, REVOKED}
)
"""The stages in which what the ministry's assessors found has been told."""
_WITHOUT_TPI: Final = WITH_TPI | {PRELIMINARY}


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: its case, whose answers are compared, its score under its own regulation and under today's.

    `answers` is the body of assessors, or None for the unit's own. `left_out` are the items that today's regulation
    does not have or whose answer it does not take, `open` how many of its items have no answer then.
    """

    case: Case
    body: Body | None
    own: Evaluation
    simulated: Evaluation
    same_law: bool
    instrument: str
    left_out: tuple[str, ...]
    open: int

    @property
    def reached(self) -> tuple[str, ...]:
        """The titles whose minimums its score meets under its own regulation."""
        return tuple(title for title, verdict in self.own.titles.items() if verdict.met)

    @property
    def would_reach(self) -> tuple[str, ...]:
        """The titles whose minimums its score would meet under today's."""
        return tuple(title for title, verdict in self.simulated.titles.items() if verdict.met)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure through the years, in points; None where a year's regulation has none."""

    words: str
    values: tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item that differs between the last two years under today's regulation."""

    number: str
    question: str
    before: str
    after: str
    change: Change


def todays_pack() -> Pack:
    """Return the newest regulation that has a worksheet."""
    return next(pack for pack in map(load_pack, available()) if pack.items)


def years_of(actor: Actor, unit_id: UUID) -> list[YearView]:
    """Return a unit's years that the actor may see, earliest first: the newest four, each with its newest case."""
    newest: dict[int, Case] = {}
    for case in cases_for(actor).filter(unit_id=unit_id).order_by("-year", "-number")[: MOST_YEARS * 3]:
        newest.setdefault(case.year, case)
    chosen = sorted(newest.values(), key=lambda case: case.year)[-MOST_YEARS:]
    return [_year(case, todays_pack(), side_of(actor)) for case in chosen]


def told_body(case: Case, side: Side) -> Body | None:
    """Return the last body of assessors whose judgement a side is told of a case; None: none yet, only the unit's.

    The ministry's assessors are told of the TPI once they judge no more: a comparison is no way round their blindness.
    """
    seen = levels_seen(side, (), case.stage)
    if case.stage in TPN_TOLD and "tpn" in case.printed and seen >= TPN_LEVELS:
        return Body.TPN
    return Body.TPI if case.stage not in _WITHOUT_TPI and "tpi" in case.printed and seen >= TPI_LEVELS else None


def _year(case: Case, today: Pack, side: Side) -> YearView:
    body, own = told_body(case, side), load_pack(case.regulation)
    answers = take_answers(own, _values(case, body))
    prior = _prior(case, own)
    carried = carry_answers(answers, today)
    return YearView(
        case,
        body,
        evaluate(own, answers, prior_title=prior),
        evaluate(today, carried.answers, prior_title=carried_title(prior, today)),
        own.id == today.id,
        own.instrument,
        tuple(own.items[item].number if item in own.items else item for item in carried.left_out),
        len(carried.open),
    )


def _values(case: Case, body: Body | None) -> Mapping[str, Any]:
    if body is None:
        found = handed_answers(case.tenant_id, case.worksheet_id)
        return {item: one.value for item, one in found.items() if one.value is not None}
    return {item: one.value for item, one in judged_of(case, body).items() if one.value is not None}


def _prior(case: Case, pack: Pack) -> str | None:
    """Return the title held before: the one that is to be kept, or the one below what is aimed at."""
    titles = tuple(pack.titles)
    if case.title not in titles:
        return None
    if case.kind == CaseKind.RE_EVALUATION:
        return case.title
    place = titles.index(case.title)
    return titles[place - 1] if place else None


def figure_rows(
    evaluations: Sequence[Evaluation], regulation: str, language: str, words: Mapping[str, str]
) -> list[FigureRow]:
    """Return total, enabler, result and areas through the years; `words` name the first three."""
    names = load_wording(regulation).areas
    areas = dict.fromkeys(key for one in evaluations for key in one.areas)
    rows = [
        FigureRow(words[name], tuple(getattr(one, name).points for one in evaluations))
        for name in ("total", "enabler", "result")
    ]
    for key in areas:
        told = names[key][language] if key in names else ""
        values = tuple(one.areas[key].score.points if key in one.areas else None for one in evaluations)
        rows.append(FigureRow(f"{key}. {told}".strip(), values))
    return rows


def last_change(years: Sequence[YearView]) -> Comparison | None:
    """Compare the last two years under today's regulation; None where there is only one."""
    if len(years) < 2:  # noqa: PLR2004 - two are compared
        return None
    return compare(years[-2].simulated, years[-1].simulated)


def item_rows(found: Comparison, language: str) -> list[ItemRow]:
    """Return the items that differ, in words, in the order of the law."""
    pack = todays_pack()
    words = load_wording(pack.id).items
    return [_item_row(one, pack, words[one.item].question[language]) for one in found.items if one.item in pack.items]


def _item_row(one: ItemChange, pack: Pack, question: str) -> ItemRow:
    return ItemRow(pack.items[one.item].number, question, _said(one.answer_before), _said(one.answer_after), one.points)


def _said(answer: Answer | None) -> str:
    if answer is None:
        return ""
    if isinstance(answer, Fraction):
        return number(answer)
    return answer if isinstance(answer, str) else " / ".join(number(value) for value in answer.values())
