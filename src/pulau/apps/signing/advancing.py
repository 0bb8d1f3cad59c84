"""Going on with a run of signatures from where it stands, document by document, each behind the wall by itself."""

from __future__ import annotations

from contextlib import ExitStack
from uuid import UUID

from django.utils import timezone

from pulau.apps.signing.provider import without_timestamps
from pulau.apps.signing.selectors.running import RunNotFound, run_of
from pulau.apps.signing.services.running import AWAY, RIGHTS_GONE, STORE, Went, pause_run, sign_next, stop_run
from pulau.core.shared.actor import Actor
from pulau.exchange.signatures.providers.base import ProviderAway, SecretRefused
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.wall import behind_wall


def advance(tenant_id: UUID, run_id: UUID) -> int:
    """Sign until the run is over or something is away; returns how many steps were done."""
    done = 0
    with ExitStack() as stack:
        while True:
            went = _step(tenant_id, run_id)
            if not went.more:
                return done
            done += 1
            if went.unstamped:  # the others would each wait for the same authority
                stack.enter_context(without_timestamps())


def _step(tenant_id: UUID, run_id: UUID) -> Went:
    system = Actor.system(tenant_id)
    try:
        with behind_wall(tenant_id):
            user_id = run_of(system, run_id).user_id
        with behind_wall(tenant_id, user_id):
            actor = actor_in(tenant_id, user_id)
            if actor is not None:
                return sign_next(actor=actor, run_id=run_id, now=timezone.now())
            stop_run(actor=system, run_id=run_id, told=RIGHTS_GONE, now=timezone.now())
    except RunNotFound:
        return Went(more=False)
    except (ProviderAway, SecretRefused, OSError) as problem:
        told = STORE if isinstance(problem, OSError) else AWAY
        with behind_wall(tenant_id):
            pause_run(actor=system, run_id=run_id, told=told, now=timezone.now())
    return Went(more=False)
