"""Pieces that end, and links that nobody preserved yet: who is reminded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.evidence.models import Evidence
from pulau.apps.evidence.news import ENDED, ENDING, UNPRESERVED, keepers_on, piece_address, short_title
from pulau.apps.evidence.selectors.pieces import evidence_for
from pulau.foundation.registry.due_things import Before, DueSource, DueThing
from pulau.foundation.registry.reliances import reliances
from pulau.foundation.tenancy.place import zone_of

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

STAGES: Final = (30, 7, 1)
"""Calendar days before the last day on which a piece holds."""
TO_PRESERVE: Final = timedelta(days=14)
"""Within which a copy of an outside address is wanted."""
_BACK: Final = timedelta(days=90)
"""What ended longer ago is no news; who was told once is not told again anyway."""


def _ending(system: Actor, today: date, last: date) -> Iterator[DueThing]:
    rows = evidence_for(system).filter(withdrawn_at__isnull=True, valid_until__range=(today - _BACK, last))
    pieces = list(rows.order_by("valid_until", "pk"))
    users = _told(system, pieces, today)
    for row in pieces:
        if row.valid_until is not None:
            params = {"title": short_title(row)}
            yield DueThing(str(row.pk), row.valid_until, users[row.pk], piece_address(row), params)


def _unpreserved(system: Actor, today: date, last: date) -> Iterator[DueThing]:
    zone = zone_of(system)
    until = datetime.combine(last - TO_PRESERVE + timedelta(days=1), time(), zone)
    rows = evidence_for(system).filter(head=0, withdrawn_at__isnull=True, made_at__lt=until)
    pieces = list(rows.filter(made_at__gte=until - _BACK).order_by("made_at", "pk"))
    keepers = keepers_on(system, {row.unit_id for row in pieces}, today)
    for row in pieces:
        due = row.made_at.astimezone(zone).date() + TO_PRESERVE
        params = {"title": short_title(row)}
        yield DueThing(str(row.pk), due, keepers[row.unit_id], piece_address(row), params)


def _told(system: Actor, pieces: Iterable[Evidence], today: date) -> dict[UUID, tuple[UUID, ...]]:
    """Return whom to tell of each piece: who keeps its unit's evidence, and who answers for what relies on it."""
    rows = list(pieces)
    keepers = keepers_on(system, {row.unit_id for row in rows}, today)
    found: dict[UUID, dict[UUID, None]] = {row.pk: dict.fromkeys(keepers[row.unit_id]) for row in rows}
    open_ones = [row.pk for row in rows if not row.confidential]
    for reliance in reliances:
        if reliance.people is not None and open_ones:
            for pk, users in reliance.people(system, open_ones).items():
                found[pk] |= dict.fromkeys(users)
    return {pk: tuple(users) for pk, users in found.items()}


DUE_PIECES: Final = DueSource(
    "evidence.ending", ENDING.code, _ending, ENDED.code, stages=STAGES, before=Before.CALENDAR_DAYS
)
DUE_LINKS: Final = DueSource(
    "evidence.unpreserved",
    UNPRESERVED.code,
    _unpreserved,
    UNPRESERVED.code,
    stages=(7,),
    before=Before.CALENDAR_DAYS,
)
