"""Proofs of what belongs to no body: open to all, since whoever did it is the installation itself."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.transparency.models import OperatorEntry
from pulau.apps.transparency.proving import NotLogged, receipt
from pulau.apps.transparency.running.operator import waiting_operation
from pulau.core.log.tiles import TileRefused
from pulau.exchange.log.trees import FileMissing

if TYPE_CHECKING:
    from pulau.core.log.receipts import Receipt

_log: Final = logging.getLogger(__name__)


def operation_receipt(entry_id: UUID) -> Receipt | None:
    """Return the receipt of an operation; None where it is not in the log (yet), or cannot be proven just now."""
    entry = OperatorEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        return None
    try:
        return receipt(waiting_operation(entry))
    except NotLogged:
        return None
    except (FileMissing, TileRefused, OSError) as problem:
        _log.warning("operation %s cannot be proven now: %s", entry_id, problem)
        return None
