"""How far the units of a body came year by year, and what followed: cases, titles, decrees, repair."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.assessments.contract import Case, Transition
from pulau.apps.outcomes.contract import (
    Certificate,
    Decree,
    Objection,
    ObjectionState,
    Revocation,
    RevocationState,
    TitleHeld,
)
from pulau.apps.remediation.contract import RemediationPlan, RemediationStep
from pulau.apps.worksheets.contract import opened_years

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class JudgedGathered:
    """Of each unit: the last case of each year with its events, and the titles; of a case: what was decided on it."""

    opened: set[tuple[UUID, int]] = field(default_factory=set)
    cases: dict[tuple[UUID, int], Case] = field(default_factory=dict)
    by_unit: dict[UUID, list[Case]] = field(default_factory=dict)
    events: dict[UUID, list[Transition]] = field(default_factory=dict)
    titles: dict[UUID, list[TitleHeld]] = field(default_factory=dict)
    decrees: dict[UUID, Decree] = field(default_factory=dict)  # the version that counts, by series
    certificates: dict[UUID, str] = field(default_factory=dict)  # the document's number, by title
    objections: dict[UUID, Objection] = field(default_factory=dict)  # decided ones, by case
    revocations: dict[UUID, Revocation] = field(default_factory=dict)  # carried out, by title
    recommendations: dict[UUID, str] = field(default_factory=dict)  # what these rest on, by case
    steps: dict[UUID, list[RemediationStep]] = field(default_factory=dict)  # by case

    def cases_of(self, unit_id: UUID) -> list[Case]:
        """Return the last case of each year of a unit, earliest first."""
        return self.by_unit.get(unit_id, [])


def gather_judged(tenant_id: UUID) -> JudgedGathered:
    """Read them; nine queries."""
    found = JudgedGathered(opened_years(tenant_id))
    cases: Iterable[Case] = Case.objects.for_tenant(tenant_id).order_by("year", "number")
    found.cases = {(case.unit_id, case.year): case for case in cases}
    for case in found.cases.values():
        found.by_unit.setdefault(case.unit_id, []).append(case)
    shown = {case.pk for case in found.cases.values()}
    for event in Transition.objects.for_tenant(tenant_id).order_by("case_id", "number"):
        if event.case_id in shown:
            found.events.setdefault(event.case_id, []).append(event)
    _titles(tenant_id, found)
    decided = Objection.objects.for_tenant(tenant_id).exclude(state=ObjectionState.FILED).order_by("number")
    found.objections = {row.case_id: row for row in decided}
    plans = dict(RemediationPlan.objects.for_tenant(tenant_id).order_by().values_list("pk", "case_id"))
    for step in RemediationStep.objects.for_tenant(tenant_id).order_by("plan_id", "number"):
        found.steps.setdefault(plans[step.plan_id], []).append(step)
    return found


def _titles(tenant_id: UUID, found: JudgedGathered) -> None:
    for title in TitleHeld.objects.for_tenant(tenant_id).order_by("since", "recorded_at"):
        if title.unit_id:  # others are of zone areas as such
            found.titles.setdefault(title.unit_id, []).append(title)
    found.decrees = {row.series: row for row in Decree.objects.for_tenant(tenant_id).order_by("series", "version")}
    papers = Certificate.objects.for_tenant(tenant_id).filter(replaced_at__isnull=True).order_by()
    found.certificates = dict(papers.values_list("title_held_id", "document__code"))
    revoked = Revocation.objects.for_tenant(tenant_id).filter(state=RevocationState.REVOKED).order_by("proposed_at")
    found.revocations = {row.title_held_id: row for row in revoked}
    found.recommendations = {row.case_id: row.recommendation for row in found.revocations.values()}
