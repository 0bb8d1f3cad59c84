"""Finding by rule what makes a title be examined, from what the platform itself keeps: once a thing, journalled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pulau.apps.outcomes.models import Trigger
from pulau.apps.outcomes.selectors import standing_titles
from pulau.apps.outcomes.services.triggers import keep_trigger
from pulau.apps.outcomes.watching import found_of
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of


@transaction.atomic
def find_triggers(*, actor: Actor, now: datetime) -> list[Trigger]:
    """Look at every title of the actor's body that stands, and keep what rules find of it; known things stay as found.

    For the system: a job asks it every day.
    """
    today = today_of(actor, now)
    found = [(held, one) for held in standing_titles(actor, today) for one in found_of(held, today)]
    kept = [keep_trigger(actor=actor, held=held, what=one, day=today, now=now) for held, one in found]
    return [row for row in kept if row is not None]
