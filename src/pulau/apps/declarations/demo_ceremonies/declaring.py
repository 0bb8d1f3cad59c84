"""Letting a declaration of the demo take its course: planned, opened, read, signed, witnessed, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.declarations.calling import tell_called
from pulau.apps.declarations.demo_ceremonies.stage import When, sign_as
from pulau.apps.declarations.models import Calls, CeremonyEvent, Declaration, DeclarationPart, EventKind
from pulau.apps.declarations.plans import PersonWish, Plan
from pulau.apps.declarations.selectors.declarations import people_of, texts_of
from pulau.apps.declarations.services.closing import close_declaration
from pulau.apps.declarations.services.leading import give_turn, note, read_line
from pulau.apps.declarations.services.naming import name_person
from pulau.apps.declarations.services.opening import open_declaration, prepare_deed
from pulau.apps.declarations.services.planning import plan_declaration
from pulau.apps.declarations.witnessing import confirm_seen
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.declarations.demo_ceremonies.stage import Stage
    from pulau.core.shared.actor import Actor
    from pulau.foundation.accounts.models import User

SIGNER, WITNESS, READER = DeclarationPart.SIGNER, DeclarationPart.WITNESS, DeclarationPart.READER


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits where at a declaration: one of the cast, or (empty) the head of the unit, as the deed names them."""

    who: str
    position: str
    institution: str = ""
    part: DeclarationPart = SIGNER
    acting: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A declaration: whose, when, where, who is there, why symbolically, whom it calls within how many days from today.

    `minutes` is what the record tells beside the events; without it there is no record yet. `noted` is what somebody
    said in the hall.
    """

    title: str
    when: When
    place: str
    seats: tuple[Seat, ...]
    unit: str = ""
    reason: str = ""
    calls: Calls = Calls.NOBODY
    called_within: int = 0
    noted: str = ""
    minutes: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A declaration under way: on which stage, who leads it, and from which it descends."""

    stage: Stage
    leader: Actor
    parent: UUID | None = None

    def prepare(self, story: Story, day: date, planned: datetime) -> Declaration:
        """Plan it, name everybody, and set its deed."""
        last = self.stage.now.date() + timedelta(days=story.called_within)
        plan = Plan(
            title=story.title,
            year=day.year,
            day=day,
            starts=time(9),
            place=story.place,
            unit_id=self.stage.units[story.unit] if story.unit else None,
            parent_id=self.parent,
            calls=story.calls,
            called_by=None if story.calls == Calls.NOBODY else last,
        )
        row = plan_declaration(actor=self.leader, plan=plan, now=planned)
        for seat in story.seats:
            wish = self._wish(seat, story.unit, planned)
            name_person(actor=self.leader, declaration_id=row.pk, wish=wish, now=planned)
        return prepare_deed(actor=self.leader, declaration_id=row.pk, now=planned)

    def hold(self, story: Story) -> Declaration:
        """Let it be planned a week before its day, opened, read, signed by all, and closed where the story says so."""
        at = story.when.at(self.stage.now)
        row = self.prepare(story, at.date(), at - timedelta(days=7))
        row = open_declaration(
            actor=self.leader, declaration_id=row.pk, now=at, symbolic=bool(story.reason), reason=story.reason
        )
        at = self._read(row, at)
        at = self._sign(row, story, at)
        if story.minutes:
            self._close(row, story, at + timedelta(minutes=20))
        row.refresh_from_db()
        return row

    def _read(self, row: Declaration, at: datetime) -> datetime:
        lines = texts_of(row)["id"][0].lines
        for number in range(1, len(lines) + 1):
            at += timedelta(minutes=1)
            read_line(actor=self.leader, declaration_id=row.pk, line=number, now=at)
        return at

    def _sign(self, row: Declaration, story: Story, at: datetime) -> datetime:
        document = row.document
        people = people_of(row)
        if document is None:
            raise LookupError(row.title)
        for person in people.signing:
            at += timedelta(minutes=2)
            give_turn(actor=self.leader, declaration_id=row.pk, person_id=person.pk, now=at)
            if person.user_id is None:
                raise LookupError(person.name)
            sign_as(person.user_id, document, at + timedelta(seconds=40))
            if person.part == SIGNER:
                self._confirm(row, [one.user_id for one in people.witnesses if one.user_id], at + timedelta(seconds=55))
        if story.noted:
            at += timedelta(minutes=3)
            note(actor=self.leader, declaration_id=row.pk, text=story.noted, now=at)
        tell_called(self.stage.tenant_id, row.pk, at)
        return at

    def _confirm(self, row: Declaration, witnesses: list[UUID], at: datetime) -> None:
        """Let the witnesses say on their phones that they saw the signature that was just given."""
        rows = CeremonyEvent.objects.for_tenant(self.stage.tenant_id).filter(declaration=row, kind=EventKind.SIGNED)
        number = rows.order_by("-number").values_list("number", flat=True)[0]
        for user_id in witnesses:
            confirm_seen(actor=self.stage.oneself(user_id), code=row.code, of=number, seen_at=None, now=at)

    def _close(self, row: Declaration, story: Story, at: datetime) -> None:
        witnesses = [one.pk for one in people_of(row).witnesses]
        closed = close_declaration(
            actor=self.leader,
            declaration_id=row.pk,
            position=story.position,
            witnesses=witnesses,
            now=at,
            minutes=story.minutes,
        )
        if closed.record is None or self.leader.user_id is None:
            raise LookupError(row.title)
        own = self.leader.user_id
        signers = [own, *(one.user_id for one in people_of(row).witnesses if one.user_id not in {None, own})]
        for later, user_id in enumerate(signers, start=1):
            if user_id is not None:
                sign_as(user_id, closed.record, at + timedelta(minutes=4 * later))

    def _wish(self, seat: Seat, unit: str, at: datetime) -> PersonWish:
        user: User | None = self.stage.cast[seat.who] if seat.who else None
        employee = self.stage.employee(seat.who) if seat.who else self.stage.head_of(unit, at)
        return PersonWish(
            part=seat.part,
            name=employee.full_name if employee else user.full_name if user else "",
            position=seat.position or (employee.position if employee else ""),
            institution=seat.institution,
            acting=seat.acting,
            user_id=user.pk if user else employee.user_id if employee else None,
            employee_id=employee.pk if employee else None,
        )


def held_above(tenant_id: UUID, year: int) -> UUID | None:
    """Return a body's own declaration of a year that was held, for those that descend from it."""
    with behind_wall(tenant_id):
        rows = Declaration.objects.held().filter(tenant_id=tenant_id, unit__isnull=True, year=year)
        return rows.values_list("pk", flat=True).first()
