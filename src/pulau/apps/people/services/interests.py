"""Declaring an interest of one's own, and withdrawing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.actions import INTEREST_DECLARED, INTEREST_WITHDRAWN
from pulau.apps.people.models import Interest, InterestGround
from pulau.apps.people.policies import DECLARE_INTEREST
from pulau.apps.people.selectors.interests import get_own_interest
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What is declared: an interest in a unit (None: in the whole body), on a ground, from day to day (None: open)."""

    ground: InterestGround
    since: date
    unit_id: UUID | None = None
    until: date | None = None
    note: str = ""


@transaction.atomic
def declare_interest(*, actor: Actor, declaration: Declaration, now: datetime) -> Interest:
    """Declare that the actor has an interest in the body they act for: they then assess nothing there.

    Raises PermissionDenied, ValidationError (no such unit, an end before the start).
    """
    actor = require(actor, DECLARE_INTEREST, person_id=actor.person)
    if declaration.until is not None and declaration.until < declaration.since:
        raise ValidationError({"until": "it ends before it starts"})
    if declaration.unit_id is not None and not units_of(actor).filter(pk=declaration.unit_id).exists():
        raise ValidationError({"unit": "no such unit"})
    interest = Interest(
        tenant_id=actor.tenant_id,
        user_id=actor.person,
        unit_id=declaration.unit_id,
        ground=declaration.ground,
        note=declaration.note,
        since=declaration.since,
        until=declaration.until,
        declared_at=now,
    )
    interest.full_clean(exclude=["tenant", "user", "unit"], validate_unique=False)
    interest.save(force_insert=True)
    payload = {"user": actor.person, "ground": interest.ground, "since": interest.since, "until": interest.until}
    journal.record(actor, INTEREST_DECLARED.code, interest, payload, now, unit_id=interest.unit_id)
    return interest


@transaction.atomic
def withdraw_interest(*, actor: Actor, interest_id: UUID, now: datetime) -> Interest:
    """Let an own declaration end today; one that would begin later ends on its first day. Raises NoSuchInterest."""
    actor = require(actor, DECLARE_INTEREST, person_id=actor.person)
    today = today_of(actor, now)
    interest = get_own_interest(actor, interest_id, today)
    before = {"until": interest.until}
    interest.until = max(today, interest.since)
    interest.save(update_fields=["until"])
    payload = journal.changed(before, {"until": interest.until})
    journal.record(actor, INTEREST_WITHDRAWN.code, interest, payload, now, unit_id=interest.unit_id)
    return interest
