"""Reading titles, decrees and what became of outcomes, always within a body."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.outcomes.models import (
    Acceptance,
    Certificate,
    Decree,
    DecreeCase,
    DecreeKind,
    Objection,
    ObjectionState,
    Offence,
    TitleHeld,
    TitleState,
    Trigger,
    TriggerOutcome,
)
from pulau.apps.outcomes.refusals import OutcomeNotFound
from pulau.core.workflow.keeping import Standing, bar_until
from pulau.exchange.keeping import bar_law

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pulau.apps.assessments.contract import Case
    from pulau.core.shared.actor import Actor


def titles_of(tenant_id: UUID, unit_id: UUID) -> list[TitleHeld]:
    """Return the titles of a unit, earliest first, each with its decree."""
    rows = TitleHeld.objects.for_tenant(tenant_id).filter(unit_id=unit_id)
    return list(rows.select_related("decree", "closed_by"))


def title_on(tenant_id: UUID, unit_id: UUID, day: date) -> TitleHeld | None:
    """Return the title that a unit holds on a day, or None."""
    standing = [row for row in titles_of(tenant_id, unit_id) if row.on(day) is Standing.IN_FORCE]
    return standing[-1] if standing else None


def get_title(actor: Actor, title_id: UUID) -> TitleHeld:
    """Return a title of the actor's body. Raises OutcomeNotFound (404)."""
    row: TitleHeld | None = TitleHeld.objects.for_actor(actor).select_related("decree").filter(pk=title_id).first()
    if row is None:
        raise OutcomeNotFound
    return row


def bar_of(tenant_id: UUID, unit_id: UUID, day: date) -> date | None:
    """Return the last day on which a unit may not be proposed, where a bar runs on a day; else None."""
    rows = TitleHeld.objects.for_tenant(tenant_id).filter(unit_id=unit_id, state=TitleState.REVOKED)
    return longest_bar(rows.values_list("closed_on", flat=True), day)


def bars_of(tenant_id: UUID, units: Collection[UUID], day: date) -> dict[UUID, date]:
    """Return the bars that run on a day, by unit, in one query."""
    rows = TitleHeld.objects.for_tenant(tenant_id).filter(unit_id__in=list(units), state=TitleState.REVOKED)
    revoked: dict[UUID, list[date | None]] = {}
    for unit, closed in rows.order_by().values_list("unit_id", "closed_on"):
        revoked.setdefault(unit, []).append(closed)
    found = {unit: longest_bar(days, day) for unit, days in revoked.items()}
    return {unit: last for unit, last in found.items() if last is not None}


def longest_bar(decrees: Iterable[date | None], day: date) -> date | None:
    """Return the last day of the longest bar that runs on a day; each decree by the rule of its own day."""
    begun = [decree for decree in decrees if decree is not None and decree <= day]
    running = [last for decree in begun if (last := _bar(decree)) is not None and day <= last]
    return max(running, default=None)


def _bar(decree: date) -> date | None:
    try:
        return bar_until(decree, bar_law(decree).months)
    except LookupError:
        return None  # of a time before any rule


def decree_versions(tenant_id: UUID, series: UUID) -> list[Decree]:
    """Return all versions of a decree, the newest first."""
    return list(Decree.objects.for_tenant(tenant_id).filter(series=series).select_related("user").order_by("-version"))


def newest_decrees(tenant_id: UUID, series: Collection[UUID]) -> dict[UUID, Decree]:
    """Return the version that counts of each decree, by its series, in one query."""
    rows = Decree.objects.for_tenant(tenant_id).filter(series__in=list(series)).order_by("series", "version")
    return {row.series: row for row in rows}


def decree_given(tenant_id: UUID, case_id: UUID, kind: DecreeKind) -> bool:
    """Whether a decree of a kind decides a case."""
    return DecreeCase.objects.for_tenant(tenant_id).filter(case_id=case_id, kind=kind).exists()


def title_of_case(case: Case) -> TitleHeld | None:
    """Return the title that a case brought, or None."""
    rows = TitleHeld.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    found: TitleHeld | None = rows.select_related("decree", "closed_by").first()
    return found


def objections_of(case: Case) -> list[Objection]:
    """Return the objections of a case with their files, the newest first."""
    rows = Objection.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).order_by("-number")
    return list(rows.select_related("filed_by", "decided_by").prefetch_related("files"))


def open_objection(tenant_id: UUID, case_id: UUID) -> Objection | None:
    """Return the objection that is examined, or None."""
    rows = Objection.objects.for_tenant(tenant_id).filter(case_id=case_id, state=ObjectionState.FILED)
    found: Objection | None = rows.first()
    return found


def acceptance_of(case: Case) -> Acceptance | None:
    """Return that the body accepts the outcome that stands now; an earlier outcome's says nothing."""
    rows = Acceptance.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, at__gte=case.stage_since)
    found: Acceptance | None = rows.select_related("user").first()
    return found


def offences_of(case: Case) -> list[Offence]:
    """Return the offences of a case."""
    return list(Offence.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).select_related("user"))


def founded_triggers(tenant_id: UUID, title_id: UUID) -> list[Trigger]:
    """Return what was examined, found to be so, and not settled yet."""
    rows = Trigger.objects.for_tenant(tenant_id).filter(title_held_id=title_id, settled_at__isnull=True)
    return list(rows.filter(outcome=TriggerOutcome.FOUNDED).exclude(clarification=""))


def certificate_of(tenant_id: UUID, title_id: UUID) -> Certificate | None:
    """Return the certificate of a title that counts, with its document, or None."""
    rows = Certificate.objects.for_tenant(tenant_id).filter(title_held_id=title_id, replaced_at__isnull=True)
    found: Certificate | None = rows.select_related("document").first()
    return found
