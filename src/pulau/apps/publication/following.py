"""When a body is published anew: soon after something that the public sees was written, and every night.

The journal tells of every write; this looks at the action alone. What an action is missing here for comes with the
night.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pulau.core.workflow.assessment import WAYS
from pulau.foundation.jobs.queue import enqueue_once
from pulau.foundation.registry.entry_followers import EntryFollower

PUBLISH: Final = "pulau.apps.publication.tasks.publish"
SOON: Final = timedelta(seconds=10)
"""How long a publication waits for what else changes."""
_APPS: Final = frozenset({"agencies", "outcomes", "remediation"})
"""Apps of which nearly every action changes what is told."""
_ACTIONS: Final = frozenset(
    {
        *("declarations.planned", "declarations.changed", "declarations.opened", "declarations.held"),
        *("declarations.closed", "declarations.cancelled", "declarations.counted"),
        *("worksheets.worksheet_opened", "worksheets.submitted", "worksheets.withdrawn"),
        *("signing.signed", "signing.ended", "assessments.case_opened"),
        *(f"assessments.{way.event}" for way in WAYS),
    }
)


def publish_soon(tenant_id: UUID, action: str) -> None:
    """Queue a publication of a body when the open transaction has committed, where the action is one that is seen."""
    if action in _ACTIONS or action.partition(".")[0] in _APPS:
        transaction.on_commit(partial(_queue, str(tenant_id)), robust=True)


def _queue(tenant: str) -> None:
    enqueue_once(PUBLISH, after=timezone.now() + SOON, tenant=tenant)


FOLLOWER: Final = EntryFollower("publication", publish_soon)
