"""Asking the table of permissions: for a request's address, and in a service for the thing itself.

@requires(may(KEEP_UNITS))            # somewhere in the body
def units(request): ...

actor = require(actor, ADD_UNIT)      # in the service; the actor then acts in the role that allowed it
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from pulau.core.shared.actor import Actor
from pulau.core.shared.permissions import Action, Relation, Subject, decide, reach
from pulau.foundation.tenancy.acting import requesting_actor


def allowed(
    actor: Actor, action: Action, *, unit_id: UUID | None = None, person_id: UUID | None = None, state: str = ""
) -> bool:
    """Whether the actor may do something in the tenant that they act for."""
    return decide(actor, action, Subject(actor.tenant_id, unit_id, person_id, state)).allowed


def require(
    actor: Actor, action: Action, *, unit_id: UUID | None = None, person_id: UUID | None = None, state: str = ""
) -> Actor:
    """Return the actor in the role that lets them do something, for the journal. Raises PermissionDenied."""
    decision = decide(actor, action, Subject(actor.tenant_id, unit_id, person_id, state))
    if not decision.allowed:
        raise PermissionDenied(action.code)
    return decision.actor(actor)


def may(action: Action) -> Callable[[HttpRequest], bool]:
    """Return the rule of an address: whoever may do the action to something in the body that they act for."""

    def rule(request: HttpRequest) -> bool:
        actor = requesting_actor(request)
        return actor is not None and may_somewhere(actor, action)

    rule.__name__ = action.code
    return rule


def may_somewhere(actor: Actor, action: Action) -> bool:
    """Whether there may be something in the actor's body to which they may do the action, in some state."""
    if any(permit.relation is Relation.OWN for permit in action.permits):
        return True
    states = {state for permit in action.permits for state in permit.states} | {""}
    return any(reach(actor, action, state) for state in sorted(states))
