"""Which files of the store visits need: photos, their copies, and reports of surveys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pulau.apps.visits.models import Photo, SurveyResult
from pulau.foundation.registry.kept_files import KeptFiles

if TYPE_CHECKING:
    from uuid import UUID


def _photos(tenant_id: UUID) -> Iterator[str]:
    for digest, copy in Photo.objects.for_tenant(tenant_id).order_by().values_list("digest", "copy").iterator():
        yield digest
        yield copy


def _reports(tenant_id: UUID) -> Iterator[str]:
    yield from SurveyResult.objects.for_tenant(tenant_id).order_by().values_list("document", flat=True).iterator()


KEPT: Final = (KeptFiles("visits.photo", _photos), KeptFiles("visits.survey", _reports))
