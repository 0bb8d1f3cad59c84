"""Who could sit on the panel of a case: holders of a panel's duty that reaches the body, with what bars each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pulau.apps.people.contract import Role, assessors_on
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.people.contract import Assessor


def candidates_for(case: Case, now: datetime) -> list[Assessor]:
    """Return who may sit on the panel of a case, by name, with what bars them; a fixed number of queries."""
    system = Actor.system(case.tenant_id)
    return [
        found for found in assessors_on(system, [Role.TPN_PANEL], case.unit_id, today_of(system, now)) if found.granted
    ]
