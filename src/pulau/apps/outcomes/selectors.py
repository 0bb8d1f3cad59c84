"""Reading titles, decrees and what became of outcomes, always within a body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from pulau.apps.assessments.contract import Case
from pulau.apps.outcomes.bars import bar_of
from pulau.apps.outcomes.models import (
    Acceptance,
    Certificate,
    CertificateRequest,
    Decree,
    DecreeCase,
    DecreeKind,
    Monitoring,
    Objection,
    ObjectionFile,
    ObjectionState,
    Offence,
    Qualification,
    Revocation,
    TitleHeld,
    TitleState,
    Trigger,
    TriggerOutcome,
)
from pulau.apps.outcomes.refusals import OutcomeNotFound
from pulau.core.workflow.keeping import Standing
from pulau.exchange.keeping import AGENCY_HEAD, issuer_of, own_evaluation_on

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


TITLES_OF_BODIES: Final = frozenset({"WBK"})
"""What a body's head may determine at all: the other titles are the Minister's in every regulation."""


def titles_of(tenant_id: UUID, unit_id: UUID) -> list[TitleHeld]:
    """Return the titles of a unit, earliest first."""
    return list(TitleHeld.objects.for_tenant(tenant_id).filter(unit_id=unit_id))


def standing_titles(actor: Actor, day: date) -> list[TitleHeld]:
    """Return the titles of units of the actor's body that stand on a day, each with its unit and case."""
    rows = TitleHeld.objects.for_actor(actor).filter(_stand_as(TitleState.IN_FORCE, day), unit__isnull=False)
    return [row for row in rows.select_related("case", "unit") if row.on(day) is Standing.IN_FORCE]


def title_on(tenant_id: UUID, unit_id: UUID, day: date) -> TitleHeld | None:
    """Return the title that a unit holds on a day, or None."""
    standing = [row for row in titles_of(tenant_id, unit_id) if row.on(day) is Standing.IN_FORCE]
    return standing[-1] if standing else None


def get_title(actor: Actor, title_id: UUID) -> TitleHeld:
    """Return a title of the actor's body. Raises OutcomeNotFound (404)."""
    row: TitleHeld | None = TitleHeld.objects.for_actor(actor).select_related("case").filter(pk=title_id).first()
    if row is None:
        raise OutcomeNotFound
    return row


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
    found: TitleHeld | None = rows.first()
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


def open_request(tenant_id: UUID, title_id: UUID) -> CertificateRequest | None:
    """Return the certificate of a title that was asked for and waits for the witnesses, or None."""
    rows = CertificateRequest.objects.for_tenant(tenant_id).filter(title_held_id=title_id, ended_at__isnull=True)
    found: CertificateRequest | None = rows.first()
    return found


def asked_for(tenant_id: UUID, titles: Collection[UUID]) -> set[UUID]:
    """Return of which of these titles a certificate is asked for and waits for the witnesses."""
    rows = CertificateRequest.objects.for_tenant(tenant_id).filter(title_held_id__in=titles, ended_at__isnull=True)
    return set(rows.values_list("title_held_id", flat=True))


def newest_title(tenant_id: UUID, unit_id: UUID) -> TitleHeld | None:
    """Return the title that a unit holds or held last, or None."""
    held = titles_of(tenant_id, unit_id)
    return held[-1] if held else None


def trigger_of_unit(case: Case, trigger_id: UUID) -> Trigger:
    """Return a trigger of a title of the case's unit. Raises OutcomeNotFound (404)."""
    rows = Trigger.objects.for_tenant(case.tenant_id).filter(pk=trigger_id, title_held__unit_id=case.unit_id)
    row: Trigger | None = rows.select_related("title_held", "found_by", "clarified_by", "examined_by").first()
    if row is None:
        raise OutcomeNotFound
    return row


def file_of_case(case: Case, digest: str) -> str:
    """Return the name of a document of a case: of its decrees, objections or offences; "" where there is none."""
    tenant = case.tenant_id
    series = DecreeCase.objects.for_tenant(tenant).filter(case_id=case.pk).values("decree_id")
    held = TitleHeld.objects.for_tenant(tenant).filter(unit_id=case.unit_id).values("decree_id")
    places = (
        Decree.objects.for_tenant(tenant).filter(Q(series__in=series) | Q(series__in=held), digest=digest),
        ObjectionFile.objects.for_tenant(tenant).filter(objection__case_id=case.pk, digest=digest),
        Offence.objects.for_tenant(tenant).filter(case_id=case.pk, digest=digest),
    )
    for rows in places:
        name = rows.order_by().values_list("file_name", flat=True).first()
        if name:
            return str(name)
    return ""


def monitorings_of(tenant_id: UUID, title_id: UUID) -> list[Monitoring]:
    """Return the reports on a title, the newest first."""
    rows = Monitoring.objects.for_tenant(tenant_id).filter(title_held_id=title_id).select_related("user")
    return list(rows.order_by("-year", "-number"))


def triggers_of(tenant_id: UUID, title_id: UUID) -> list[Trigger]:
    """Return what makes a title be examined, the newest first."""
    rows = Trigger.objects.for_tenant(tenant_id).filter(title_held_id=title_id)
    return list(rows.select_related("found_by", "clarified_by", "examined_by"))


def revocations_of(case: Case) -> list[Revocation]:
    """Return the recommended revocations of a case, the newest first."""
    rows = Revocation.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).order_by("-proposed_at")
    return list(rows.select_related("proposed_by", "decided_by"))


def report_days(tenant_id: UUID, titles: Collection[UUID]) -> dict[UUID, list[date]]:
    """Return the days on which titles were reported, in one query."""
    found: dict[UUID, list[date]] = {}
    rows = Monitoring.objects.for_tenant(tenant_id).filter(title_held_id__in=list(titles)).order_by()
    for title, day in rows.values_list("title_held_id", "on"):
        found.setdefault(title, []).append(day)
    return found


def find_titles(actor: Actor, day: date, words: str = "", state: str = "") -> ScopedQuerySet[TitleHeld]:
    """Return the titles of the actor's body, by holder and time.

    `words` are in the name, `state` is a TitleState: how a title stands on the day, also where its row says it later.
    """
    rows = TitleHeld.objects.for_actor(actor)
    if words:
        rows = rows.filter(name__icontains=words)
    if state:
        rows = rows.filter(_stand_as(state, day))
    return rows.order_by("name", "-since", "id")


def _stand_as(state: str, day: date) -> Q:
    """Return the condition that a title stands so on a day: over once its last day is, not before what closes it."""
    over = Q(state=TitleState.IN_FORCE, until__lt=day)
    if state == TitleState.IN_FORCE:
        return (Q(state=state) & ~over) | Q(closed_on__gt=day)
    closed = Q(state=state, closed_on__lte=day)
    return closed | over if state == TitleState.ENDED else closed


def determines_itself(case: Case, day: date) -> bool:
    """Whether the case's body determines its title: by the regulation, or as the Minister qualified it on a day."""
    if case.title not in TITLES_OF_BODIES:
        return False
    if issuer_of(case.regulation, case.title).code == AGENCY_HEAD:
        return True
    if own_evaluation_on(day, case.title) is None:
        return False
    rows = Qualification.objects.for_tenant(case.tenant_id).filter(title=case.title, since__lte=day)
    return rows.filter(Q(until__isnull=True) | Q(until__gte=day)).exists()


def qualifications_of(actor: Actor) -> list[Qualification]:
    """Return what the body may evaluate and determine itself, the newest first."""
    return list(Qualification.objects.for_actor(actor))


def decrees_by_series(tenant_id: UUID, series: Collection[UUID]) -> dict[UUID, tuple[Decree, ...]]:
    """Return all versions of decrees by their series, the newest first, in one query."""
    found: dict[UUID, tuple[Decree, ...]] = {}
    if series:
        rows = Decree.objects.for_tenant(tenant_id).filter(series__in=list(series)).select_related("user")
        for row in rows.order_by("series", "-version"):
            found[row.series] = (*found.get(row.series, ()), row)
    return found


def certificates_of(tenant_id: UUID, titles: Collection[UUID]) -> dict[UUID, tuple[Certificate, ...]]:
    """Return the certificates of titles with their documents, the newest first, in one query."""
    found: dict[UUID, tuple[Certificate, ...]] = {}
    rows = Certificate.objects.for_tenant(tenant_id).filter(title_held_id__in=list(titles)).select_related("document")
    for row in rows.order_by("title_held_id", "-number"):
        found[row.title_held_id] = (*found.get(row.title_held_id, ()), row)
    return found


def titles_by_decree(tenant_id: UUID, series: UUID) -> list[TitleHeld]:
    """Return the titles that a decree gave or took."""
    rows = TitleHeld.objects.for_tenant(tenant_id).filter(Q(decree_id=series) | Q(closed_by_id=series))
    return list(rows.order_by("name"))


def decides_cases(tenant_id: UUID, series: UUID) -> bool:
    """Whether a decree decides cases of the platform."""
    return DecreeCase.objects.for_tenant(tenant_id).filter(decree_id=series).exists()


def newest_cases(tenant_id: UUID, units: Collection[UUID]) -> dict[UUID, Case]:
    """Return the newest case of each unit, in one query."""
    rows = Case.objects.for_tenant(tenant_id).filter(unit_id__in=list(units)).order_by("year", "number")
    return {row.unit_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: the title that it brought, what was said against it, and the bar that runs on a day."""

    stage: str
    held: TitleHeld | None
    objections: tuple[Objection, ...]
    accepted: bool
    offences: tuple[Offence, ...]
    bar: date | None


def outcome_of(case: Case, day: date) -> Outcome:
    """Return what came of a case, in a fixed number of queries. Who may read it, the caller has asked."""
    return Outcome(
        case.stage,
        title_of_case(case),
        tuple(objections_of(case)),
        acceptance_of(case) is not None,
        tuple(offences_of(case)),
        bar_of(case.tenant_id, case.unit_id, day),
    )
