"""The tour of first steps: it was finished, or skipped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.apps.worksheets.actions import TOUR_ENDED
from pulau.foundation.accounts.models import User
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def end_tour(*, actor: Actor, now: datetime) -> bool:
    """Keep that the actor needs the tour no more, and return whether that was news. It may be taken again any time."""
    user = User.objects.select_for_update().get(pk=actor.person)
    if user.tour_ended_at is not None:
        return False
    user.tour_ended_at = now
    user.save(update_fields=["tour_ended_at"])
    journal.record(actor, TOUR_ENDED.code, user, {}, now)
    return True
