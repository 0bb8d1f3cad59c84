"""Having a body's coverage counted anew soon: after a pact or a declaration changed, every night, and when asked.

recount_soon(actor.tenant_id)          # in the transaction of the change
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pulau.foundation.jobs.queue import enqueue_once, waiting

COUNT_BODY: Final = "pulau.apps.declarations.tasks.count_body"
THIS_YEAR: Final = 0
"""The year that it is in the body when the job runs."""
SOON: Final = timedelta(seconds=20)
"""How long a count waits for what else changes: an office that signs within a minute is counted a few times."""


def recount_soon(tenant_id: UUID, year: int = THIS_YEAR) -> None:
    """Queue a count of a body when the open transaction has committed, unless one waits already.

    Only then can a waiting job be relied on: it has not begun, so it will see the change. Where queueing fails after
    the commit the change stays, and the count of the night makes it good.
    """
    transaction.on_commit(partial(_queue, str(tenant_id), year), robust=True)


def is_waiting(tenant_id: UUID, *years: int) -> bool:
    """Whether a count of one of these years of a body is in the queue."""
    return waiting(COUNT_BODY, tenant=str(tenant_id), year=years) > 0


def _queue(tenant: str, year: int) -> None:
    soon = timezone.now() + (SOON if year == THIS_YEAR else timedelta())
    enqueue_once(COUNT_BODY, after=soon, tenant=tenant, year=year)
