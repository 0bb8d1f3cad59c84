"""Taking a case for an event of the process: locked, at a stage from which it leads on, by somebody who may."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.assessments.contract import EVENT, Case, StageMoved, lock_case
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def taken(actor: Actor, case_id: UUID, event: str) -> tuple[Actor, Case]:
    """Return the case, locked, and the actor in the role that lets the event happen.

    Raises CaseNotFound, StageMoved where the event leads nowhere from where it stands, PermissionDenied.
    """
    case = lock_case(actor, case_id)
    if case.stage not in ASSESSMENT.sources_of(event):
        raise StageMoved(case.stage)
    return require(actor, EVENT[event], unit_id=case.unit_id, state=case.stage), case
