"""Receipts that go along in the file of a score: that of the entry which locked it, and that of the law in use."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pulau.apps.transparency.actions import PACKS_LOADED
from pulau.apps.transparency.models import OperatorEntry
from pulau.apps.transparency.proving import NotLogged, receipt
from pulau.apps.transparency.running.operator import waiting_operation
from pulau.core.log.tiles import TileRefused
from pulau.exchange.log.trees import FileMissing
from pulau.exchange.score_file import Shown
from pulau.foundation.journal.models import Entry
from pulau.foundation.journal.outbox import waiting

if TYPE_CHECKING:
    from pulau.foundation.journal.outbox import Waiting

logger = logging.getLogger(__name__)


def shown_with_receipts(tenant_id: UUID, entry_id: UUID | None, result: Mapping[str, Any]) -> Shown:
    """Return what a score file claims, with the receipts that there are.

    `entry_id` is the entry of the body that locked the score, None where none told it. Without a log, and as long as an
    entry waits, a receipt is left out.
    """
    entry = Entry.objects.for_tenant(tenant_id).filter(pk=entry_id).first() if entry_id else None
    packs = OperatorEntry.objects.filter(action=PACKS_LOADED.code).order_by("-at").first()
    return Shown(
        result,
        _text(waiting(entry)) if entry else "",
        _text(waiting_operation(packs)) if packs else "",
    )


def _text(entry: Waiting) -> str:
    try:
        return str(receipt(entry))
    except NotLogged:
        return ""
    except (FileMissing, TileRefused, OSError) as problem:
        logger.warning("entry %s cannot be proven now: %s", entry.id, problem)
        return ""
