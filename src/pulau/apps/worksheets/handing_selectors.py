"""Reading what goes with a submission: evidence as it is laid now, submissions as they were handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Max
from django.http import Http404

from pulau.apps.evidence.contract import EvidenceVersion, PreparationState, ScanState
from pulau.apps.worksheets.evidence_selectors import standing_evidence
from pulau.apps.worksheets.models import Comment, ProposalState, ProposedAnswer, Submission, Worksheet
from pulau.apps.worksheets.models import SubmissionState as State
from pulau.core.evidencing.handing import Piece, PieceState

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.evidence.contract import Evidence
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class SubmissionNotFound(Http404):
    """The worksheet has no such submission."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece of evidence beside an item, with its newest version (None: only an outside address is known)."""

    item: str
    asked: int
    evidence: Evidence
    version: EvidenceVersion | None

    @property
    def piece(self) -> Piece:
        """The piece as the rule of readiness sees it."""
        return Piece(
            asked=self.asked,
            preserved=self.version is not None,
            since=self.evidence.valid_from,
            until=self.evidence.valid_until,
            state=PieceState.READY if self.version is None else _state(self.version),
            withdrawn=self.evidence.withdrawn_at is not None,
        )


def _state(version: EvidenceVersion) -> PieceState:
    """Return how far a version is checked. A scanner that does not answer keeps nobody from handing in."""
    found = getattr(version, "preparation", None)
    if found is None:
        return PieceState.CHECKING
    if found.state == PreparationState.BLOCKED or found.scan == ScanState.INFECTED:
        return PieceState.BLOCKED
    waiting = found.state == PreparationState.WAITING or found.scan == ScanState.WAITING
    return PieceState.CHECKING if waiting else PieceState.READY


def laid_evidence(row: Worksheet) -> list[Laid]:
    """Return the evidence beside the items of a worksheet, by item and position: two queries, however much it is.

    For counting, and for what a submission pins: it is not asked whether the actor may open each piece.
    """
    places = standing_evidence(row)
    versions = EvidenceVersion.objects.for_tenant(row.tenant_id).filter(
        evidence_id__in=places.order_by().values("evidence_id"), number=F("evidence__head")
    )
    newest = {version.evidence_id: version for version in versions.select_related("preparation").order_by()}
    rows = places.select_related("evidence").order_by("item", "asked", "evidence__code")
    return [Laid(place.item, place.asked, place.evidence, newest.get(place.evidence_id)) for place in rows]


def last_words(row: Worksheet) -> dict[str, datetime]:
    """Return when the last comment on each item was written."""
    rows = Comment.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk).order_by()
    return dict(rows.values_list("item").annotate(last=Max("at")))


def waiting_proposals(row: Worksheet) -> list[ProposedAnswer]:
    """Return the proposed answers that nobody has decided on, by item."""
    rows = ProposedAnswer.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, state=ProposalState.WAITING)
    return list(rows.order_by("item", "register"))


def submissions_of(row: Worksheet) -> ScopedQuerySet[Submission]:
    """Return the submissions of a worksheet, the newest first, each with who handed it in and who ended it."""
    rows = Submission.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk)
    return rows.select_related("submitted_by", "ended_by").order_by("-number")


def standing_submission(row: Worksheet) -> Submission | None:
    """Return the submission that stands, or None."""
    return submissions_of(row).filter(state=State.STANDING).first()


def get_submission_of(row: Worksheet, number: int) -> Submission:
    """Return one submission of a worksheet that the actor may read. Raises SubmissionNotFound (404)."""
    found = submissions_of(row).filter(number=number).first()
    if found is None:
        raise SubmissionNotFound(f"no submission {number}")
    return found


def next_number(row: Worksheet) -> int:
    """Return the number of the next submission; the worksheet is locked by the caller."""
    rows = Submission.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk)
    newest: int | None = rows.aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


def year_before(actor: Actor, row: Worksheet) -> Worksheet | None:
    """Return the unit's worksheet of the year before under the same form, or None."""
    rows = Worksheet.objects.for_actor(actor).filter(unit_id=row.unit_id, year=row.year - 1)
    return rows.filter(regulation=row.regulation).first()


def submitted_of(actor: Actor, worksheet_ids: list[UUID]) -> dict[UUID, Submission]:
    """Return the standing submission of each worksheet that has one, in one query."""
    if not worksheet_ids:
        return {}
    rows = Submission.objects.for_actor(actor).filter(worksheet_id__in=worksheet_ids, state=State.STANDING)
    return {found.worksheet_id: found for found in rows.select_related("submitted_by")}
