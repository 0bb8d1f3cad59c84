"""Taking a case for an event of the process, or a trigger to be worked on: locked, at a stage where it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.assessments.contract import EVENT, Case, StageMoved, lock_case
from pulau.apps.outcomes.models import Trigger
from pulau.apps.outcomes.refusals import OutcomeNotFound
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


def lock_trigger(actor: Actor, trigger_id: UUID) -> Trigger:
    """Return a trigger of the actor's body with its title, locked. Raises OutcomeNotFound."""
    rows = Trigger.objects.for_actor(actor).select_related("title_held").select_for_update(of=("self",))
    row: Trigger | None = rows.filter(pk=trigger_id).order_by().first()
    if row is None:
        raise OutcomeNotFound
    return row
