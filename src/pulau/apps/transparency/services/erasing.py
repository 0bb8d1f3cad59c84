"""Erasing the contents of one journal entry where a law demands it; its leaf stays, and so does every other proof."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from pulau.apps.transparency.actions import ERASED
from pulau.apps.transparency.models import ErasedEntry
from pulau.apps.transparency.policies import ERASE_ENTRY
from pulau.apps.transparency.standing import State, standing
from pulau.foundation.journal import services as journal
from pulau.foundation.journal.guard import emptied
from pulau.foundation.journal.selectors import EntryNotFound, get_entry_for
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

ARTICLES: Final = (
    *("UU 27/2022 Pasal 8", "UU 27/2022 Pasal 43", "UU 27/2022 Pasal 44"),
    "Putusan pengadilan",
)
LONGEST_GROUND: Final = 500
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class AlreadyErased(Exception):  # noqa: N818 - a fact, as every error of this project
    """The contents of the entry were erased before."""


class StillWaiting(Exception):  # noqa: N818 - a fact, as every error of this project
    """The entry is not in the log yet: its commitment is made first, within a minute where all is well."""


class NotErasable(Exception):  # noqa: N818 - a fact, as every error of this project
    """The entry tells of an erasure itself: by it others know why contents are gone."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why: one of ARTICLES, the reason in words (at most 500 characters), the SHA-256 of the document that decided."""

    article: str
    words: str
    document: str


@transaction.atomic
def erase_entry(*, actor: Actor, entry_id: UUID, ground: Ground, now: datetime) -> ErasedEntry:
    """Destroy payload and salt of an entry, for good, and keep on what ground.

    Its place in the log stays, and so does every proof of every other entry; its own can no longer be made.
    Raises PermissionDenied, EntryNotFound, AlreadyErased, StillWaiting, NotErasable, ValidationError (by field).
    """
    actor = require(actor, ERASE_ENTRY)
    entry = get_entry_for(actor, entry_id)
    if ErasedEntry.objects.for_actor(actor).filter(entry_id=entry.pk).exists():
        raise AlreadyErased
    if entry.action == ERASED.code:
        raise NotErasable
    at = standing(entry.pk, entry.action)
    if at.state is State.RECORDED:
        raise StillWaiting
    _check(ground)
    row = ErasedEntry(
        tenant_id=actor.tenant_id,
        entry_id=entry.pk,
        article=ground.article,
        ground=ground.words.strip(),
        document=ground.document,
        by_id=actor.person,
        at=now,
    )
    row.save()
    if not emptied(connection, entry.pk):
        raise EntryNotFound
    payload = {
        "entry": entry.pk, "action": entry.action, "index": at.index, "article": ground.article,
        "ground": hashlib.sha256(row.ground.encode()).hexdigest(), "document": ground.document,
    }  # fmt: skip
    journal.record(actor, ERASED.code, row, payload, now, unit_id=entry.unit_id)
    return row


def _check(ground: Ground) -> None:
    wrong = {}
    if ground.article not in ARTICLES:
        wrong["article"] = "one of those of the law"
    if not 0 < len(ground.words.strip()) <= LONGEST_GROUND:
        wrong["ground"] = "the reason, in at most 500 characters"
    if not _DIGEST.fullmatch(ground.document):
        wrong["document"] = "64 hex digits"
    if wrong:
        raise ValidationError(wrong)
