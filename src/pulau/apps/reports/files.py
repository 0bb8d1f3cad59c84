"""The files of a version: the PDF with its signatures, and the copy that can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.signing.contract import newest
from pulau.foundation import storage

if TYPE_CHECKING:
    from pulau.apps.reports.models import ReportVersion

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf_of(version: ReportVersion) -> bytes:
    """Return the PDF of a version as signed so far. Raises BlobMissing, BlobDamaged, StoreUnavailable."""
    return storage.get(newest(version.document).digest)


def docx_of(version: ReportVersion) -> bytes:
    """Return the DOCX of a version. Raises BlobMissing, BlobDamaged, StoreUnavailable."""
    return storage.get(version.docx)


def file_name(version: ReportVersion, ending: str) -> str:
    """Return the name of a file: kind, unit's code, year, which submission and report where not the first, version."""
    report, case = version.report, version.report.case
    which = "".join(
        f"-{word}{number}" for word, number in (("ajuan", case.number), ("laporan", report.sequence)) if number > 1
    )
    return f"lhe-{report.kind}-{case.unit_code}-{case.year}{which}-v{version.number}.{ending}"
