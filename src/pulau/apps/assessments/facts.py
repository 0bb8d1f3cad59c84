"""Facts of the process that the case itself tells."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.agencies.contract import AgencyKind, WorkUnit, agency_of
from pulau.apps.assessments.models import Case, CaseKind
from pulau.apps.assessments.seats import bars_of_seats, case_parts_of, holding_seats, judging_now
from pulau.apps.assessments.selectors import at_hand
from pulau.apps.worksheets.contract import stands
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import FORWARDED, MONITORING, RENEWED, REVOKED
from pulau.core.workflow.assigning import covers, tpi_complete
from pulau.core.workflow.levels import AssessorLevel
from pulau.foundation.registry.process_cases import Fact

if TYPE_CHECKING:
    from collections.abc import Callable

_WITH_LOWER_UNITS: Final = frozenset({AgencyKind.MINISTRY, AgencyKind.BODY, AgencyKind.VERTICAL})


def case_of(tenant_id: UUID, case_id: UUID) -> Case:
    """Return the case. Raises Case.DoesNotExist."""
    found = at_hand(tenant_id, case_id)
    if found is not None:
        return found
    row: Case = Case.objects.for_tenant(tenant_id).get(pk=case_id)
    return row


def needs_preliminary(case: Case) -> bool:
    """Whether a unit above must find the unit fit first: in ministries and agencies, for units below others."""
    agency = agency_of(Actor.system(case.tenant_id))
    if agency is None or agency.kind not in _WITH_LOWER_UNITS:
        return False
    return WorkUnit.objects.for_tenant(case.tenant_id).filter(pk=case.unit_id, parent_id__isnull=False).exists()


def _of(ask: Callable[[Case], bool]) -> Callable[[UUID, UUID, datetime], bool]:
    def fact(tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
        return ask(case_of(tenant_id, case_id))

    return fact


def _later_decided(case: Case) -> bool:
    later = Case.objects.for_tenant(case.tenant_id).filter(unit_id=case.unit_id, year__gt=case.year)
    return later.filter(stage__in=(MONITORING, RENEWED, REVOKED)).exists()


def _tpi_assigned(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
    case = case_of(tenant_id, case_id)
    return tpi_complete(holding_seats(case, at), case_parts_of(case))


def _assigned_at(level: AssessorLevel) -> Callable[[UUID, UUID, datetime], bool]:
    def fact(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
        case = case_of(tenant_id, case_id)
        return covers(level, holding_seats(case, at), case_parts_of(case))

    return fact


def _no_conflict(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
    case = case_of(tenant_id, case_id)
    return not bars_of_seats(case, judging_now(case), at)


FACTS: Final = (
    Fact("submission-stands", _of(lambda case: stands(case.tenant_id, case.submission_id))),
    Fact("lower-unit", _of(needs_preliminary)),
    Fact("no-preliminary", _of(lambda case: case.stage == FORWARDED or not needs_preliminary(case))),
    Fact("first-title", _of(lambda case: case.kind == CaseKind.FIRST)),
    Fact("later-evaluation", _of(_later_decided)),
    Fact("tpi-assigned", _tpi_assigned),
    Fact("no-conflict", _no_conflict),
    Fact("desk-assigned", _assigned_at(AssessorLevel.TPN_DESK)),
    Fact("field-assigned", _assigned_at(AssessorLevel.TPN_FIELD)),
)
