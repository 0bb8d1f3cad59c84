"""Who may do what: one table of action x role x relation x state, and the one function that reads it.

An app declares its actions as `Action`s; what is not in the table is refused. Pages, API, search, exports, files and
jobs all ask `decide`, and `docs/security/permissions.md` is written from the same table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from pulau.core.shared.actor import Actor, Appointment


class Relation(StrEnum):
    """How the person stands to what is asked for."""

    UNIT = "unit"
    """The appointment is for the very unit."""
    AGENCY = "agency"
    """The appointment is for the whole body whose row it is."""
    GRANT = "grant"
    """The appointment was given by another body, for a region or the country that the body lies in."""
    OWN = "own"
    """It is the person's own: their account, their data, their token."""
    MEMBER = "member"
    """The person holds any appointment of the body's own, of whatever role."""


ANY_ROLE: Final = ""


@dataclass(frozen=True, slots=True)
class Permit:
    """One line of the table: a role in a relation, and the states in which it holds (empty: in all)."""

    role: str
    relation: Relation
    states: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a line that no appointment could ever fit: a mistake in the program."""
        if (self.role == ANY_ROLE) != (self.relation in {Relation.OWN, Relation.MEMBER}):
            raise ValueError(f"{self}: a role is named exactly where the relation asks for an appointment")


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done (`code` is `<app>.<verb>_<thing>`), in words of both languages, and who may."""

    code: str
    indonesian: str
    english: str
    permits: tuple[Permit, ...]

    def sentence(self, language: str) -> str:
        """Return what it is in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked for: a body's, perhaps a unit's or a person's, perhaps in a state."""

    tenant_id: UUID
    unit_id: UUID | None = None
    person_id: UUID | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an action is allowed, by which line of the table, and by which appointment of the actor.

    `held` is None where the line asks for none (one's own things), and for the system.
    """

    action: Action
    allowed: bool
    permit: Permit | None = None
    held: Appointment | None = None

    def actor(self, actor: Actor) -> Actor:
        """Return the actor in the capacity that this decision rests on: what the journal keeps."""
        return actor.using(self.held) if self.held is not None else actor


def decide(actor: Actor, action: Action, subject: Subject) -> Decision:
    """Return whether `actor` may do `action` to `subject`. What no line allows is refused; so is another's tenant.

    The system itself (set-up, schedules) may do everything in the tenant that it acts for.
    """
    if actor.tenant_id != subject.tenant_id:
        return Decision(action, allowed=False)
    if actor.user_id is None:
        return Decision(action, allowed=True)
    for permit in action.permits:
        if permit.states and subject.state not in permit.states:
            continue
        found, held = _fits(actor, permit, subject)
        if found:
            return Decision(action, allowed=True, permit=permit, held=held)
    return Decision(action, allowed=False)


def _fits(actor: Actor, permit: Permit, subject: Subject) -> tuple[bool, Appointment | None]:
    if permit.relation is Relation.OWN:
        return subject.person_id is not None and subject.person_id == actor.user_id, None
    if permit.relation is Relation.MEMBER:
        held = next((held for held in actor.appointments if not held.granted), None)
        return held is not None, held
    held = next((held for held in _in_relation(actor, permit) if _reaches(held, subject)), None)
    return held is not None, held


def _in_relation(actor: Actor, permit: Permit) -> Iterable[Appointment]:
    """Return the appointments that fit a line's role and relation, whatever unit they are for."""
    for held in actor.appointments:
        relation = Relation.GRANT if held.granted else Relation.UNIT if held.unit_id else Relation.AGENCY
        if held.role == permit.role and relation is permit.relation:
            yield held


def _reaches(held: Appointment, subject: Subject) -> bool:
    return held.unit_id is None or held.unit_id == subject.unit_id


@dataclass(frozen=True, slots=True)
class Reach:
    """To which units of the body an actor's right extends: all of it (`everything`), or the units named."""

    everything: bool
    units: tuple[UUID, ...] = ()

    def __bool__(self) -> bool:
        return self.everything or bool(self.units)


def reach(actor: Actor, action: Action, state: str = "") -> Reach:
    """Return where in the actor's body they may do `action`, for lists: a condition that does not grow with the body.

    It speaks of appointments only; what is one's own (relation `own`) is for the list itself to add.
    """
    if actor.user_id is None:
        return Reach(everything=True)
    units: dict[UUID, None] = {}
    for permit in action.permits:
        if (permit.states and state not in permit.states) or permit.relation is Relation.OWN:
            continue
        fitting = (
            [held for held in actor.appointments if not held.granted]
            if permit.relation is Relation.MEMBER
            else _in_relation(actor, permit)
        )
        for held in fitting:
            if held.unit_id is None or permit.relation is Relation.MEMBER:
                return Reach(everything=True)
            units[held.unit_id] = None
    return Reach(everything=False, units=tuple(units))


def permits(relation: Relation, *roles: str, states: Iterable[str] = ()) -> tuple[Permit, ...]:
    """Return a line of the table for each role; for readable declarations."""
    return tuple(Permit(role, relation, frozenset(states)) for role in roles)


OWN: Final = (Permit(ANY_ROLE, Relation.OWN),)
MEMBER: Final = (Permit(ANY_ROLE, Relation.MEMBER),)
