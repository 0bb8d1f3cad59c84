"""How a title ends by another of the same unit or area: also where their days move by a corrected decree."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.apps.outcomes import actions
from pulau.apps.outcomes.models import TitleHeld, TitleState
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_FOLLOWED: Final = frozenset({TitleState.SUPERSEDED, TitleState.ENDED})


@transaction.atomic
def end_title(*, actor: Actor, held: TitleHeld, since: date, now: datetime) -> None:
    """End a title, since another of its holder begins on a day. Called by services that asked their policy."""
    before = {"state": str(held.state), "on": str(held.closed_on or "")}
    held.give_way(max(since, held.since))
    after = {"state": str(held.state), "on": str(held.closed_on)}
    if before != after:
        held.save(update_fields=["state", "closed_on"])
        payload = journal.changed(before, after)
        journal.record(actor, actions.TITLE_CLOSED.code, held, payload, now, unit_id=held.unit_id)


@transaction.atomic
def end_anew(*, actor: Actor, held: TitleHeld, now: datetime) -> None:
    """End those titles of a holder anew that others follow, since the days of one of them moved."""
    rows = TitleHeld.objects.for_actor(actor).filter(unit_id=held.unit_id, zone_area_id=held.zone_area_id)
    for row, later in pairwise(rows):
        if row.state in _FOLLOWED:
            end_title(actor=actor, held=row, since=later.since, now=now)
