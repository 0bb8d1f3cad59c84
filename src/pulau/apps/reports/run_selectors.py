"""Reading runs that make the reports of a year, the cases they look at, and how far the reports of a year are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from pulau.apps.assessments.contract import Case
from pulau.apps.reports.models import EvaluationReport, ReportRun, ReportState, ReportVersion
from pulau.apps.reports.policies import SINCE_REPORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class RunNotFound(Http404):
    """There is no such run in the actor's body."""


@dataclass(frozen=True, slots=True)
class YearCounts:
    """How many cases of a year have come to the report, and how far their reports are."""

    cases: int
    drafts: int
    signed: int

    @property
    def missing(self) -> int:
        """How many have none yet."""
        return max(0, self.cases - self.drafts - self.signed)


def cases_of_year(tenant_id: UUID, year: int) -> ScopedQuerySet[Case]:
    """Return the cases of a year that have come to the report, in an order that stays."""
    rows = Case.objects.for_tenant(tenant_id).filter(year=year, stage__in=SINCE_REPORT)
    return rows.order_by("pk")


def counts_of_year(actor: Actor, year: int, kind: str) -> YearCounts:
    """Return how far the reports of a year are; two queries."""
    rows = EvaluationReport.objects.for_actor(actor).filter(case__year=year, kind=kind)
    newest = {case: state for case, state in rows.order_by("sequence").values_list("case_id", "state")}  # noqa: C416 - a later one replaces
    states = Counter(newest.values())
    cases = cases_of_year(actor.tenant_id, year).count()
    return YearCounts(cases, states[ReportState.DRAFT], states[ReportState.SIGNED])


def runs_of(actor: Actor) -> ScopedQuerySet[ReportRun]:
    """Return the runs of the actor's body, the newest first."""
    return ReportRun.objects.for_actor(actor).select_related("user")


def get_run_for(actor: Actor, run_id: UUID) -> ReportRun:
    """Return a run of the actor's body. Raises RunNotFound (404)."""
    found: ReportRun | None = runs_of(actor).filter(pk=run_id).first()
    if found is None:
        raise RunNotFound(run_id)
    return found


def skipped_units(run: ReportRun) -> list[tuple[str, str]]:
    """Return the units whose report a run could not make, each with why (a code), by name."""
    rows = Case.objects.for_tenant(run.tenant_id).filter(pk__in=list(run.skipped)).order_by("unit_name")
    return [(name, run.skipped[str(pk)]) for pk, name in rows.values_list("pk", "unit_name")]


def heads_of_year(tenant_id: UUID, year: int, kind: str) -> Iterator[ReportVersion]:
    """Go through the newest version of the newest report of each case of a year, a hundred at a time."""
    rows = ReportVersion.objects.for_tenant(tenant_id).filter(report__case__year=year, report__kind=kind)
    rows = rows.exclude(report__state=ReportState.SUPERSEDED).select_related("report__case", "document")
    seen: UUID | None = None
    for version in rows.order_by("report__case_id", "-report__sequence", "-number").iterator(chunk_size=100):
        if version.report.case_id != seen:
            seen = version.report.case_id
            yield version
