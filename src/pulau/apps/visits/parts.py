"""What a case's page shows of presentations and visits: its line, its tab, its moments. A fixed number of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pulau.apps.assessments.contract import get_case_by_id
from pulau.apps.visits.models import PresentationState, VisitKind, VisitState
from pulau.apps.visits.policies import SEE
from pulau.apps.visits.rooms import STAGES
from pulau.apps.visits.selectors import inside, late_waiting, presentations_of, surveys_of, visits_of
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import DESK, FIELD, NATIONAL
from pulau.foundation.registry.process_cases import CaseMoment, CaseMoments, CasePart, CaseTab, PartLine
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.visits.models import Visit

_SHOWN: Final = NATIONAL | STAGES[VisitKind.TPI]


def line_of(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    """Return how far presentation and visits are, and what waits for the reader."""
    case = get_case_by_id(actor, case_id)
    if not allowed(actor, SEE, unit_id=case.unit_id, state=case.stage):
        return None
    called = [row for row in presentations_of(case) if row.state != PresentationState.CANCELLED]
    visits = list(visits_of(actor, case))
    if not called and not visits and case.stage not in {DESK, FIELD}:
        return None
    said = [*(_presented(row.state) for row in called[-1:]), *(_visited(visit) for visit in visits)]
    href = reverse("visits:field", args=[unit, year])
    return PartLine(" · ".join(said) or _("Belum ada paparan atau kunjungan."), href, _due(actor, case, visits))


def _presented(state: str) -> str:
    return _("Paparan sudah berlangsung") if state == PresentationState.HELD else _("Paparan diminta")


def _visited(visit: Visit) -> str:
    told = {"day": long_date(visit.first_day)}
    return {
        VisitState.PLANNED: _("Kunjungan mulai %(day)s"),
        VisitState.UNDER_WAY: _("Kunjungan berlangsung sejak %(day)s"),
        VisitState.CLOSED: _("Kunjungan %(day)s ditutup"),
        VisitState.CALLED_OFF: _("Kunjungan %(day)s dibatalkan"),
    }[VisitState(visit.state)] % told


def _due(actor: Actor, case: Case, visits: list[Visit]) -> str:
    if case.stage != FIELD or not inside(actor, case, VisitKind.FIELD):
        return ""
    if not any(visit.state != VisitState.CALLED_OFF for visit in visits):
        return _("Rencanakan kunjungan")
    if any(visit.open for visit in visits):
        return _("Catat dan tutup kunjungan")
    if late_waiting(case, VisitKind.FIELD):
        return _("Putuskan baris susulan")
    return "" if surveys_of(case).exists() else _("Catat hasil survei")


def moments_of(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    """Return when presentations were held, and when visits were planned and closed."""
    case = get_case_by_id(actor, case_id)
    if not allowed(actor, SEE, unit_id=case.unit_id, state=case.stage):
        return []
    href = reverse("visits:field", args=[unit, year])
    found = [
        CaseMoment(row.closed_at, _("Paparan dicatat"), row.closed_by.full_name, href=href, kind="visit")
        for row in presentations_of(case)
        if row.closed_at and row.closed_by and row.state == PresentationState.HELD
    ]
    for visit in visits_of(actor, case).select_related("planned_by", "closed_by"):
        at = reverse("visits:visit", args=[unit, year, visit.pk])
        planned = _("Kunjungan direncanakan mulai %(day)s") % {"day": long_date(visit.first_day)}
        found.append(CaseMoment(visit.planned_at, planned, visit.planned_by.full_name, href=at, kind="visit"))
        if visit.closed_at and visit.closed_by:
            closed = _("Kunjungan dibatalkan") if visit.state == VisitState.CALLED_OFF else _("Kunjungan ditutup")
            found.append(CaseMoment(visit.closed_at, closed, visit.closed_by.full_name, href=at, kind="visit"))
    return found


def _tab_shown(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return stage in _SHOWN and allowed(actor, SEE, unit_id=unit_id, state=stage)


PART: Final = CasePart("visits", gettext_noop("Paparan dan lapangan"), 60, line_of)
TAB: Final = CaseTab("visits", gettext_noop("Lapangan"), 60, "visits:field", _tab_shown)
MOMENTS: Final = CaseMoments("visits", moments_of)
