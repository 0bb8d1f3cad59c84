"""Which files of the store evidence needs: every version as it came, and what was made of it to look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pulau.apps.evidence.models import EvidenceVersion, Preparation
from pulau.foundation.registry.kept_files import KeptFiles

if TYPE_CHECKING:
    from uuid import UUID


def _versions(tenant_id: UUID) -> Iterator[str]:
    yield from EvidenceVersion.objects.for_tenant(tenant_id).values_list("digest", flat=True).iterator()


def _views(tenant_id: UUID) -> Iterator[str]:
    for pages, copy in Preparation.objects.for_tenant(tenant_id).values_list("pages", "copy").iterator():
        yield from pages
        yield copy


KEPT: Final = (KeptFiles("evidence.version", _versions), KeptFiles("evidence.view", _views))
