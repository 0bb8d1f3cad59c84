"""Ending in a body what is past its time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.apps.people.policies import ANSWER_DATA_REQUESTS
from pulau.apps.people.privacy_actions import SWEPT
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.personal_data import retention_rules
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def sweep_body(*, actor: Actor, now: datetime, dry: bool = False) -> dict[str, int]:
    """Apply every rule of retention in the actor's body; with `dry` only count. Returns how many rows by table."""
    actor = require(actor, ANSWER_DATA_REQUESTS)
    found = {rule.code: rule.sweep(actor.tenant_id, now, dry) for rule in retention_rules}
    done = {code: count for code, count in found.items() if count}
    if done and not dry:
        journal.record(actor, SWEPT.code, Tenant(pk=actor.tenant_id), {"rows": done}, now)
    return done
