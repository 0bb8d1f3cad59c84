"""Announcing: a sentence above every page for a time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.editorial import board
from pulau.apps.editorial.actions import ANNOUNCED, ANNOUNCEMENT_CHANGED, ANNOUNCEMENT_ENDED
from pulau.apps.editorial.checking import checked_announcement
from pulau.apps.editorial.models import Announcement
from pulau.apps.editorial.policies import EDIT
from pulau.apps.editorial.refusals import AnnouncementChangedMeanwhile, NothingToPublish
from pulau.apps.editorial.selectors import find_announcement
from pulau.core.shared.digest import canonical_digest
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.editorial.wishes import AnnouncementWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def announce(*, actor: Actor, wish: AnnouncementWish, now: datetime) -> Announcement:
    """Put an announcement above every page for its time. Raises PermissionDenied, BadInput, LinkWrong, TimesWrong."""
    actor = require(actor, EDIT)
    row = Announcement(written_by_id=actor.person, changed_at=now)
    _fill(row, checked_announcement(wish))
    row.save()
    journal.record(actor, ANNOUNCED.code, row, _facts(row), now)
    board.renew()
    return row


@transaction.atomic
def change_announcement(
    *, actor: Actor, announcement_id: UUID, wish: AnnouncementWish, seen: int, now: datetime
) -> Announcement:
    """Change an announcement whose revision `seen` its editor has read.

    Raises PermissionDenied, AnnouncementNotFound, AnnouncementChangedMeanwhile, BadInput, LinkWrong, TimesWrong.
    """
    actor = require(actor, EDIT)
    row = find_announcement(announcement_id, lock=True)
    if row.revision != seen:
        raise AnnouncementChangedMeanwhile
    before = _facts(row)
    _fill(row, checked_announcement(wish))
    _save(actor, row, now)
    journal.record(actor, ANNOUNCEMENT_CHANGED.code, row, journal.changed(before, _facts(row)), now)
    return row


@transaction.atomic
def end_announcement(*, actor: Actor, announcement_id: UUID, now: datetime) -> Announcement:
    """Take an announcement down now; one that has not begun never stands.

    Raises PermissionDenied, AnnouncementNotFound, NothingToPublish where it is over.
    """
    actor = require(actor, EDIT)
    row = find_announcement(announcement_id, lock=True)
    if row.until <= now:
        raise NothingToPublish
    before = _facts(row)
    row.since, row.until = min(row.since, now), now
    _save(actor, row, now)
    journal.record(actor, ANNOUNCEMENT_ENDED.code, row, journal.changed(before, _facts(row)), now)
    return row


def _save(actor: Actor, row: Announcement, now: datetime) -> None:
    row.revision += 1
    row.written_by_id, row.changed_at = actor.person, now
    row.save()
    board.renew()


def _fill(row: Announcement, wish: AnnouncementWish) -> None:
    row.text_id, row.text_en, row.link = wish.text_id, wish.text_en, wish.link
    row.tone, row.since, row.until = wish.tone, wish.since, wish.until


def _facts(row: Announcement) -> dict[str, object]:
    """Return what the journal tells: the words by their digest."""
    words = canonical_digest({"id": row.text_id, "en": row.text_en, "link": row.link})
    return {"words": words, "tone": row.tone, "since": row.since.isoformat(), "until": row.until.isoformat()}
