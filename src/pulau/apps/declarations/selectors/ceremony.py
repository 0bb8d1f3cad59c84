"""What stands in the hall and on the phones: a declaration's text, people and events, for whoever has its code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import Http404

from pulau.apps.declarations.models import (
    CeremonyEvent,
    Declaration,
    DeclarationPart,
    DeclarationPerson,
    DeclarationState,
    DeclarationText,
)
from pulau.apps.signing.contract import signatory_of
from pulau.core.deadlines.zones import Zone
from pulau.core.pledging.ceremony import Course, Happening, fold, whose_turn
from pulau.foundation.registry.topics import Event
from pulau.foundation.tenancy.wall import enter_token

FOLLOWED: Final = (
    DeclarationState.READY,
    DeclarationState.OPEN,
    DeclarationState.HELD,
    DeclarationState.CLOSED,
)
"""States in which whoever has the code may follow: not a draft, not what was called off."""
NEAR: Final = 1
"""Lines before and after the one that is read, which the hall shows too."""
MOST_EVENTS: Final = 500


class CeremonyNotFound(Http404):
    """No ceremony of this code that can be followed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; `near` tells whether it stands beside the one being read."""

    number: int
    text: str
    current: bool
    near: bool


@dataclass(frozen=True, slots=True)
class SignerShown:
    """Somebody in the order: `state` is done, now, refused or todo; `event` the number of their signature's event."""

    person: DeclarationPerson
    number: int
    state: str
    at: datetime | None
    event: int
    witnesses: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that the hall's screen, the phones and the leader's page show."""

    declaration: Declaration
    course: Course
    lines: tuple[Line, ...]
    signers: tuple[SignerShown, ...]
    readers: tuple[DeclarationPerson, ...]

    @property
    def zone(self) -> Zone:
        """The zone in which the ceremony's times are told."""
        return Zone[self.declaration.zone]

    @property
    def moment(self) -> datetime:
        """When it begins, with its zone."""
        return datetime.combine(self.declaration.day, self.declaration.starts, self.zone.offset)

    @property
    def percent(self) -> int:
        """The share of employees who have signed, in whole percent, never rounded up."""
        signed, staff = self.course.pacts or (0, 0)
        return 100 * signed // staff if staff else 0


def ceremony_of(code: str, language: str) -> Standing:
    """Return the ceremony with a code, of whatever body. Raises CeremonyNotFound."""
    enter_token(code)
    declaration = Declaration.objects.coded(code).filter(state__in=FOLLOWED).first()
    if declaration is None:
        raise CeremonyNotFound(code)
    return standing(declaration, language)


def standing(declaration: Declaration, language: str) -> Standing:
    """Return how a ceremony stands, for who was shown the declaration: four queries."""
    course = fold(happenings(declaration))
    people = list(DeclarationPerson.objects.of_declaration(declaration))
    ordered = sorted(
        (one for one in people if one.part != DeclarationPart.READER),
        key=lambda one: (one.part == DeclarationPart.WITNESS, one.order),
    )
    turn = whose_turn(course, [str(one.pk) for one in ordered]) if declaration.state == DeclarationState.OPEN else ""
    return Standing(
        declaration=declaration,
        course=course,
        lines=_lines(declaration, course, language),
        signers=tuple(_shown(one, number, turn, course) for number, one in enumerate(ordered, start=1)),
        readers=tuple(one for one in people if one.part == DeclarationPart.READER),
    )


def happenings(declaration: Declaration) -> list[Happening]:
    """Return a ceremony's events in order, as plain values."""
    rows = CeremonyEvent.objects.of_declaration(declaration)
    return [Happening(row.number, row.kind, row.payload, row.at) for row in rows]


def events_after(code: str, after: int) -> Sequence[Event]:
    """Return what happened in the ceremony with a code after a number: the live topic's reader, in one query.

    Raises CeremonyNotFound, at the price of one query more where nothing is new.
    """
    rows = list(CeremonyEvent.objects.coded(code, after).select_related("declaration")[:MOST_EVENTS])
    if not rows and not Declaration.objects.coded(code).filter(state__in=FOLLOWED).exists():
        raise CeremonyNotFound(code)
    return [Event(row.number, row.kind, {**row.payload, "clock": _clock(row)}) for row in rows]


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody is at a ceremony: as whom they sign or witness, what they have confirmed, where they sign."""

    signs: DeclarationPerson | None = None
    witnesses: DeclarationPerson | None = None
    signatory_id: UUID | None = None
    turn: bool = False
    confirmed: frozenset[int] = frozenset()


def mine_in(shown: Standing, user_id: UUID) -> Mine:
    """Return what somebody is at a ceremony; at most one query more."""
    own = [signer for signer in shown.signers if signer.person.user_id == user_id]
    if not own:
        return Mine()
    signer = own[0]
    witness = signer.person if signer.person.part == DeclarationPart.WITNESS else None
    key = str(signer.person.pk)
    confirmed = frozenset(of for of, witnesses in shown.course.seen.items() if key in witnesses)
    waits = signer.state in {"now", "todo"}
    return Mine(
        signs=signer.person,
        witnesses=witness,
        signatory_id=signatory_of(shown.declaration.document_id, user_id) if waits else None,
        turn=signer.state == "now",
        confirmed=confirmed,
    )


def witness_of(code: str, user_id: UUID) -> DeclarationPerson | None:
    """Return as whom somebody witnesses the ceremony with a code, or None."""
    return DeclarationPerson.objects.coded(code).filter(user_id=user_id, part=DeclarationPart.WITNESS).first()


def following(code: str) -> tuple[UUID, UUID]:
    """Return the body and the id of the declaration with a code. Raises CeremonyNotFound."""
    enter_token(code)
    found = Declaration.objects.coded(code).filter(state__in=FOLLOWED).values_list("tenant_id", "pk").first()
    if found is None:
        raise CeremonyNotFound(code)
    return found


def _lines(declaration: Declaration, course: Course, language: str) -> tuple[Line, ...]:
    texts = {text.language: text for text in reversed(DeclarationText.objects.of_declaration(declaration))}
    text = texts.get(language) or texts.get("id") or next(iter(texts.values()), None)
    lines = text.lines if text else []
    at = course.line
    return tuple(
        Line(number, str(line), number == at, abs(number - max(at, 1)) <= NEAR)
        for number, line in enumerate(lines, start=1)
    )


def _shown(one: DeclarationPerson, number: int, turn: str, course: Course) -> SignerShown:
    key = str(one.pk)
    signed, refused = course.signed.get(key), course.refused.get(key)
    state = "done" if signed else "refused" if refused else "now" if key == turn else "todo"
    told = signed or refused
    seen = course.seen.get(signed.number, ()) if signed else ()
    return SignerShown(one, number, state, told.at if told else None, signed.number if signed else 0, len(seen))


def _clock(row: CeremonyEvent) -> str:
    return row.at.astimezone(Zone[row.declaration.zone].offset).strftime("%H.%M")
