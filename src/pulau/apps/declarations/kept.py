"""Which files of the store declarations need: what is attached, and what was drawn at a tablet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pulau.apps.declarations.models import Attachment, AttestItem, Pact
from pulau.foundation.registry.kept_files import KeptFiles

if TYPE_CHECKING:
    from uuid import UUID


def _attached(tenant_id: UUID) -> Iterator[str]:
    yield from Attachment.objects.for_tenant(tenant_id).values_list("digest", flat=True).iterator()


def _drawings(tenant_id: UUID) -> Iterator[str]:
    yield from Pact.objects.for_tenant(tenant_id).exclude(drawing="").values_list("drawing", flat=True).iterator()
    yield from AttestItem.objects.for_tenant(tenant_id).values_list("drawing", flat=True).iterator()


KEPT: Final = (KeptFiles("declarations.attachment", _attached), KeptFiles("declarations.drawing", _drawings))
