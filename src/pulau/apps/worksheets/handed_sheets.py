"""What was handed in, for the assessors: facts of a worksheet and its standing submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.agencies.contract import agency_of
from pulau.apps.worksheets.models import Submission, SubmissionState, Worksheet
from pulau.apps.worksheets.selectors import named_then
from pulau.core.shared.actor import Actor
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class HandedSheet:
    """A worksheet as it was handed in; names are those of its year.

    `titles` are those of its form, the first to be reached first; `met` tells which the unit's own answers meet.
    """

    worksheet_id: UUID
    submission_id: UUID
    unit_id: UUID
    unit_code: str
    unit_name: str
    agency_name: str
    year: int
    regulation: str
    prior_title: str
    titles: tuple[str, ...]
    met: Mapping[str, bool]
    submitted_on: date


def handed_sheet(tenant_id: UUID, worksheet_id: UUID) -> HandedSheet:
    """Return a worksheet with its standing submission. Raises LookupError where none stands."""
    rows = named_then(Worksheet.objects.for_tenant(tenant_id).select_related("unit").filter(pk=worksheet_id))
    row = rows.order_by().first()
    made = (
        Submission.objects.for_tenant(tenant_id)
        .filter(worksheet_id=worksheet_id, state=SubmissionState.STANDING)
        .order_by()
        .first()
    )
    if row is None or made is None:
        raise LookupError(f"worksheet {worksheet_id} is not handed in")
    agency = agency_of(Actor.system(tenant_id))
    return HandedSheet(
        worksheet_id=row.pk,
        submission_id=made.pk,
        unit_id=row.unit_id,
        unit_code=row.unit.code,
        unit_name=row.unit_name,
        agency_name=agency.name if agency else "",
        year=row.year,
        regulation=row.regulation,
        prior_title=row.prior_title,
        titles=tuple(load_pack(row.regulation).titles),
        met=row.titles,
        submitted_on=made.submitted_on,
    )


def stands(tenant_id: UUID, submission_id: UUID) -> bool:
    """Whether a submission stands as it was handed in."""
    rows = Submission.objects.for_tenant(tenant_id).filter(pk=submission_id, state=SubmissionState.STANDING)
    return rows.exists()


def manifest_of(tenant_id: UUID, submission_id: UUID) -> str:
    """Return the SHA-256 of a submission's manifest. Raises LookupError where there is no such submission."""
    rows = Submission.objects.for_tenant(tenant_id).filter(pk=submission_id).order_by()
    found: str | None = rows.values_list("manifest", flat=True).first()
    if found is None:
        raise LookupError(f"no submission {submission_id}")
    return found
