"""Asking the unit, replying, asking on, and ending a question: each adds, and changes nothing that was said.

The submission stays as it was handed in: what a unit shows with a reply stands beside it, in the version of that day.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pulau.apps.assessments.actions import ASKED, QUESTION_ENDED, REPLIED
from pulau.apps.assessments.models import LONGEST_QUESTION, Question, QuestionState, Reply
from pulau.apps.assessments.policies import ASK, REPLY
from pulau.apps.assessments.question_clock import answer_by
from pulau.apps.assessments.question_news import tell_asked, tell_replied
from pulau.apps.assessments.question_selectors import RUNNING, locked_question, standing_of
from pulau.apps.assessments.refusals import QuestionOver
from pulau.apps.assessments.selectors import get_case_by_id, lock_case
from pulau.apps.evidence.contract import EvidenceWish, EvidenceWithdrawn, get_evidence_for, keep_evidence
from pulau.core.shared.problems import BadInput
from pulau.core.shared.words import checked_words
from pulau.core.workflow.levels import AssessorLevel
from pulau.core.workflow.questions import ASKING
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case
    from pulau.apps.assessments.question_wishes import QuestionWish, ReplyWish
    from pulau.core.shared.actor import Actor

_TITLE: Final = 300


@transaction.atomic
def ask_unit(*, actor: Actor, case_id: UUID, wish: QuestionWish, now: datetime) -> Question:
    """Ask the unit about an item or the whole; its people are told. A second arrival of the same form asks nothing.

    Raises CaseNotFound, PermissionDenied for who judges nothing of the case at its stage, BadInput.
    """
    case = lock_case(actor, case_id)
    levels = standing_of(actor, case).levels
    actor = require(actor, ASK, unit_id=case.unit_id, state=case.stage)
    if not levels:
        raise PermissionDenied(ASK.code)
    text = checked_words(wish.text, "pertanyaan", LONGEST_QUESTION)
    if wish.item and wish.item not in load_pack(case.regulation).items:
        raise BadInput.because("unknown-item", "butir", regulation=case.regulation)
    rows = Question.objects.for_tenant(case.tenant_id)
    key = _key(case.pk, actor, wish.key)
    there: Question | None = rows.filter(pk=key).first()
    if there is not None:
        return there
    made: Question = rows.create(
        id=key,
        case_id=case.pk,
        number=rows.filter(case_id=case.pk).count() + 1,
        item=wish.item,
        level=levels[0].value,
        text=text,
        wants_evidence=wish.wants_evidence,
        asked_by_id=actor.person,
        asked_at=now,
        due_on=answer_by(actor, case, now),
    )
    payload = {"case": str(case.pk), "number": made.number, "item": made.item, "level": made.level}
    told = {**payload, "due": made.due_on, "text": fingerprint("text", text)}
    journal.record(actor, ASKED.code, made, told, now, unit_id=case.unit_id)
    tell_asked(case, made, now)
    return made


@transaction.atomic
def reply_to(*, actor: Actor, case_id: UUID, number: int, wish: ReplyWish, now: datetime) -> Reply:
    """Reply for the unit, with a text, a piece of evidence, or both; who asked is told. Late replies are taken too.

    Two people who reply at once both do. Raises CaseNotFound, QuestionNotFound, PermissionDenied, QuestionOver,
    BadInput, EvidenceNotFound, EvidenceWithdrawn, and what `keep_evidence` raises.
    """
    case = get_case_by_id(actor, case_id)
    actor = require(actor, REPLY, unit_id=case.unit_id, state=case.stage)
    row = locked_question(case, number)
    there = _said_before(row, actor, wish.key)
    if there is not None:
        return there
    if row.state not in RUNNING or AssessorLevel(row.level) not in ASKING.get(case.stage, ()):
        raise QuestionOver
    shows = wish.evidence_id is not None or wish.file is not None
    text = checked_words(wish.text, "jawaban", LONGEST_QUESTION, needed=not shows)
    made = _say(row, actor, text, now, by_unit=True, key=wish.key, shown=_shown(actor, case, wish, now))
    row.state, row.answered_at = QuestionState.ANSWERED, now
    row.save(update_fields=["state", "answered_at"])
    _tell(actor, case, row, made, now)
    tell_replied(case, row, made, now)
    return made


@transaction.atomic
def ask_on(*, actor: Actor, case_id: UUID, number: int, text: str, key: str = "", now: datetime) -> Reply:
    """Ask on in a question: it is open again, with a new last day; the unit is told.

    Raises CaseNotFound, QuestionNotFound, PermissionDenied, QuestionOver, BadInput.
    """
    case, row, actor = _going_on(actor, case_id, number)
    there = _said_before(row, actor, key)
    if there is not None:
        return there
    made = _say(row, actor, checked_words(text, "pertanyaan", LONGEST_QUESTION), now, by_unit=False, key=key)
    row.state, row.due_on = QuestionState.OPEN, answer_by(actor, case, now)
    row.save(update_fields=["state", "due_on"])
    _tell(actor, case, row, made, now)
    tell_asked(case, row, now, said=made.number)
    return made


@transaction.atomic
def end_question(*, actor: Actor, case_id: UUID, number: int, withdraw: bool = False, now: datetime) -> Question:
    """Close a question whose answer is enough, or withdraw one that the unit has said nothing to yet.

    Raises CaseNotFound, QuestionNotFound, PermissionDenied, and QuestionOver also for withdrawing what was answered.
    """
    case, row, actor = _going_on(actor, case_id, number)
    if withdraw and Reply.objects.for_tenant(row.tenant_id).filter(question_id=row.pk, by_unit=True).exists():
        raise QuestionOver
    row.state = QuestionState.WITHDRAWN if withdraw else QuestionState.CLOSED
    row.closed_by_id, row.closed_at = actor.person, now
    row.save(update_fields=["state", "closed_by", "closed_at"])
    payload = {"case": str(case.pk), "number": row.number, "state": row.state}
    journal.record(actor, QUESTION_ENDED.code, row, payload, now, unit_id=case.unit_id)
    return row


def _going_on(actor: Actor, case_id: UUID, number: int) -> tuple[Case, Question, Actor]:
    case = get_case_by_id(actor, case_id)
    row = locked_question(case, number)
    standing = standing_of(actor, case)
    actor = require(actor, ASK, unit_id=case.unit_id, state=case.stage)
    if row.state not in RUNNING:
        raise QuestionOver
    if not standing.goes_on(row, actor.user_id):
        raise PermissionDenied(ASK.code)
    return case, row, actor


def _key(owner: UUID, actor: Actor, key: str) -> UUID:
    return uuid5(owner, f"{actor.person}:{key}") if key else uuid4()


def _said_before(row: Question, actor: Actor, key: str) -> Reply | None:
    if not key:
        return None
    found: Reply | None = Reply.objects.for_tenant(row.tenant_id).filter(pk=_key(row.pk, actor, key)).first()
    return found


def _say(
    row: Question,
    actor: Actor,
    text: str,
    now: datetime,
    *,
    by_unit: bool,
    key: str,
    shown: tuple[UUID, int] | None = None,
) -> Reply:
    rows = Reply.objects.for_tenant(row.tenant_id)
    made: Reply = rows.create(
        id=_key(row.pk, actor, key),
        question_id=row.pk,
        number=rows.filter(question_id=row.pk).count() + 1,
        text=text,
        evidence_id=shown[0] if shown else None,
        evidence_version=shown[1] if shown else None,
        by_unit=by_unit,
        user_id=actor.person,
        at=now,
    )
    return made


def _shown(actor: Actor, case: Case, wish: ReplyWish, now: datetime) -> tuple[UUID, int] | None:
    """Return the piece that a reply shows and its version of now; a new file becomes a piece of the unit."""
    if wish.file is not None:
        title = " ".join(wish.title.split())[:_TITLE] or PurePath(wish.file.name).stem[:_TITLE] or wish.file.name
        piece = EvidenceWish(title, case.unit_id, confidential=wish.confidential, key=wish.key)
        row = keep_evidence(actor=actor, wish=piece, file=wish.file, now=now)
        row.refresh_from_db(fields=["head"])
    elif wish.evidence_id is not None:
        row = get_evidence_for(actor, wish.evidence_id)
        if row.withdrawn_at is not None:
            raise EvidenceWithdrawn(row.code)
    else:
        return None
    return row.pk, row.head


def _tell(actor: Actor, case: Case, row: Question, made: Reply, now: datetime) -> None:
    payload: dict[str, object] = {"case": str(case.pk), "question": str(row.pk), "number": made.number}
    payload |= {"by_unit": made.by_unit, "text": fingerprint("text", made.text)}
    if made.evidence_id:
        payload |= {"evidence": str(made.evidence_id), "version": made.evidence_version}
    journal.record(actor, REPLIED.code, made, payload, now, unit_id=case.unit_id)
