"""What is read of journal entries for receipts and erasures."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models

from pulau.apps.transparency.acts import RECEIPTED
from pulau.apps.transparency.models import ErasedEntry
from pulau.foundation.journal.models import Entry
from pulau.foundation.journal.outbox import everywhere
from pulau.foundation.journal.policies import READ
from pulau.foundation.journal.selectors import EntryNotFound, acts_of, get_entry_for
from pulau.foundation.tenancy.deciding import may_somewhere

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor


def own_acts(user_id: UUID) -> QuerySet[Entry]:
    """Return what a person did in whatever body of which they can keep a receipt, newest first."""
    return acts_of(user_id).filter(action__in=RECEIPTED)


def get_receipted_for(user_id: UUID, actor: Actor | None, entry_id: UUID) -> Entry:
    """Return an entry of which a person may have the receipt: one of their own, or one that they read in the journal.

    Raises EntryNotFound.
    """
    own = acts_of(user_id).filter(pk=entry_id).first()
    if own is not None:
        return own
    if actor is None or not may_somewhere(actor, READ):
        raise EntryNotFound
    return get_entry_for(actor, entry_id)


def erased_of(entry_ids: Collection[UUID]) -> dict[UUID, ErasedEntry]:
    """Return which of these entries were erased by right, with the ground, as far as the wall shows them."""
    rows: models.QuerySet[ErasedEntry] = models.QuerySet(ErasedEntry).filter(entry_id__in=list(entry_ids))
    return {row.entry_id: row for row in rows}


def erased_count() -> int:
    """Return how many entries of all bodies were erased by right."""
    with everywhere():
        return models.QuerySet(ErasedEntry).count()
