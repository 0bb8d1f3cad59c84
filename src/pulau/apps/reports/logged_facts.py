"""Whether versions of reports still are the ones that the journal told as they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.reports.actions import MADE
from pulau.apps.reports.models import ReportVersion
from pulau.foundation.journal.told import chunks_told
from pulau.foundation.registry.logged_facts import FactDiffers, LoggedFacts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

_DIGESTS: Final = ("content", "pdf", "docx")


def changed_reports(tenant_id: UUID) -> Iterator[FactDiffers]:
    """Yield the versions of a body's reports whose digests or document are others than were told."""
    for entries in chunks_told(tenant_id, [MADE.code]):
        rows = ReportVersion.objects.for_tenant(tenant_id).filter(report_id__in=[told.object_id for told in entries])
        there = {(str(row.report_id), str(row.number)): row for row in rows.order_by()}
        for told in entries:
            row = there.get((told.object_id, told.payload["version"]))
            if row is None:
                yield from told.differs([told.object_id, told.payload["version"]], "")
                continue
            kept = [*(getattr(row, name) for name in _DIGESTS), str(row.document_id)]
            of = (row._meta.label_lower, row.pk)  # noqa: SLF001 - Django's documented door
            yield from told.differs([told.payload[name] for name in (*_DIGESTS, "document")], kept, of=of)


FACTS: Final = LoggedFacts("reports.versions", changed_reports)
