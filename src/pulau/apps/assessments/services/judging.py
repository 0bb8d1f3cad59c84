"""Judging items: an assessor's sheet, opened with their first answer, and the versions of its answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.actions import JUDGED, JUDGEMENT_OPENED
from pulau.apps.assessments.judgement_selectors import answers_in, valued_in
from pulau.apps.assessments.judging_wishes import JudgingSaved, SheetClosed
from pulau.apps.assessments.models import LONGEST_TEXT, Judgement, JudgementState
from pulau.apps.assessments.own_sheets import own_sheet, round_of
from pulau.apps.assessments.policies import JUDGE
from pulau.apps.assessments.selectors import get_case_by_id
from pulau.apps.assessments.sheet_writing import entries_payload, settle, write
from pulau.core.scoring.answers import plain, take_answer
from pulau.core.shared.problems import BadInput, Problem
from pulau.core.shared.words import checked_words
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.judging_wishes import JudgeChange
    from pulau.apps.assessments.own_sheets import OwnSheet
    from pulau.core.shared.actor import Actor


@transaction.atomic
def open_judgement(*, actor: Actor, case_id: UUID, now: datetime) -> Judgement:
    """Return the actor's own sheet, locked; opened, empty, where they have not begun.

    Raises CaseNotFound, PermissionDenied, NotAssigned where nobody assigned them, SheetClosed where it takes nothing.
    """
    case = get_case_by_id(actor, case_id)
    actor = require(actor, JUDGE, unit_id=case.unit_id, state=case.stage)
    return _locked_sheet(actor, own_sheet(actor, case), now)


@transaction.atomic
def judge_items(*, actor: Actor, case_id: UUID, changes: Sequence[JudgeChange], now: datetime) -> JudgingSaved:
    """Record what an assessor finds; what cannot be taken is told item by item and keeps nothing else back.

    Raises as `open_judgement`. Saying again what stands already writes nothing. The score is not computed here.
    """
    case = get_case_by_id(actor, case_id)
    actor = require(actor, JUDGE, unit_id=case.unit_id, state=case.stage)
    sheet = own_sheet(actor, case)
    judgement = _locked_sheet(actor, sheet, now)
    taken, problems = _take(sheet, changes)
    standing = answers_in(judgement, taken)
    settled, clashes = settle(judgement, taken, standing)
    if settled:
        write(actor, judgement, settled, now)
        judgement.answered = valued_in(judgement)
        judgement.save(update_fields=["revision", "answered"])
        payload = entries_payload(case, judgement, settled)
        journal.record(actor, JUDGED.code, judgement, payload, now, unit_id=case.unit_id)
    written = {item: version for item, (_entry, version) in settled.items()}
    return JudgingSaved(judgement, written, clashes, problems)


def _locked_sheet(actor: Actor, sheet: OwnSheet, now: datetime) -> Judgement:
    """Return the sheet of somebody, locked and open, made where it is not there yet. Raises SheetClosed."""
    if not sheet.editable:
        raise SheetClosed(sheet.case.stage, sheet.judgement.submitted_at if sheet.judgement else None)
    case = sheet.case
    rows = Judgement.objects.for_tenant(case.tenant_id).exclude(state=JudgementState.ENDED)
    whose = {"case_id": case.pk, "level": sheet.level.value, "user_id": actor.person}
    row: Judgement | None = rows.filter(**whose).order_by().select_for_update(of=("self",)).first()
    if row is None:
        row, made = rows.get_or_create(**whose, defaults={"round": round_of(case), "opened_at": now})
        if made:
            payload = {"case": str(case.pk), "level": row.level, "round": row.round}
            journal.record(actor, JUDGEMENT_OPENED.code, row, payload, now, unit_id=case.unit_id)
    if row.state != JudgementState.OPEN:  # submitted in another window since it was looked at
        raise SheetClosed(case.stage, row.submitted_at)
    return row


def _take(
    sheet: OwnSheet, changes: Sequence[JudgeChange]
) -> tuple[dict[str, JudgeChange], dict[str, tuple[Problem, ...]]]:
    """Check each change against its item; its value becomes plain data, its texts as they are kept."""
    taken: dict[str, JudgeChange] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for change in changes:
        try:
            taken[change.item] = type(change)(change.item, change.seen, _fields(sheet, change))
        except BadInput as problem:
            problems[change.item] = problem.problems
    return taken, problems


def _fields(sheet: OwnSheet, change: JudgeChange) -> dict[str, object]:
    item = load_pack(sheet.case.regulation).items.get(change.item)
    if item is None or item.id not in sheet.items:
        raise BadInput.because("unknown-item", change.item[:40], regulation=sheet.case.regulation)
    found: dict[str, object] = {}
    problems: list[Problem] = []
    for name, given in change.fields.items():
        try:
            if name == "value":
                found[name] = None if given is None else plain(take_answer(item, given))
            else:
                found[name] = checked_words(str(given), name, LONGEST_TEXT, needed=False)
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems)
    return found
