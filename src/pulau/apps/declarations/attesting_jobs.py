"""Going on with attesting many drawings, one after another, each behind the wall and committed by itself."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pulau.apps.declarations.models import AttestRun, AttestState, TabletSession
from pulau.apps.declarations.selectors.tablet import RunNotFound, TabletNotFound, attest_run_of
from pulau.apps.declarations.services.attesting import Went, attest_next, halt_attesting
from pulau.apps.declarations.services.tablet import end_tablet
from pulau.apps.signing.contract import ProviderAway, SecretRefused, without_timestamps
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

AWAY = "away"
STORE = "store"
RIGHTS_GONE = "rights-gone"
LOST_AFTER: Final = timedelta(minutes=30)
"""A run that was not touched for so long has no job any more: pauses are shorter."""


def advance(tenant_id: UUID, run_id: UUID) -> int:
    """Attest until the run is over or something is away; returns how many steps were done."""
    done = 0
    with ExitStack() as stack:
        while True:
            went = _step(tenant_id, run_id)
            if not went.more:
                return done
            done += 1
            if went.unstamped:  # the others would each wait for the same authority
                stack.enter_context(without_timestamps())


def end_by_itself(tenant_id: UUID, tablet_id: UUID) -> None:
    """End a tablet whose time is over, unless somebody did."""
    with behind_wall(tenant_id):
        try:
            end_tablet(actor=Actor.system(tenant_id), tablet_id=tablet_id, now=timezone.now())
        except TabletNotFound:
            return  # its body was taken away meanwhile


def go_on(now: datetime) -> None:
    """Go on with runs whose job was lost (its worker was killed), and end tablets whose time is over."""
    for tenant_id in Tenant.objects.order_by("pk").values_list("pk", flat=True):
        with behind_wall(tenant_id):
            states = (AttestState.RUNNING, AttestState.PAUSED)
            runs = AttestRun.objects.for_tenant(tenant_id).filter(state__in=states, touched_at__lt=now - LOST_AFTER)
            lost = list(runs.values_list("pk", flat=True))
            over = TabletSession.objects.for_tenant(tenant_id).filter(ended_at__isnull=True, until__lt=now)
            tablets = list(over.values_list("pk", flat=True))
        for run_id in lost:
            advance(tenant_id, run_id)
        for tablet_id in tablets:
            end_by_itself(tenant_id, tablet_id)


def _step(tenant_id: UUID, run_id: UUID) -> Went:
    system = Actor.system(tenant_id)
    told, waits = RIGHTS_GONE, False
    try:
        with behind_wall(tenant_id):
            witness_id = attest_run_of(system, run_id).witness_id
        with behind_wall(tenant_id, witness_id):
            actor = actor_in(tenant_id, witness_id)
            if actor is not None:
                return attest_next(actor=actor, run_id=run_id, now=timezone.now())
    except RunNotFound:
        return Went(more=False)
    except (ProviderAway, SecretRefused, OSError) as problem:
        told, waits = (STORE if isinstance(problem, OSError) else AWAY), True
    except PermissionDenied:
        pass  # they act in the body, but attend this unit no more: it stops as for who left
    with behind_wall(tenant_id):
        halt_attesting(actor=system, run_id=run_id, told=told, waits=waits, now=timezone.now())
    return Went(more=False)
