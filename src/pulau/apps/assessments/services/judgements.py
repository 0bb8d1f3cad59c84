"""Submitting a sheet, opening it again, and giving reasons for what differs once others are seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.actions import JUDGED, JUDGEMENT_REOPENED, JUDGEMENT_SUBMITTED
from pulau.apps.assessments.judgement_selectors import answers_in
from pulau.apps.assessments.judging_wishes import (
    ItemsUnjudged,
    JudgeChange,
    JudgingSaved,
    NotAssigned,
    SheetClosed,
    SheetMoved,
)
from pulau.apps.assessments.models import LONGEST_TEXT, Case, Judgement, JudgementState
from pulau.apps.assessments.own_sheets import own_sheet, round_of
from pulau.apps.assessments.policies import JUDGE
from pulau.apps.assessments.refreshing import refresh_figures
from pulau.apps.assessments.refusals import AssessorBarred
from pulau.apps.assessments.seats import bars_of_seats
from pulau.apps.assessments.selectors import lock_case
from pulau.apps.assessments.services.judging import judge_items, open_judgement
from pulau.apps.assessments.sheet_writing import Entries, entries_payload, settle, sheet_digest, write
from pulau.core.shared.problems import BadInput, Problem
from pulau.core.shared.words import checked_words
from pulau.core.workflow.assigning import Seat
from pulau.core.workflow.sheets import EMPTY
from pulau.core.workflow.sight import TPI_LEVELS
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.judging_wishes import Handover
    from pulau.apps.assessments.own_sheets import OwnSheet
    from pulau.core.shared.actor import Actor

_SUBMITTED: Final = (
    *("state", "submitted_at", "round", "blind_revision"),
    *("digest", "submitted_revision", "revision", "answered"),
)


@transaction.atomic
def submit_judgement(*, actor: Actor, case_id: UUID, wish: Handover, now: datetime) -> Judgement:
    """Submit the actor's sheet: its answers are pinned by digest, others may see them, and the figures follow.

    Items that are left over get `wish.why` as the reason why they were not judged. Raises CaseNotFound,
    PermissionDenied, NotAssigned, SheetClosed, SheetMoved, AssessorBarred for who has an interest in the unit by now,
    ItemsUnjudged, and BadInput for a reason that cannot be kept.
    """
    actor, sheet = _sheet(actor, case_id)
    judgement = open_judgement(actor=actor, case_id=case_id, now=now)
    if wish.seen != judgement.revision:
        raise SheetMoved
    _refuse_interested(sheet, actor, now)
    _explain_left_over(actor, sheet, judgement, wish.why, now)
    judgement.state, judgement.submitted_at = JudgementState.SUBMITTED, now
    judgement.round = round_of(sheet.case)
    if judgement.blind_revision is None:
        judgement.blind_revision = judgement.revision
    _pin(judgement)
    scores = refresh_figures(sheet.case)
    payload = {
        "case": str(sheet.case.pk),
        "level": judgement.level,
        "round": judgement.round,
        "revision": judgement.revision,
        "answered": judgement.answered,
        "digest": judgement.digest,
        "scores": scores,
    }
    journal.record(actor, JUDGEMENT_SUBMITTED.code, judgement, payload, now, unit_id=sheet.case.unit_id)
    return judgement


@transaction.atomic
def reopen_judgement(*, actor: Actor, case_id: UUID, now: datetime) -> Judgement:
    """Open the actor's submitted sheet again while its level still judges; others go on seeing what was submitted.

    Raises CaseNotFound, PermissionDenied, NotAssigned, and SheetClosed where it cannot be opened.
    """
    actor, sheet = _sheet(actor, case_id)
    if not sheet.at_its_stage or not sheet.submitted:
        raise SheetClosed(sheet.case.stage)
    row = _locked(sheet)
    _open_again(actor, sheet.case, row, now)
    return row


@transaction.atomic
def reopen_for_round_2(*, actor: Actor, case_id: UUID, now: datetime) -> int:
    """Open the submitted sheets of the TPI again as its second round begins, and return how many.

    The policy is that of the event, whose transaction this is. Raises Case.DoesNotExist.
    """
    case: Case = Case.objects.for_actor(actor).get(pk=case_id)
    rows = Judgement.objects.for_actor(actor).filter(case_id=case_id, state=JudgementState.SUBMITTED)
    found = list(rows.filter(level__in=[level.value for level in TPI_LEVELS]).select_for_update(of=("self",)))
    for row in found:
        _open_again(actor, case, row, now)
    return len(found)


@transaction.atomic
def give_reasons(*, actor: Actor, case_id: UUID, reasons: Mapping[str, tuple[int, str]], now: datetime) -> JudgingSaved:
    """Say why the actor's answers differ from the level before: by item the version that was seen, and the reason.

    A submitted sheet stays submitted, with a new digest; its values stay as they are. Raises as `judge_items`.
    """
    actor, sheet = _sheet(actor, case_id)
    changes = [JudgeChange(item, seen, {"reason": text}) for item, (seen, text) in reasons.items()]
    if sheet.editable or not sheet.submitted or not sheet.at_its_stage:
        return judge_items(actor=actor, case_id=case_id, changes=changes, now=now)
    return _amend(actor, sheet, changes, now)


def _open_again(actor: Actor, case: Case, row: Judgement, now: datetime) -> None:
    """Open a sheet in the round of the case; its answers and their versions stay."""
    row.state, row.round = JudgementState.OPEN, round_of(case)
    row.save(update_fields=["state", "round"])
    payload = {"case": str(case.pk), "level": row.level, "round": row.round, "revision": row.revision}
    journal.record(actor, JUDGEMENT_REOPENED.code, row, payload, now, unit_id=case.unit_id)


def _amend(actor: Actor, sheet: OwnSheet, changes: list[JudgeChange], now: datetime) -> JudgingSaved:
    judgement = _locked(sheet)
    standing = answers_in(judgement)
    taken: dict[str, JudgeChange] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for change in changes:
        try:
            if change.item not in standing:
                raise BadInput.because("unknown-item", change.item[:40], regulation=sheet.case.regulation)
            text = checked_words(str(change.fields["reason"]), "reason", LONGEST_TEXT, needed=False)
            taken[change.item] = JudgeChange(change.item, change.seen, {"reason": text})
        except BadInput as problem:
            problems[change.item] = problem.problems
    settled, clashes = settle(judgement, taken, standing)
    if settled:
        write(actor, judgement, settled, now)
        _pin(judgement)
        payload = entries_payload(sheet.case, judgement, settled) | {"digest": judgement.digest}
        journal.record(actor, JUDGED.code, judgement, payload, now, unit_id=sheet.case.unit_id)
    written = {item: version for item, (_entry, version) in settled.items()}
    return JudgingSaved(judgement, written, clashes, problems)


def _sheet(actor: Actor, case_id: UUID) -> tuple[Actor, OwnSheet]:
    case = lock_case(actor, case_id)
    actor = require(actor, JUDGE, unit_id=case.unit_id, state=case.stage)
    return actor, own_sheet(actor, case)


def _locked(sheet: OwnSheet) -> Judgement:
    if sheet.judgement is None:
        raise NotAssigned("the sheet was never begun")
    rows = Judgement.objects.for_tenant(sheet.case.tenant_id).select_for_update(of=("self",))
    row: Judgement = rows.order_by().get(pk=sheet.judgement.pk)
    return row


def _refuse_interested(sheet: OwnSheet, actor: Actor, now: datetime) -> None:
    bars = bars_of_seats(sheet.case, [Seat(sheet.level, actor.person)], now)
    if found := bars.get(actor.person):
        raise AssessorBarred(tuple(found), "")


def _explain_left_over(actor: Actor, sheet: OwnSheet, judgement: Judgement, why: str, now: datetime) -> None:
    standing = answers_in(judgement)
    left = [
        item
        for item in sheet.items
        if item not in standing or (standing[item].value is None and not standing[item].reason)
    ]
    if not left:
        return
    text = checked_words(why, "alasan", LONGEST_TEXT, needed=False)
    if not text:
        raise ItemsUnjudged(tuple(left))
    kept = {item: (standing[item].entry, standing[item].version) if item in standing else (EMPTY, 0) for item in left}
    entries: Entries = {item: ({**entry, "reason": text}, version + 1) for item, (entry, version) in kept.items()}
    write(actor, judgement, entries, now)
    payload = entries_payload(sheet.case, judgement, entries)
    journal.record(actor, JUDGED.code, judgement, payload, now, unit_id=sheet.case.unit_id)


def _pin(judgement: Judgement) -> None:
    """Keep what is submitted: everything up to the present revision, by digest."""
    answers = answers_in(judgement)
    judgement.digest = sheet_digest((item, one.version, one.entry) for item, one in answers.items())
    judgement.submitted_revision = judgement.revision
    judgement.answered = sum(one.value is not None for one in answers.values())
    judgement.save(update_fields=_SUBMITTED)
