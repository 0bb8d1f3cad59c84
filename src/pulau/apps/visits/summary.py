"""The field evaluation of a case in figures and texts, for the panel's sheet and the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from pulau.apps.visits.models import (
    WORTH_TELLING,
    Finding,
    Interview,
    Photo,
    Presentation,
    PresentationState,
    ShopperVisit,
    SurveyResult,
    Visit,
    VisitKind,
    VisitState,
)
from pulau.apps.visits.selectors import LineNow, lines_now, surveys_of
from pulau.exchange.field_checklist import checklist_on, respondents_on

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from pulau.apps.assessments.contract import Case
    from pulau.exchange.field_checklist import ChecklistLine


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """A line that was not, or only partly, seen: its words in both languages, the note, the items it concerns."""

    line: str
    text: Mapping[str, str]
    seen: str
    note: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldArea:
    """An area of a visit: how many lines were seen yes, partly, no, not applicable; its text; what is worth telling."""

    area: str
    counts: Mapping[str, int]
    lines: int
    summary: str
    findings: tuple[FieldFinding, ...]


@dataclass(frozen=True, slots=True)
class FieldVisit:
    """A visit that was closed."""

    number: int
    first_day: date
    last_day: date
    place: str
    announced: bool
    leader: str
    team: int
    photos: int
    areas: tuple[FieldArea, ...]


@dataclass(frozen=True, slots=True)
class FieldSurvey:
    """The survey's result as it stands; `enough`: as many answered as the rule asks (`least`)."""

    runner: str
    first_day: date
    last_day: date
    respondents: int
    least: int
    enough: bool
    corruption_perception: Decimal
    service_quality: Decimal


@dataclass(frozen=True, slots=True)
class FieldSummary:
    """What the field evaluation of a case came to. Mystery shoppers are counted, never named."""

    presentations: int
    visits: tuple[FieldVisit, ...]
    shoppers: int
    shoppers_asked: int
    interviews: int
    survey: FieldSurvey | None


def field_summary(case: Case) -> FieldSummary:
    """Return the field evaluation of a case, in a fixed number of queries. Who may read it, the caller has asked."""
    held = Presentation.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, state=PresentationState.HELD)
    told = ShopperVisit.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    asked = Q(asked_fee__gt=0) | Q(paid__gt=0) | Q(offered_faster=True)
    shoppers = told.order_by().aggregate(all=Count("pk"), asked=Count("pk", filter=asked))
    return FieldSummary(
        presentations=held.count(),
        visits=_visits(case),
        shoppers=shoppers["all"],
        shoppers_asked=shoppers["asked"],
        interviews=Interview.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).count(),
        survey=survey_now(surveys_of(case).first()),
    )


def survey_now(row: SurveyResult | None) -> FieldSurvey | None:
    """Return the survey as it stands; the least number is that of its last day."""
    if row is None:
        return None
    least = respondents_on(row.last_day).least
    return FieldSurvey(
        runner=row.runner_name,
        first_day=row.first_day,
        last_day=row.last_day,
        respondents=row.respondents,
        least=least,
        enough=row.respondents >= least,
        corruption_perception=row.corruption_perception,
        service_quality=row.service_quality,
    )


def _visits(case: Case) -> tuple[FieldVisit, ...]:
    rows = Visit.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, kind=VisitKind.FIELD)
    visits = list(rows.filter(state=VisitState.CLOSED).select_related("leader"))
    ids = [visit.pk for visit in visits]
    findings = list(Finding.objects.for_tenant(case.tenant_id).filter(visit_id__in=ids))
    counted = Photo.objects.for_tenant(case.tenant_id).filter(visit_id__in=ids).order_by().values_list("visit_id")
    photos = dict(counted.annotate(n=Count("pk")))
    return tuple(
        FieldVisit(
            number=visit.number,
            first_day=visit.first_day,
            last_day=visit.last_day,
            place=visit.place,
            announced=visit.announced,
            leader=visit.leader.full_name,
            team=len(visit.team),
            photos=photos.get(visit.pk, 0),
            areas=areas_of(visit, [row for row in findings if row.visit_id == visit.pk]),
        )
        for visit in visits
    )


def areas_of(visit: Visit, findings: list[Finding]) -> tuple[FieldArea, ...]:
    """Return the areas of a visit with what was seen in each."""
    now = lines_now(findings)
    return tuple(
        _area(area, lines, now, visit.summary.get(area, ""))
        for area, lines in checklist_on(visit.checklist_on).areas.items()
    )


def _area(area: str, lines: tuple[ChecklistLine, ...], now: Mapping[str, LineNow], summary: str) -> FieldArea:
    filled = [(line, now[line.id].stands) for line in lines if line.id in now]
    return FieldArea(
        area=area,
        counts=Counter(row.seen for _line, row in filled),
        lines=len(lines),
        summary=summary,
        findings=tuple(
            FieldFinding(line.id, line.text, row.seen, row.note, tuple(row.items))
            for line, row in filled
            if row.seen in WORTH_TELLING
        ),
    )
