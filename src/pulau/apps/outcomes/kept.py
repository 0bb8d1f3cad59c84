"""Which files of the store outcomes need: decrees, documents of objections, sources of offences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pulau.apps.outcomes.models import Decree, ObjectionFile, Offence
from pulau.foundation.registry.kept_files import KeptFiles

if TYPE_CHECKING:
    from uuid import UUID


def _decrees(tenant_id: UUID) -> Iterator[str]:
    yield from Decree.objects.for_tenant(tenant_id).exclude(digest="").values_list("digest", flat=True).iterator()


def _objections(tenant_id: UUID) -> Iterator[str]:
    yield from ObjectionFile.objects.for_tenant(tenant_id).values_list("digest", flat=True).iterator()


def _offences(tenant_id: UUID) -> Iterator[str]:
    yield from Offence.objects.for_tenant(tenant_id).exclude(digest="").values_list("digest", flat=True).iterator()


KEPT: Final = (
    KeptFiles("outcomes.decree", _decrees),
    KeptFiles("outcomes.objection", _objections),
    KeptFiles("outcomes.offence", _offences),
)
