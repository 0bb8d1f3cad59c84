"""Leading a ceremony: what is being read, whose turn it is, notes; and what its witnesses say they saw."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from pulau.apps.declarations.models import (
    CeremonyEvent,
    Declaration,
    DeclarationPart,
    DeclarationPerson,
    DeclarationState,
    DeclarationText,
    EventKind,
)
from pulau.apps.declarations.policies import CONFIRM, PLAN
from pulau.apps.declarations.selectors.ceremony import CeremonyNotFound, witness_of
from pulau.apps.declarations.services.ceremony import record_event
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.deciding import require

LONGEST_NOTE: Final = 500
_CLOCKS_DIFFER: Final = timedelta(minutes=2)


class CeremonyRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """It cannot be noted; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


NOT_OPEN: Final = "not-open"
NO_SUCH_LINE: Final = "no-such-line"
NO_SUCH_PERSON: Final = "no-such-person"
NOTE_EMPTY: Final = "note-empty"
NOT_A_WITNESS: Final = "not-a-witness"
NOTHING_SEEN: Final = "nothing-seen"
REASONS: Final = (NOT_OPEN, NO_SUCH_LINE, NO_SUCH_PERSON, NOTE_EMPTY, NOT_A_WITNESS, NOTHING_SEEN)


@transaction.atomic
def read_line(*, actor: Actor, declaration_id: UUID, line: int, now: datetime) -> CeremonyEvent:
    """Note that a line (from 1) is being read now. Raises CeremonyNotFound, PermissionDenied, CeremonyRefused."""
    actor, declaration = _led(actor, declaration_id)
    lines = max((len(text.lines) for text in DeclarationText.objects.of_declaration(declaration)), default=0)
    if not 1 <= line <= lines:
        raise CeremonyRefused(NO_SUCH_LINE)
    declaration.line = line
    declaration.save(update_fields=["line"])
    payload = {"line": line}
    return record_event(actor=actor, declaration=declaration, kind=EventKind.LINE_READ, payload=payload, now=now)


@transaction.atomic
def give_turn(*, actor: Actor, declaration_id: UUID, person_id: UUID, now: datetime) -> CeremonyEvent:
    """Ask somebody to sign now. Raises CeremonyNotFound, PermissionDenied, CeremonyRefused."""
    actor, declaration = _led(actor, declaration_id)
    people = DeclarationPerson.objects.of_declaration(declaration).exclude(part=DeclarationPart.READER)
    if not people.filter(pk=person_id).exists():
        raise CeremonyRefused(NO_SUCH_PERSON)
    payload = {"person": str(person_id)}
    return record_event(actor=actor, declaration=declaration, kind=EventKind.TURN, payload=payload, now=now)


@transaction.atomic
def note(*, actor: Actor, declaration_id: UUID, text: str, now: datetime, key: UUID | None = None) -> CeremonyEvent:
    """Note something that all may read and that will stand in the record. Raises as `read_line`."""
    actor, declaration = _led(actor, declaration_id)
    words = " ".join(text.split())[:LONGEST_NOTE]
    if not words:
        raise CeremonyRefused(NOTE_EMPTY)
    payload = {"text": words}
    return record_event(actor=actor, declaration=declaration, kind=EventKind.NOTE, payload=payload, now=now, key=key)


@transaction.atomic
def confirm(
    *, actor: Actor, declaration_id: UUID, code: str, of: int, seen_at: datetime | None, now: datetime
) -> CeremonyEvent:
    """Note that the actor, a witness there, saw what the event `of` tells. Behind the wall of the declaration's body.

    A witness confirms an event once, however often a phone without network sends it. `seen_at` is the phone's own time
    of seeing, kept beside ours where it can be true. Raises CeremonyRefused.
    """
    own = require(actor, CONFIRM, person_id=actor.person)
    declaration = Declaration.objects.for_actor(own).select_for_update().get(pk=declaration_id)
    witness = witness_of(code, actor.person)
    if witness is None:
        raise CeremonyRefused(NOT_A_WITNESS)
    if declaration.state not in {DeclarationState.OPEN, DeclarationState.HELD}:
        raise CeremonyRefused(NOT_OPEN)
    seen = CeremonyEvent.objects.for_actor(own).filter(declaration=declaration, number=of).first()
    if seen is None or seen.kind not in {EventKind.SIGNED, EventKind.LINE_READ, EventKind.OPENED}:
        raise CeremonyRefused(NOTHING_SEEN)
    payload = {"witness": str(witness.pk), "name": witness.name, "of": of}
    return record_event(
        actor=own, declaration=declaration, kind=EventKind.CONFIRMED, payload=payload, now=now,
        key=uuid5(witness.pk, f"confirmed {of}"), seen_at=_believed(seen_at, seen.at, now),
    )  # fmt: skip


def _led(actor: Actor, declaration_id: UUID) -> tuple[Actor, Declaration]:
    declaration = Declaration.objects.for_actor(actor).select_for_update().filter(pk=declaration_id).first()
    if declaration is None:
        raise CeremonyNotFound(declaration_id)
    acting = require(actor, PLAN, unit_id=declaration.unit_id)
    if declaration.state not in {DeclarationState.OPEN, DeclarationState.HELD}:
        raise CeremonyRefused(NOT_OPEN)
    return acting, declaration


def _believed(seen_at: datetime | None, happened: datetime, now: datetime) -> datetime | None:
    """Return the phone's time where it lies between the event and now; a clock that is wrong tells nothing."""
    if seen_at is None or seen_at.tzinfo is None:
        return None
    return seen_at if happened - _CLOCKS_DIFFER <= seen_at <= now + _CLOCKS_DIFFER else None
