"""What visits tell of a case: whether the presentation was held, the field visit is closed, the survey recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from pulau.apps.visits.models import Presentation, PresentationState, SurveyResult, Visit, VisitKind, VisitState
from pulau.core.shared.actor import Actor
from pulau.exchange.field_checklist import respondents_on
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import Fact


def presentation_held(tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
    """Whether no presentation that was called for is still to come."""
    rows = Presentation.objects.for_tenant(tenant_id).filter(case_id=case_id, state=PresentationState.CALLED)
    return not rows.exists()


def visit_closed(tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
    """Whether there was a field visit, and none is open."""
    rows = Visit.objects.for_tenant(tenant_id).filter(case_id=case_id, kind=VisitKind.FIELD)
    states = set(rows.order_by().values_list("state", flat=True).distinct()) - {VisitState.CALLED_OFF}
    return states == {VisitState.CLOSED}


def survey_recorded(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
    """Whether the survey's result, as it stands, has enough respondents."""
    rows = SurveyResult.objects.for_tenant(tenant_id).filter(case_id=case_id).order_by("-version")
    asked = rows.values_list("respondents", flat=True).first()
    return asked is not None and asked >= respondents_on(today_of(Actor.system(tenant_id), at)).least


FACTS: Final = (
    Fact("presentation-held", presentation_held),
    Fact("visit-closed", visit_closed),
    Fact("survey-recorded", survey_recorded),
)
