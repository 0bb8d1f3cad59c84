"""Handing a self-assessment in, and taking it back: what was answered and shown is pinned by digest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.apps.worksheets.actions import SUBMITTED, WITHDRAWN
from pulau.apps.worksheets.assessing import Assessment, assess
from pulau.apps.worksheets.evidence_selectors import standing_evidence
from pulau.apps.worksheets.handing_news import tell_submitted, tell_withdrawn
from pulau.apps.worksheets.handing_selectors import next_number, standing_submission
from pulau.apps.worksheets.locked import require_draft
from pulau.apps.worksheets.models import SheetState, Submission, SubmissionState
from pulau.apps.worksheets.next_step import checked_reason, next_day
from pulau.apps.worksheets.policies import SUBMIT, WITHDRAW
from pulau.apps.worksheets.scored import lock_told, own_score_told
from pulau.apps.worksheets.selectors import WorksheetRef, lock_worksheet
from pulau.exchange.packages.manifest import Manifest, manifest_bytes
from pulau.foundation import storage
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.process_cases import handed_followers
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.evidencing.handing import Check
    from pulau.core.shared.actor import Actor


class SubmissionHeld(Exception):  # noqa: N818 - a fact, as every error of this project
    """Something stands in the way of a submission; `check` says what."""

    def __init__(self, check: Check) -> None:
        """Keep what stands in the way."""
        self.check = check
        super().__init__(", ".join(finding.code for finding in check.blocking))


class WarningsUnaccepted(Exception):  # noqa: N818 - a fact
    """Warnings that the head has not accepted; `codes` are theirs."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        """Keep their codes."""
        self.codes = codes
        super().__init__(", ".join(codes))


class WorksheetMoved(Exception):  # noqa: N818 - a fact
    """An answer or a piece of evidence changed since the head looked at the worksheet."""


class SubmissionEnded(Exception):  # noqa: N818 - a fact
    """The submission stands no more, or another one does."""


class SubmissionTaken(Exception):  # noqa: N818 - a fact
    """Somebody works on the submission already; `words` say who, in the reader's language."""

    def __init__(self, words: str) -> None:
        """Keep the words."""
        self.words = words
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Handing:
    """What the head hands in: the seal of what they saw, and the codes of the warnings they accept."""

    seal: str
    accepted: Collection[str] = ()


@transaction.atomic
def submit_worksheet(*, actor: Actor, worksheet_id: WorksheetRef, handing: Handing, now: datetime) -> Submission:
    """Hand a self-assessment in: from now on nothing in it changes, and what was shown is pinned by digest.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted, WorksheetMoved, SubmissionHeld, WarningsUnaccepted,
    StoreUnavailable.
    """
    row, _listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, SUBMIT, unit_id=row.unit_id)
    require_draft(row)
    found = assess(actor, row, now)
    if found.seal != handing.seal:
        raise WorksheetMoved
    if found.check.blocking:
        raise SubmissionHeld(found.check)
    if missing := found.check.unaccepted(handing.accepted):
        raise WarningsUnaccepted(missing)
    made = _keep(actor, found, now)
    _pin(found)
    row.state = SheetState.SUBMITTED
    row.save(update_fields=["state"])
    told = {"accepted": made.accepted, "scores": own_score_told(row, found.evaluation)}
    payload = {**lock_told(made), **told}
    journal.record(actor, SUBMITTED.code, row, payload, now, unit_id=row.unit_id)
    tell_submitted(actor, row, made, now)
    for follower in handed_followers:
        follower.submitted(actor, row.pk, now)
    return made


@transaction.atomic
def withdraw_submission(
    *, actor: Actor, worksheet_id: WorksheetRef, number: int, reason: str, now: datetime
) -> Submission:
    """Take a submission back, with a reason: the worksheet is open to its team again, the submission stays on record.

    Raises WorksheetNotFound, PermissionDenied, SubmissionEnded, SubmissionTaken, and BadInput for a reason that is
    missing or too long.
    """
    row, _listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, WITHDRAW, unit_id=row.unit_id)
    made = standing_submission(row)
    if made is None or made.number != number:
        raise SubmissionEnded
    for follower in handed_followers:
        if words := follower.held(actor, row.pk):
            raise SubmissionTaken(words)
    text = checked_reason(reason)
    made.state, made.end_reason = SubmissionState.WITHDRAWN, text
    made.ended_by_id, made.ended_at = actor.user_id, now
    made.save(update_fields=["state", "end_reason", "ended_by", "ended_at"])
    row.state = SheetState.DRAFT
    row.save(update_fields=["state"])
    standing_evidence(row).update(pinned=None)
    payload = {"number": number, "manifest": made.manifest, "reason": fingerprint("reason", text)}
    journal.record(actor, WITHDRAWN.code, row, payload, now, unit_id=row.unit_id)
    tell_withdrawn(actor, row, made, now)
    for follower in handed_followers:
        follower.withdrawn(actor, row.pk, now)
    return made


def _pin(found: Assessment) -> None:
    """Let each place show the version that was handed in, whatever comes later: a query for each number there is."""
    by_number: dict[int, set[UUID]] = {}
    for laid in found.laid:
        by_number.setdefault(laid.version.number if laid.version else 0, set()).add(laid.evidence.pk)
    for number, pieces in by_number.items():
        standing_evidence(found.row).filter(evidence_id__in=pieces).update(pinned=number)


def _keep(actor: Actor, found: Assessment, now: datetime) -> Submission:
    row = found.row
    manifest = _manifest(found, next_number(row), now)
    made: Submission = Submission.objects.for_actor(actor).create(
        worksheet_id=row.pk,
        number=manifest.number,
        revision=row.revision,
        manifest=storage.put(manifest_bytes(manifest)),
        answers=manifest.answers_digest,
        evidence=manifest.evidence_digest,
        replay_digest=manifest.replay_digest,
        accepted=[finding.code for finding in found.check.warnings],
        submitted_by_id=actor.user_id,
        submitted_at=now,
        submitted_on=found.today,
        next_on=next_day(actor, now, found.today),
    )
    return made


def _manifest(found: Assessment, number: int, now: datetime) -> Manifest:
    row, pack = found.row, found.evaluation.pack
    return Manifest(
        agency=row.tenant.code,
        unit=row.unit.code,
        year=row.year,
        regulation=row.regulation,
        rules_digest=pack.rules_digest,
        replay_digest=row.replay_digest,
        total=row.exact["total"],
        number=number,
        submitted_at=now,
        submitted_on=found.today,
        prior_title=row.prior_title,
        gates=row.gates,
        titles=row.titles,
        answers=found.answers,
        evidence=found.evidence,
    )
