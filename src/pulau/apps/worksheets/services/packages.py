"""Packages: that one was taken along, and taking one in, each with its journal entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pulau.apps.evidence.contract import take_pieces
from pulau.apps.worksheets.actions import PACKAGE_EXPORTED, PACKAGE_TAKEN
from pulau.apps.worksheets.mapping import SCORE_FIELDS, evaluation_of, write_score
from pulau.apps.worksheets.models import (
    Answer,
    ItemEvidence,
    SheetState,
    Source,
    Submission,
    SubmissionState,
    Worksheet,
)
from pulau.apps.worksheets.packaging.fitting import refuse_unfit
from pulau.apps.worksheets.packaging.wish import PackageWish
from pulau.apps.worksheets.policies import FILL, TAKE_PACKAGE
from pulau.apps.worksheets.scored import lock_told, own_score_told
from pulau.apps.worksheets.selectors import get_worksheet_by_id, lock_worksheet, values_of
from pulau.apps.worksheets.services.opening import WorksheetExists, open_worksheet
from pulau.core.scoring.answers import plain, take_answers
from pulau.exchange.packages.checking import Content
from pulau.exchange.packages.manifest import answer_digest
from pulau.exchange.packs import load_pack
from pulau.foundation import storage
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.process_cases import handed_followers
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class PackageConflicts(Exception):  # noqa: N818 - a fact, as every error of this project
    """The unit has a worksheet for this year that is another one: nothing of the package is taken in."""


@transaction.atomic
def record_export(
    *, actor: Actor, worksheet_id: UUID, files: int, withheld: int, now: datetime, digest: str = ""
) -> Worksheet:
    """Tell the journal that a worksheet was written into a package; `digest` where its file is known by then.

    Raises WorksheetNotFound, PermissionDenied.
    """
    row = get_worksheet_by_id(actor, worksheet_id)
    actor = require(actor, TAKE_PACKAGE, unit_id=row.unit_id)
    payload = {"sha256": digest or None, "files": files, "withheld": withheld}
    journal.record(actor, PACKAGE_EXPORTED.code, row, payload, now, unit_id=row.unit_id)
    return row


@transaction.atomic
def take_package(*, actor: Actor, unit_id: UUID, package: PackageWish, now: datetime) -> tuple[Worksheet, bool]:
    """Take a worksheet with its evidence into a unit; return it, and whether anything was new.

    Answers keep their versions and say that they came in a package. What was handed in stays so, under the same record.
    Taking the same package again changes nothing. Raises PackageConflicts, EvidenceConflicts, PermissionDenied,
    BadInput, StoreUnavailable.
    """
    header = package.content.header
    try:
        row = open_worksheet(
            actor=actor,
            unit_id=unit_id,
            year=header.year,
            regulation=header.regulation,
            now=now,
            prior_title=header.prior_title,
        )
    except WorksheetExists as there:
        row, _listened = lock_worksheet(actor, there.worksheet.pk)
        if row.revision or not _untouched(row, package.content):
            return _there_already(row, package.content), False
    refuse_unfit(package.content)
    actor = require(actor, FILL, unit_id=row.unit_id)
    ids = take_pieces(actor=actor, pieces=package.pieces, now=now)
    _answers(actor, row, package, now)
    _evidence(actor, row, package.content, ids, now)
    handed = package.content.header.handed
    if handed:
        _handed_in(actor, row, package, now)
    payload: dict[str, object] = {
        "sha256": package.sha256,
        "answers": len(package.content.answers),
        "evidence": len(ids),
        "replay": row.replay_digest,
        **journal.changed({"state": SheetState.DRAFT.value}, {"state": row.state}),
    }
    if handed:
        payload |= _locked(row)
    journal.record(actor, PACKAGE_TAKEN.code, row, payload, now, unit_id=row.unit_id)
    return row, True


def _locked(row: Worksheet) -> dict[str, object]:
    """Return what the journal tells of a worksheet that came in handed in, as of one that is handed in here."""
    values = {item: found.value for item, found in values_of(row).items()}
    made = Submission.objects.for_tenant(row.tenant_id).get(worksheet_id=row.pk, state=SubmissionState.STANDING)
    return {"handed": lock_told(made), "scores": own_score_told(row, evaluation_of(row, values))}


def _untouched(row: Worksheet, content: Content) -> bool:
    """Whether a worksheet that has no answer yet is open, of the same form and title, and shows no evidence."""
    header = content.header
    if row.state != SheetState.DRAFT or (row.regulation, row.prior_title) != (header.regulation, header.prior_title):
        return False
    return not ItemEvidence.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk).exists()


def _there_already(row: Worksheet, content: Content) -> Worksheet:
    """Return the worksheet where it holds what the package holds. Raises PackageConflicts."""
    here = {item: answer_digest(found.value, "") for item, found in values_of(row).items() if found.value is not None}
    theirs = {each.item: answer_digest(each.value, "") for each in content.answers if each.value is not None}
    standing = Submission.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, state=SubmissionState.STANDING)
    handed = {each.manifest for each in standing}
    wanted = {content.manifest_digest} if content.header.handed else set()
    if row.regulation != content.header.regulation or here != theirs or handed != wanted:
        raise PackageConflicts(f"{row.unit.code} {row.year}")
    return row


def _answers(actor: Actor, row: Worksheet, package: PackageWish, now: datetime) -> None:
    """Write the answers under their own versions, and the score that follows from them."""
    pack = load_pack(row.regulation)
    given = {each.item: each.value for each in package.content.answers if each.value is not None}
    taken = {item: plain(answer) for item, answer in take_answers(pack, given).values.items()}
    Answer.objects.for_actor(actor).bulk_create(
        Answer(
            tenant_id=row.tenant_id,
            worksheet_id=row.pk,
            item=each.item,
            version=each.version,
            revision=row.revision + 1,
            value=taken.get(each.item),
            note=each.note,
            source=Source.IMPORTED,
            origin=_origin(package, each.source, each.at, each.by),
            at=now,
        )
        for each in package.content.answers
    )
    row.revision += 1
    row.scored_at, row.scored_on = now, timezone.localdate(now)
    write_score(row, evaluation_of(row, taken))
    row.save(update_fields=SCORE_FIELDS)


def _origin(package: PackageWish, source: str, at: datetime, by: str) -> dict[str, str]:
    """Return where an answer came from: the package, and who gave it there, when and how."""
    return {"file": package.name, "sha256": package.sha256, "given": source, "at": at.isoformat(), "by": by}


def _evidence(actor: Actor, row: Worksheet, content: Content, ids: Mapping[str, UUID], now: datetime) -> None:
    ItemEvidence.objects.for_actor(actor).bulk_create(
        ItemEvidence(
            tenant_id=row.tenant_id,
            worksheet_id=row.pk,
            item=use.item,
            asked=use.asked,
            evidence_id=ids[piece.code],
            remark=use.remark,
            pinned=use.version if content.header.handed else None,
            added_at=now,
        )
        for piece in content.pieces
        for use in piece.uses
    )


def _handed_in(actor: Actor, row: Worksheet, package: PackageWish, now: datetime) -> None:
    """Keep the submission as it was made where the package comes from; the worksheet is closed by it."""
    handed = package.content.header.handed
    if handed is None:
        return
    Submission.objects.for_actor(actor).create(
        worksheet_id=row.pk,
        number=handed.number,
        revision=row.revision,
        manifest=storage.put(package.record),
        answers=handed.answers,
        evidence=handed.evidence,
        replay_digest=handed.replay_digest,
        submitted_name=handed.by,
        submitted_at=handed.at,
        submitted_on=handed.on,
    )
    row.state = SheetState.SUBMITTED
    row.save(update_fields=["state"])
    for follower in handed_followers:
        follower.submitted(actor, row.pk, now)
