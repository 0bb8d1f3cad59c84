"""Which files of the store panels need: letters by which other bodies answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pulau.apps.panels.models import Clearance
from pulau.foundation.registry.kept_files import KeptFiles

if TYPE_CHECKING:
    from uuid import UUID


def _letters(tenant_id: UUID) -> Iterator[str]:
    rows = Clearance.objects.for_tenant(tenant_id).exclude(document_digest="")
    yield from rows.order_by().values_list("document_digest", flat=True).iterator()


KEPT: Final = KeptFiles("panels.clearance", _letters)
