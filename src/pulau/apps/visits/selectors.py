"""Reading visits: what the reader may know of, the lines as they stand, and what came late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from pulau.apps.assessments.contract import get_case_by_id
from pulau.apps.visits.models import (
    Finding,
    Interview,
    LateFinding,
    LateState,
    Photo,
    Presentation,
    ShopperVisit,
    SurveyResult,
    Visit,
    VisitKind,
)
from pulau.apps.visits.policies import READ_FIELD, READ_TPI
from pulau.apps.visits.refusals import VisitNotFound
from pulau.apps.visits.rooms import is_over
from pulau.core.workflow.lines import Said, state_of_line
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.assessments.contract import Case
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


@dataclass(frozen=True, slots=True)
class LineNow:
    """A line as it stands: the version that counts, those kept beside it, and how many there are in all."""

    stands: Finding
    beside: tuple[Finding, ...]
    newest: int


def inside(actor: Actor, case: Case, kind: str) -> bool:
    """Whether the reader belongs to those who visit: they read everything of that kind."""
    action = READ_FIELD if kind == VisitKind.FIELD else READ_TPI
    return allowed(actor, action, unit_id=case.unit_id, state=case.stage)


def visits_of(actor: Actor, case: Case) -> ScopedQuerySet[Visit]:
    """Return the visits of a case that the reader may know of, each with its leader.

    Those outside know of announced visits, and of all once their stage is over; a TPI visit is TPI's and the unit's.
    """
    seen = Q(pk__in=())
    for kind in VisitKind.values:
        mine = Q(kind=kind)
        if not inside(actor, case, kind):
            if kind == VisitKind.TPI and inside(actor, case, VisitKind.FIELD):
                continue  # the ministry judges for itself
            if not is_over(kind, case.stage):
                mine &= Q(announced=True)
        seen |= mine
    rows: ScopedQuerySet[Visit] = Visit.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    return rows.filter(seen).select_related("leader")


def get_visit_for(actor: Actor, case: Case, visit_id: UUID) -> Visit:
    """Return a visit of a case. Raises VisitNotFound (404)."""
    row: Visit | None = visits_of(actor, case).filter(pk=visit_id).order_by().first()
    if row is None:
        raise VisitNotFound(visit_id)
    return row


def lock_visit(actor: Actor, visit_id: UUID) -> tuple[Visit, Case]:
    """Return a visit, locked until the transaction ends, and its case. Raises VisitNotFound, CaseNotFound (404)."""
    rows = Visit.objects.for_actor(actor).select_for_update(of=("self",))
    row: Visit | None = rows.filter(pk=visit_id).order_by().first()
    if row is None:
        raise VisitNotFound(visit_id)
    case = get_case_by_id(actor, row.case_id)
    get_visit_for(actor, case, row.pk)
    return row, case


def reads_findings(actor: Actor, case: Case, visit: Visit) -> bool:
    """Whether the reader may read what was found: who visits always, others once the stage is over."""
    return inside(actor, case, visit.kind) or is_over(visit.kind, case.stage)


def findings_of(visit: Visit) -> list[Finding]:
    """Return every version of every line, with who typed it."""
    rows = Finding.objects.for_tenant(visit.tenant_id).filter(visit_id=visit.pk).select_related("user")
    return list(rows)


def lines_now(findings: list[Finding]) -> dict[str, LineNow]:
    """Return each line that somebody filled, as it stands."""
    by_line: dict[str, list[Finding]] = {}
    for row in findings:
        by_line.setdefault(row.line, []).append(row)
    return {line: now for line, rows in by_line.items() if (now := line_now(rows)) is not None}


def line_now(rows: list[Finding]) -> LineNow | None:
    """Return one line as it stands, or None where nobody filled it."""
    state = state_of_line(Said(row.version, row.known, str(row.user_id), row.typed_at) for row in rows)
    if state is None:
        return None
    found = {row.version: row for row in rows}
    return LineNow(found[state.stands], tuple(found[version] for version in state.beside), max(found))


def late_of(visit: Visit) -> ScopedQuerySet[LateFinding]:
    """Return the lines of a visit that came after it was closed, with who typed them."""
    rows: ScopedQuerySet[LateFinding] = LateFinding.objects.for_tenant(visit.tenant_id).filter(visit_id=visit.pk)
    return rows.select_related("user", "decided_by")


def late_waiting(case: Case, kind: str) -> int:
    """Count the late lines of a case that wait for the leader."""
    rows = LateFinding.objects.for_tenant(case.tenant_id)
    return rows.filter(visit__case_id=case.pk, visit__kind=kind, state=LateState.WAITING).count()


def photos_of(visit: Visit) -> ScopedQuerySet[Photo]:
    """Return the photos of a visit, in the order in which they were taken."""
    rows: ScopedQuerySet[Photo] = Photo.objects.for_tenant(visit.tenant_id).filter(visit_id=visit.pk)
    return rows.select_related("user")


def photo_by_key(actor: Actor, visit: Visit, key: UUID) -> Photo | None:
    """Return the photo that came under a key already. Raises VisitNotFound where it is somebody else's."""
    found: Photo | None = Photo.objects.for_actor(actor).filter(key=key).first()
    if found is not None and (found.visit_id, found.user_id) != (visit.pk, actor.user_id):
        raise VisitNotFound(key)
    return found


def presentations_of(case: Case) -> ScopedQuerySet[Presentation]:
    """Return the presentations of a case, earliest first."""
    rows: ScopedQuerySet[Presentation] = Presentation.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    return rows.select_related("called_by", "closed_by")


def shoppers_of(case: Case) -> ScopedQuerySet[ShopperVisit]:
    """Return what mystery shoppers told of a case."""
    rows: ScopedQuerySet[ShopperVisit] = ShopperVisit.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    return rows.select_related("user")


def interviews_of(case: Case) -> ScopedQuerySet[Interview]:
    """Return the interviews of a case."""
    rows: ScopedQuerySet[Interview] = Interview.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    return rows.select_related("user")


def surveys_of(case: Case) -> ScopedQuerySet[SurveyResult]:
    """Return the versions of a case's survey, the newest first."""
    rows: ScopedQuerySet[SurveyResult] = SurveyResult.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    return rows.select_related("user").order_by("-version")
