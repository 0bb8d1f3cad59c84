"""How far the newest signature of a document has come into the public log, and the receipt that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.signing.actions import ATTESTED, SIGNED
from pulau.apps.transparency.contract import NotLogged, Standing, receipt, standing
from pulau.core.log.tiles import TileRefused
from pulau.exchange.log.trees import FileMissing
from pulau.foundation.journal.models import Entry
from pulau.foundation.journal.outbox import waiting
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.signing.models import Document

_SIGNS = (SIGNED.code, ATTESTED.code)


def standing_of(document: Document) -> Standing | None:
    """Return how far its newest signature has come; None where nobody has signed. Behind the wall of its body."""
    entry = _signature(document)
    return standing(entry.pk, entry.action) if entry is not None else None


def standing_behind_wall(document: Document) -> Standing | None:
    """Return the same for who was shown the document, of whatever body."""
    with behind_wall(document.tenant_id):
        return standing_of(document)


def receipt_of(document: Document) -> str | None:
    """Return the receipt of its newest signature as a file's text; None while there is none.

    Its record names the digest of the version that was signed, so the PDF itself can be compared with it. Behind the
    wall of its body. Raises OSError.
    """
    entry = _signature(document)
    try:
        return str(receipt(waiting(entry))) if entry is not None else None
    except (NotLogged, FileMissing, TileRefused):
        return None


def _signature(document: Document) -> Entry | None:
    rows = Entry.objects.for_tenant(document.tenant_id).filter(action__in=_SIGNS, object_id=str(document.pk))
    found: Entry | None = rows.filter(object_type=document._meta.label_lower).order_by("-at", "-action").first()  # noqa: SLF001 - Django's documented door
    return found
