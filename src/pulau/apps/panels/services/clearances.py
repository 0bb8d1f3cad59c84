"""Asking other bodies about a unit before its panel, and recording what they answered, with the letter."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import due_day, lock_case
from pulau.apps.panels.actions import ANSWERED, ASKED
from pulau.apps.panels.models import LONGEST_NAME, LONGEST_TEXT, Answer, Clearance
from pulau.apps.panels.policies import ASK_CLEARANCE, RECORD_CLEARANCE
from pulau.apps.panels.refusals import (
    AnsweredAlready,
    AnswerUnfit,
    AskedAlready,
    BodyUnknown,
    ClearanceNotFound,
    DayUnfit,
)
from pulau.core.shared.words import checked_words
from pulau.exchange.panel import panel_law
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.uploads.keeping import consume

if TYPE_CHECKING:
    from pulau.apps.panels.wishes import AnswerWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def ask_clearance(*, actor: Actor, case_id: UUID, body: str, question: str, now: datetime) -> Clearance:
    """Record what a body is asked about a unit; its clock begins.

    Raises CaseNotFound, PermissionDenied, BodyUnknown, AskedAlready, BadInput for a question that cannot be kept.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, ASK_CLEARANCE, unit_id=case.unit_id, state=case.stage)
    if body not in panel_law().bodies:
        raise BodyUnknown
    text = checked_words(question, "pertanyaan", LONGEST_TEXT)
    rows = Clearance.objects.for_actor(actor)
    if rows.filter(case_id=case_id, body=body).exists():
        raise AskedAlready
    row: Clearance = rows.create(
        case_id=case_id,
        body=body,
        question=text,
        asked_by_id=actor.user_id,
        asked_at=now,
        due_on=due_day(actor, "clearance", now),
    )
    payload = {"case": case_id, "body": body, "due": row.due_on, "question": fingerprint("question", text)}
    journal.record(actor, ASKED.code, row, payload, now, unit_id=case.unit_id)
    return row


@transaction.atomic
def record_answer(*, actor: Actor, case_id: UUID, body: str, wish: AnswerWish, now: datetime) -> Clearance:
    """Record what a body answered. It stays; only "did not answer" gives way to an answer that came late.

    Raises CaseNotFound, PermissionDenied, ClearanceNotFound, AnsweredAlready, AnswerUnfit, DayUnfit, BadInput.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, RECORD_CLEARANCE, unit_id=case.unit_id, state=case.stage)
    rows = Clearance.objects.for_actor(actor).filter(case_id=case_id, body=body)
    row: Clearance | None = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise ClearanceNotFound(body)
    if row.answer not in {"", Answer.NONE}:
        raise AnsweredAlready
    before = {"answer": row.answer or None, "text": row.text, "document": row.document_digest or None}
    _take(row, wish, today_of(actor, now), asked=today_of(actor, row.asked_at))
    row.recorded_by_id, row.recorded_at = actor.user_id, now
    row.save()
    if wish.file is not None and wish.file.upload_id is not None:
        consume(actor, wish.file.upload_id)
    after = {"answer": row.answer, "text": row.text, "document": row.document_digest or None}
    change = journal.changed(before, after, sealed={"answer", "text"})
    payload = {**change, "case": case_id, "body": body, "answered_on": row.answered_on}
    journal.record(actor, ANSWERED.code, row, payload, now, unit_id=case.unit_id)
    return row


def _take(row: Clearance, wish: AnswerWish, today: date, *, asked: date) -> None:
    """Put the answer into the row. Raises AnswerUnfit, DayUnfit, BadInput."""
    if wish.answer not in Answer.values:
        raise AnswerUnfit
    text = checked_words(wish.text, "isi", LONGEST_TEXT, needed=False)
    if wish.answer in {Answer.NOTE, Answer.OBJECTION} and not text:
        raise AnswerUnfit
    if wish.answer == Answer.NONE:
        row.answer, row.text, row.answered_on = wish.answer, text, None
        return
    if wish.answered_on is None or not asked <= wish.answered_on <= today:
        raise DayUnfit
    row.answer, row.text, row.answered_on = wish.answer, text, wish.answered_on
    if wish.file is not None:
        row.document_name, row.document_type = wish.file.name[:LONGEST_NAME], wish.file.kind
        row.document_digest, row.document_size = wish.file.digest, wish.file.size
