"""What the page of a zone area shows for a year, each side its own: figures only to whoever may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pulau.apps.worksheets.contract import UnitFigures, agreed_figures
from pulau.apps.zone_areas.mapping import FIRST_YEAR, counted, day_of_year, judge, newest_pack
from pulau.apps.zone_areas.models import AreaAssessment, AspectAnswer, MemberState, ZoneArea, ZoneAreaMember
from pulau.apps.zone_areas.policies import KEEP
from pulau.apps.zone_areas.reasons import Place, verdict_view
from pulau.apps.zone_areas.selectors import (
    answers_of,
    assessments_of,
    evidence_of,
    filling_unit,
    members_of,
    reads_integration,
    sees_figures,
)
from pulau.core.scoring.zone_areas import ZoneAreaEvaluation, evaluate_zone_area
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.core.regulation.model import Pack
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class TitleCell:
    """How many of a title's minimums a unit meets."""

    title: str
    met: int
    count: int

    @property
    def all_met(self) -> bool:
        """Whether each of them is met."""
        return self.met == self.count


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member as the page shows it; `figures` only where its body agreed, and the reader may see them."""

    row: ZoneAreaMember
    own: bool
    counts: bool
    figures: UnitFigures | None
    total: Fraction | None
    titles: tuple[TitleCell, ...]


@dataclass(frozen=True, slots=True)
class AspectView:
    """An aspect as the page shows it: its question, the option that stands and its points, evidence and writer."""

    id: str
    number: str
    question: str
    option: str
    text: str
    points: Fraction
    weight: Fraction
    answer: AspectAnswer | None
    evidence: int


@dataclass(frozen=True, slots=True)
class YearView:
    """The integration of one year: points, how many aspects are answered, of which titles it reaches the least."""

    year: int
    points: Fraction
    whole: Fraction
    answered: int
    count: int
    reached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaYear:
    """All that is read of an area for a year: rows first, then what follows from them."""

    area: ZoneArea
    year: int
    today: date
    members: Sequence[ZoneAreaMember]
    assessments: Sequence[AreaAssessment]
    answers: Mapping[UUID, Mapping[str, AspectAnswer]]
    figures: Mapping[UUID, UnitFigures]

    @property
    def assessment(self) -> AreaAssessment | None:
        """The assessment of the year, where it was begun."""
        return next((row for row in self.assessments if row.year == self.year), None)

    @property
    def pack(self) -> Pack:
        """The regulation of the year."""
        return load_pack(self.assessment.regulation) if self.assessment else newest_pack()

    @property
    def standing(self) -> Mapping[str, AspectAnswer]:
        """The answers of the year as they stand."""
        return self.answers[self.assessment.pk] if self.assessment else {}

    @property
    def counted(self) -> list[ZoneAreaMember]:
        """The members that count for the year."""
        return counted(self.members, day_of_year(self.year, self.today))

    def judged(self) -> ZoneAreaEvaluation:
        """The area judged for the year."""
        return judge(self.area, self.pack, self.counted, self.figures, self.standing)


def years_until(today: date) -> list[int]:
    """Return the years that can be assessed, newest first."""
    return list(range(today.year, FIRST_YEAR - 1, -1))


def read_area(area: ZoneArea, year: int, today: date, *, figures: bool, integration: bool = True) -> AreaYear:
    """Read an area for a year; members' figures and answers only where they are asked for."""
    members = list(members_of(area))
    assessments = assessments_of(area) if integration else []
    units = [row.unit_id for row in counted(members, day_of_year(year, today)) if row.state != MemberState.INVITED]
    known = agreed_figures([unit for unit in units if unit], year) if figures else {}
    return AreaYear(area, year, today, members, assessments, answers_of(assessments), known)


def area_context(actor: Actor, area: ZoneArea, year: int, now: datetime) -> dict[str, Any]:
    """Return what the page of an area of the actor's body shows for a year."""
    today = today_of(actor, now)
    figures, integration = sees_figures(actor), reads_integration(actor, area)
    read = read_area(area, year, today, figures=figures, integration=integration)
    fills = filling_unit(actor, area, day_of_year(year, today))[0]
    judged = read.judged()
    context: dict[str, Any] = {
        "area": area,
        "year": year,
        "years": years_until(today),
        "today": today,
        "sees_figures": figures,
        "reads_integration": integration,
        "fills": fills,
        "keeps": allowed(actor, KEEP),
        "members": member_views(read),
        "titles": tuple(read.pack.zone_area_minimums),
    }
    if integration:
        context |= integration_context(read, judged)
    if figures:
        names = {str(row.pk): row.unit_name for row in read.members}
        place = Place(area, year, read.pack, load_wording(read.pack.id), names, spoken_language(), fills)
        context["verdicts"] = [verdict_view(verdict, place) for verdict in judged.verdicts.values()]
    return context


def integration_context(read: AreaYear, judged: ZoneAreaEvaluation) -> dict[str, Any]:
    """Return the aspects of a year with their score, and the years before."""
    return {
        "integration": judged.integration,
        "aspects": aspect_views(read, judged),
        "minimums": read.pack.zone_area_minimums,
        "citation": read.pack.integration.citation if read.pack.integration else None,
        "history": [_year_view(read, row) for row in read.assessments],
    }


def member_views(read: AreaYear) -> list[MemberView]:
    """Return the members, those that count for the year first."""
    counting = {row.pk for row in read.counted}
    views = [_member_view(read, row, counts=row.pk in counting) for row in read.members]
    return sorted(views, key=lambda view: not view.counts)


def _member_view(read: AreaYear, row: ZoneAreaMember, *, counts: bool) -> MemberView:
    agreed = counts and row.state != MemberState.INVITED and row.unit_id is not None
    known = read.figures.get(row.unit_id) if agreed and row.unit_id else None
    cells = tuple(
        TitleCell(title, sum(gates.values()), len(gates))
        for title in read.pack.zone_area_minimums
        if known is not None and (gates := known.titles.get(title))
    )
    total = Fraction(known.total, 100) if known else None
    return MemberView(row, row.home_id == read.area.tenant_id, counts, known, total, cells)


def aspect_views(read: AreaYear, judged: ZoneAreaEvaluation) -> list[AspectView]:
    """Return the aspects in the order of the law."""
    words, tongue = load_wording(read.pack.id).aspects, spoken_language()
    shown: dict[str, int] = {}
    for piece in evidence_of(read.assessment) if read.assessment else ():
        shown[piece.aspect] = shown.get(piece.aspect, 0) + 1
    views = []
    for key, aspect in (read.pack.integration.aspects if read.pack.integration else {}).items():
        result, answer = judged.aspects[key], read.standing.get(key)
        text = words[key].options[result.answer][tongue] if result.answer else ""
        question, score = words[key].question[tongue], result.score
        views.append(
            AspectView(
                *(key, aspect.number, question, result.answer or "", text, score.points, score.weight),
                answer,
                shown.get(key, 0),
            )
        )
    return views


def _year_view(read: AreaYear, row: AreaAssessment) -> YearView:
    pack = load_pack(row.regulation)
    given = {key: answer.value or None for key, answer in read.answers[row.pk].items()}
    found = evaluate_zone_area(pack, given, (), None)
    reached = tuple(title for title, verdict in found.verdicts.items() if verdict.integration.met)
    count = len(found.aspects)
    return YearView(
        row.year, found.integration.points, found.integration.weight, count - len(found.unanswered), count, reached
    )
