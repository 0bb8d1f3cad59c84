"""Where everything stands: cases by stage and title, the funnel of each year, the load of each assessor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from pulau.apps.assessments.desks.asked import OPEN
from pulau.apps.assessments.desks.work import JUDGE, due_of
from pulau.apps.assessments.form_parts import items_of_assignment
from pulau.apps.assessments.models import Assignment, Case, Judgement, JudgementState, Transition
from pulau.apps.assessments.selectors import cases_for
from pulau.core.workflow import assessment as at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from pulau.core.shared.actor import Actor

FUNNEL: Final[Mapping[str, Q]] = {
    "tpi": Q(target=at.TPI_ROUND_1),
    "fit": Q(target=at.FIT),
    "proposed": Q(target=at.PROPOSED),
    "desk": Q(target=at.DESK),
    "field": Q(target=at.FIELD),
    "panel": Q(target=at.PANEL),
    "recommended": Q(target=at.RECOMMENDED),
    "determined": Q(target=at.DETERMINED),
    "kept": Q(event__in=("keep_title", "carry_on")),
    "revoked": Q(target=at.REVOKED),
}
"""The steps of the funnel after the submission, and by which events a case takes each."""


@dataclass(frozen=True, slots=True)
class FunnelYear:
    """How many cases of a year were submitted, and how many of them ever came to each step of the funnel."""

    year: int
    submitted: int
    steps: Mapping[str, int]


@dataclass
class Load:
    """What an assessor has open: cases by level, those in which they judge now, and the items left in these."""

    user_id: UUID
    name: str
    cases: int = 0
    now: int = 0
    left: int = 0
    levels: dict[str, int] = field(default_factory=dict)

    @property
    def level_words(self) -> list[tuple[str, int]]:
        """Each level in words, with its cases."""
        return [(str(Assignment(level=level).get_level_display()), n) for level, n in self.levels.items()]


@dataclass(frozen=True, slots=True)
class StageCount:
    """A stage of the process with its cases: all, by title, and those past their day."""

    code: str
    n: int
    titles: Mapping[str, int]
    late: int


def stages_of(rows: QuerySet[Case], today: Any) -> list[StageCount]:  # noqa: ANN401 - a date, or an expression of one
    """Return the stages that have cases, in the order of the process. One grouped query."""
    late = Count("pk", filter=Q(due_on__lt=today, stage__in=OPEN))
    found = rows.order_by().values("stage", "title").annotate(n=Count("pk"), late=late)
    by_stage: dict[str, list[dict[str, Any]]] = {}
    for one in found.values_list("stage", "title", "n", "late"):
        by_stage.setdefault(one[0], []).append({"title": one[1], "n": one[2], "late": one[3]})
    return [
        StageCount(
            code,
            sum(one["n"] for one in by_stage[code]),
            {one["title"]: one["n"] for one in by_stage[code]},
            sum(one["late"] for one in by_stage[code]),
        )
        for code in at.ASSESSMENT.stages
        if code in by_stage
    ]


def funnel_of(actor: Actor) -> list[FunnelYear]:
    """Return the funnel of each year, newest first. Two grouped queries: cases, and what happened to them."""
    seen = cases_for(actor).order_by()
    submitted = dict(seen.values_list("year").annotate(n=Count("pk")))
    events = Transition.objects.for_actor(actor).filter(case__in=seen).order_by()
    steps = {step: Count("case_id", filter=condition, distinct=True) for step, condition in FUNNEL.items()}
    counted = {row.pop("case__year"): row for row in events.values("case__year").annotate(**steps)}
    nothing = dict.fromkeys(FUNNEL, 0)
    return [
        FunnelYear(year, submitted[year], {**nothing, **counted.get(year, {})})
        for year in sorted(submitted, reverse=True)
    ]


def loads_of(actor: Actor) -> list[Load]:
    """Return what each assessor of the body has open, the most items left first. One grouped query."""
    sheets = Judgement.objects.for_actor(actor).filter(
        case_id=OuterRef("case_id"), level=OuterRef("level"), user_id=OuterRef("user_id")
    )
    sheets = sheets.exclude(state=JudgementState.ENDED).order_by()
    rows = Assignment.objects.for_actor(actor).filter(ended_at__isnull=True, case__in=cases_for(actor))
    given = rows.filter(case__stage__in=OPEN).order_by().annotate(
        sheet=Coalesce(Subquery(sheets.values("state")[:1]), Value("")),
        given=Coalesce(Subquery(sheets.values("answered")[:1]), Value(0), output_field=IntegerField()),
    )  # fmt: skip
    grouped = given.values(
        "user_id", "user__full_name", "level", "areas", "case__regulation", "case__stage", "sheet"
    ).annotate(n=Count("pk"), answered=Sum("given"))
    return _loads(grouped)


def _loads(grouped: Iterable[Mapping[str, Any]]) -> list[Load]:
    found: dict[UUID, Load] = {}
    for row in grouped:
        load = found.setdefault(row["user_id"], Load(row["user_id"], row["user__full_name"]))
        load.cases += row["n"]
        load.levels[row["level"]] = load.levels.get(row["level"], 0) + row["n"]
        submitted = row["sheet"] == JudgementState.SUBMITTED
        if due_of(row["case__stage"], row["level"], submitted=submitted) == JUDGE:
            items = len(items_of_assignment(row["case__regulation"], tuple(row["areas"])))
            load.now += row["n"]
            load.left += max(items * row["n"] - row["answered"], 0)
    return sorted(found.values(), key=lambda load: (-load.left, -load.cases, load.name))
