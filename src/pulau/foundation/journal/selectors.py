"""Reading the journal of one's own tenant."""

from __future__ import annotations

from django.db import models

from pulau.core.shared.actor import Actor
from pulau.foundation.journal.models import Entry


def entries_for(actor: Actor) -> models.QuerySet[Entry]:
    """Return the entries of the actor's tenant, oldest first."""
    return Entry.objects.for_actor(actor).order_by("at", "id")
