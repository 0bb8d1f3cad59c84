"""What people ask about their own data and how it is answered, erasing a person, and holding an erasure back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.people.models import DataRequest, LegalHold
from pulau.apps.people.models.staff import RequestKind, RequestState
from pulau.apps.people.policies import ANSWER_DATA_REQUESTS, SEE_OWN_DATA
from pulau.apps.people.privacy_actions import (
    BREACH_GATHERED,
    DATA_REQUEST_ANSWERED,
    DATA_REQUESTED,
    HOLD_ENDED,
    HOLD_PLACED,
    OWN_DATA_TAKEN,
    PERSON_ERASED,
)
from pulau.apps.people.privacy_notices import forget_told, tell_answer, tell_request
from pulau.apps.people.selectors.privacy import (
    DataRequestNotFound,
    bars_to_erasing,
    get_request_for,
    holds_on,
    leaves_for_good,
    person_in,
)
from pulau.exchange.personal_data import CORRECTION, ERASURE, period_for
from pulau.foundation.accounts.models import User
from pulau.foundation.calendar import today_of
from pulau.foundation.erasing import erase
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.people.breach import Incident
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.personal_data import ErasureBar, Person

LONGEST_TEXT: Final = 2_000
_PERIODS: Final = {RequestKind.CORRECTION: CORRECTION, RequestKind.ERASURE: ERASURE}


class AlreadyAsked(Exception):  # noqa: N818 - a fact, as every error of this project
    """The person has asked this of the body already, and waits for the answer."""


class AlreadyAnswered(Exception):  # noqa: N818 - a fact, as every error of this project
    """The request was answered meanwhile."""


class ErasureBarred(Exception):  # noqa: N818 - a fact, as every error of this project
    """The person cannot be erased now; `bars` say why."""

    def __init__(self, bars: list[ErasureBar]) -> None:
        super().__init__(", ".join(bar.code for bar in bars))
        self.bars = bars


@dataclass(frozen=True, slots=True)
class Reply:
    """How a request is answered: done or not, and the words for the person."""

    granted: bool
    words: str


@transaction.atomic
def ask_about_data(*, actor: Actor, kind: RequestKind, told: str, now: datetime) -> DataRequest:
    """Ask the actor's body to correct or erase what it keeps of them.

    Raises ValidationError (by field) and AlreadyAsked.
    """
    actor = require(actor, SEE_OWN_DATA, person_id=actor.person)
    rows = DataRequest.objects.for_actor(actor)
    if rows.filter(user_id=actor.person, kind=kind, state=RequestState.OPEN).exists():
        raise AlreadyAsked
    day = today_of(actor, now)
    row = DataRequest(tenant_id=actor.tenant_id, user_id=actor.person, kind=kind, told=told.strip(), requested_at=now)
    row.due = day + timedelta(days=period_for(_PERIODS[kind], day).days)
    if kind is RequestKind.CORRECTION and not row.told:
        raise ValidationError({"told": "say what is wrong"})
    row.full_clean(exclude=["tenant", "user"], validate_unique=False)
    row.save(force_insert=True)
    journal.record(actor, DATA_REQUESTED.code, row, {"kind": row.kind, "due": row.due}, now)
    tell_request(actor, row, now)
    return row


@transaction.atomic
def answer_data_request(*, actor: Actor, request_id: UUID, reply: Reply, now: datetime) -> DataRequest:
    """Answer a request; to grant an erasure erases the person.

    Raises PermissionDenied, DataRequestNotFound, AlreadyAnswered, ValidationError (by field), ErasureBarred.
    """
    actor = require(actor, ANSWER_DATA_REQUESTS)
    row = get_request_for(actor, request_id, lock=True)
    if row.state != RequestState.OPEN:
        raise AlreadyAnswered
    if not reply.words.strip():
        raise ValidationError({"answer": "the person is told why"})
    if reply.granted and row.kind == RequestKind.ERASURE:
        person = person_in(actor.tenant_id, User.objects.get(pk=row.user_id))
        erase_person(actor=actor, person=person, now=now)
    before = {"state": row.state}
    row.refresh_from_db()
    row.state = RequestState.DONE if reply.granted else RequestState.REFUSED
    row.answer, row.answered_at = reply.words.strip(), now
    row.full_clean(exclude=["tenant", "user"], validate_unique=False)
    row.save(update_fields=["state", "answer", "answered_at"])
    journal.record(actor, DATA_REQUEST_ANSWERED.code, row, journal.changed(before, {"state": row.state}), now)
    if User.objects.filter(pk=row.user_id, is_active=True).exists():  # whose account was erased reads no notices
        tell_answer(actor, row, granted=reply.granted, now=now)
    return row


@transaction.atomic
def erase_person(*, actor: Actor, person: Person, now: datetime) -> dict[str, int]:
    """Erase a person in the actor's body as the register says; the account too where no other body keeps them.

    Scores, answers and journal stay as they are. Returns how many rows of which table. Raises PermissionDenied and
    ErasureBarred.
    """
    actor = require(actor, ANSWER_DATA_REQUESTS)
    day = today_of(actor, now)
    if bars := bars_to_erasing(person, actor.tenant_id, day):
        raise ErasureBarred(bars)
    with behind_wall(actor.tenant_id, person.user_id):
        account = person.user_id is not None and leaves_for_good(person.user_id, actor.tenant_id, day)
        others = forget_told(person, actor.tenant_id)
        done = erase(person, actor.tenant_id, now, account=account)
    if others:
        done["notices.Notice"] = done.get("notices.Notice", 0) + others
    whom = {"user": person.user_id, "employees": sorted(person.employees), "outsiders": sorted(person.outsiders)}
    payload = {**whom, "account": account, "rows": done}
    journal.record(actor, PERSON_ERASED.code, Tenant(pk=actor.tenant_id), payload, now)
    return done


@transaction.atomic
def hold_erasure(*, actor: Actor, request_id: UUID, document: str, now: datetime) -> LegalHold:
    """Let nothing of the person of a request be erased, on the ground of a document.

    Raises PermissionDenied, DataRequestNotFound, or ValidationError (by field).
    """
    actor = require(actor, ANSWER_DATA_REQUESTS)
    row = get_request_for(actor, request_id, lock=True)
    day = today_of(actor, now)
    hold = LegalHold(
        tenant_id=actor.tenant_id, user_id=row.user_id, document=document.strip(), since=day, created_at=now
    )
    hold.full_clean(exclude=["tenant", "user", "employee", "outsider"], validate_unique=False)
    hold.save(force_insert=True)
    journal.record(actor, HOLD_PLACED.code, hold, {"user": row.user_id, "since": day}, now)
    return hold


@transaction.atomic
def end_hold(*, actor: Actor, request_id: UUID, hold_id: UUID, now: datetime) -> LegalHold:
    """End a hold on the person of a request: yesterday was its last day. Raises as `hold_erasure`."""
    actor = require(actor, ANSWER_DATA_REQUESTS)
    row = get_request_for(actor, request_id, lock=True)
    day = today_of(actor, now)
    person = person_in(actor.tenant_id, User.objects.get(pk=row.user_id))
    hold = holds_on(person, actor.tenant_id, day).filter(pk=hold_id).select_for_update().first()
    if hold is None:
        raise DataRequestNotFound
    before = {"since": hold.since, "until": hold.until}
    last = day - timedelta(days=1)
    hold.since = min(hold.since, last)  # one placed today never lay a whole day
    hold.until = last
    hold.save(update_fields=["since", "until"])
    journal.record(actor, HOLD_ENDED.code, hold, journal.changed(before, {"since": hold.since, "until": last}), now)
    return hold


@transaction.atomic
def record_own_data_taken(*, actor: Actor, now: datetime) -> None:
    """Write that the person took out what is kept of them."""
    actor = require(actor, SEE_OWN_DATA, person_id=actor.person)
    journal.record(actor, OWN_DATA_TAKEN.code, Tenant(pk=actor.tenant_id), {"user": actor.person}, now)


@transaction.atomic
def record_breach_pack(*, actor: Actor, incident: Incident, people: int, now: datetime) -> None:
    """Write that the data of people affected by an incident were gathered into a folder."""
    actor = require(actor, ANSWER_DATA_REQUESTS)
    payload = {
        "since": incident.since.isoformat(timespec="seconds"), "until": incident.until.isoformat(timespec="seconds"),
        "user": incident.user_id, "request": incident.request_id, "people": people,
    }  # fmt: skip
    journal.record(actor, BREACH_GATHERED.code, Tenant(pk=actor.tenant_id), payload, now)
