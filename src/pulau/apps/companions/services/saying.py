"""What is said in a room: the companion advises, asks and dissents; unit, assessors and deciding bodies answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from pulau.apps.assessments.contract import get_case_by_id, transitions_of
from pulau.apps.companions.actions import DISSENT_SAID, DISSENT_WEIGHED, ENTRY_ANSWERED, ENTRY_SAID
from pulau.apps.companions.models import LONGEST_SAID, Addressee, EntryKind, Room, RoomEntry
from pulau.apps.companions.news import tell_answered, tell_said
from pulau.apps.companions.policies import ANSWER, SPEAK, WEIGH_AT_HOME, WEIGH_IN_PANEL
from pulau.apps.companions.refusals import NotDeciding, NothingToAnswer, RoomNotFound
from pulau.apps.companions.selectors import accompanied_cases, own_rooms, rooms_of
from pulau.core.shared.problems import BadInput
from pulau.core.shared.words import checked_words
from pulau.core.workflow.companions import decided_by_panel
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import allowed, require

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.companions.wishes import Words
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.journal_actions import JournalAction

OWN_KINDS: Final = (EntryKind.ADVICE, EntryKind.QUESTION, EntryKind.DISSENT)
"""What a companion says."""
_ACTIONS: Final[dict[str, JournalAction]] = {
    EntryKind.ADVICE: ENTRY_SAID,
    EntryKind.QUESTION: ENTRY_SAID,
    EntryKind.DISSENT: DISSENT_SAID,
    EntryKind.ANSWER: ENTRY_ANSWERED,
    EntryKind.WEIGHING: DISSENT_WEIGHED,
}
_ASKED: Final[dict[str, tuple[EntryKind, ...]]] = {
    EntryKind.ANSWER: (EntryKind.QUESTION, EntryKind.ADVICE),
    EntryKind.WEIGHING: (EntryKind.DISSENT,),
}
"""What is answered, and what is weighed."""


@transaction.atomic
def speak(*, actor: Actor, case_id: UUID, room_id: UUID, words: Words, now: datetime) -> RoomEntry:
    """Say something as the companion of an open room: advice, a question, or a dissent that stays for good.

    Raises RoomNotFound (404) also after the room's time, PermissionDenied, BadInput.
    """
    case = accompanied_cases(actor, now).filter(pk=case_id).order_by().first()
    if case is None:
        raise RoomNotFound
    actor = require(actor, SPEAK, unit_id=case.unit_id, state=case.stage)
    rows = own_rooms(actor, case, now).filter(pk=room_id).order_by()
    room: Room | None = rows.select_for_update(of=("self",)).first()
    if room is None:
        raise RoomNotFound
    if words.kind not in OWN_KINDS:
        raise BadInput.because("choice-missing", "jenis")
    if words.kind == EntryKind.QUESTION and words.to not in Addressee.values:
        raise BadInput.because("choice-missing", "kepada")
    if words.step is not None and not transitions_of(case).filter(number=words.step).exists():
        raise BadInput.because("choice-missing", "langkah")
    made, fresh = _said(actor, case, room, words, now)
    if fresh:
        tell_said(case, room, made, now)
    return made


@transaction.atomic
def answer_companion(*, actor: Actor, case_id: UUID, room_id: UUID, words: Words, now: datetime) -> RoomEntry:
    """Answer a companion's question, or write how a dissent was weighed (`words.kind`); the companion is told.

    Raises CaseNotFound, RoomNotFound, PermissionDenied, NothingToAnswer, NotDeciding for a dissent that another body
    weighs, BadInput.
    """
    case = get_case_by_id(actor, case_id)
    room: Room | None = rooms_of(case).filter(pk=room_id).order_by().select_for_update(of=("self",)).first()
    if room is None:
        raise RoomNotFound
    asked = _asked(room, case, words)
    actor = _answering(actor, case, asked)
    made, fresh = _said(actor, case, room, words, now, asked)
    if fresh:
        tell_answered(case, room, made, now)
    return made


def _asked(room: Room, case: Case, words: Words) -> RoomEntry:
    rows = RoomEntry.objects.for_tenant(room.tenant_id).filter(room_id=room.pk, case_id=case.pk, number=words.answers)
    found: RoomEntry | None = rows.filter(kind__in=_ASKED.get(words.kind, ())).first()
    if found is None:
        raise NothingToAnswer
    return found


def _answering(actor: Actor, case: Case, asked: RoomEntry) -> Actor:
    if asked.kind != EntryKind.DISSENT:
        return require(actor, ANSWER, unit_id=case.unit_id, state=case.stage)
    deciding, other = WEIGH_AT_HOME, WEIGH_IN_PANEL
    if decided_by_panel(asked.stage):
        deciding, other = other, deciding
    unit_id, state = case.unit_id, case.stage
    if not allowed(actor, deciding, unit_id=unit_id, state=state) and allowed(
        actor, other, unit_id=unit_id, state=state
    ):
        raise NotDeciding
    return require(actor, deciding, unit_id=unit_id, state=state)


def _said(
    actor: Actor, case: Case, room: Room, words: Words, now: datetime, asked: RoomEntry | None = None
) -> tuple[RoomEntry, bool]:
    """Keep an entry once; returns it, and whether it was not there before."""
    rows = RoomEntry.objects.for_tenant(room.tenant_id)
    key = uuid5(room.pk, f"{actor.person}:{words.key}") if words.key else uuid4()
    there: RoomEntry | None = rows.filter(pk=key).first()
    if there is not None:
        return there, False
    if words.item and words.item not in load_pack(case.regulation).items:
        raise BadInput.because("unknown-item", "butir", regulation=case.regulation)
    made: RoomEntry = rows.create(
        id=key,
        room_id=room.pk,
        case_id=case.pk,
        number=rows.filter(room_id=room.pk).count() + 1,
        kind=words.kind,
        text=checked_words(words.text, "isi", LONGEST_SAID),
        item=words.item if asked is None else asked.item,
        to=words.to if words.kind == EntryKind.QUESTION else "",
        step=words.step if words.kind == EntryKind.DISSENT else None,
        stage=case.stage,
        answers_id=asked.pk if asked else None,
        user_id=actor.person,
        role=actor.role,
        at=now,
    )
    payload: dict[str, object] = {"case": str(case.pk), "room": str(room.pk), "number": made.number, "kind": made.kind}
    payload |= {"stage": made.stage, "text": fingerprint("text", made.text)}
    payload |= {"step": made.step} if made.step else {}
    payload |= {"answers": asked.number} if asked else {}
    journal.record(actor, _ACTIONS[made.kind].code, made, payload, now, unit_id=case.unit_id)
    return made, True
