"""Which files of the store signing needs: every version of a document, and what was drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pulau.apps.signing.models import Signatory, Version
from pulau.foundation.registry.kept_files import KeptFiles

if TYPE_CHECKING:
    from uuid import UUID


def _documents(tenant_id: UUID) -> Iterator[str]:
    yield from Version.objects.for_tenant(tenant_id).values_list("digest", flat=True).iterator()


def _drawings(tenant_id: UUID) -> Iterator[str]:
    yield from Signatory.objects.for_tenant(tenant_id).exclude(drawing="").values_list("drawing", flat=True).iterator()


KEPT: Final = (KeptFiles("signing.document", _documents), KeptFiles("signing.drawing", _drawings))
