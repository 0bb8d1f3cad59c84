"""What is still to do before a declaration can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from pulau.apps.declarations.models import Declaration, Pact, PactState
from pulau.apps.declarations.selectors.declarations import People
from pulau.apps.declarations.selectors.pacts import OF_STAFF
from pulau.apps.people.contract import Role, body_heads_on, employees_of_unit, employees_on, head_of, holders_on
from pulau.core.pledging.opening import OpeningVerdict, Signed, judge_opening
from pulau.exchange.declaring import declaring_law

if TYPE_CHECKING:
    from pulau.core.pledging.law import DeclaringLaw
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

NO_TEXT: Final = "no-text"
NO_SIGNER: Final = "no-signer"
NO_WITNESS: Final = "no-witness"
NO_READER: Final = "no-reader"
HEAD_CHANGED: Final = "head-changed"
WITHOUT_ACCOUNT: Final = "without-account"
NO_DEED: Final = "no-deed"


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads a unit or body: employees and accounts, and the name of the employee who does."""

    employees: frozenset[UUID]
    users: frozenset[UUID]
    name: str = ""
    acting: str = ""

    def __bool__(self) -> bool:
        return bool(self.employees or self.users)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do before the opening: its code, what it names, and whether nothing can be opened without it."""

    code: str
    values: tuple[str, ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Readiness:
    """The law's own precondition, and what else is open."""

    law: DeclaringLaw | None
    found: Signed
    verdict: OpeningVerdict
    steps: tuple[Step, ...]
    early: bool = False  # its day is yet to come


def who_leads(actor: Actor, unit_id: UUID | None, day: date) -> Lead:
    """Return who leads a unit (None: the body) on a day: by the highest post there, and by role."""
    if unit_id is None:
        return _who_heads(actor, day)
    users = frozenset(user for user, _role, unit in holders_on(actor, (Role.UNIT_HEAD,), day) if unit == unit_id)
    head = head_of(actor, unit_id, day)
    if head is None:
        return Lead(frozenset(), users)
    own = frozenset({head.employee.user_id}) if head.employee.user_id else frozenset[UUID]()
    acting = str(head.posting.get_basis_display()) if head.acting else ""
    return Lead(frozenset({head.employee.pk}), users | own, head.employee.full_name, acting)


def _who_heads(actor: Actor, day: date) -> Lead:
    """Return who heads the body: whoever acts as its head before whoever is it for good, as in a unit."""
    heads = body_heads_on(actor, day)
    now = [one for one in heads if one.acting] or heads
    if not now:
        return Lead(frozenset(), frozenset())
    return Lead(frozenset(), frozenset(one.user_id for one in now), now[0].name, now[0].acting)


def who_signed(actor: Actor, unit_id: UUID | None, year: int, day: date) -> Signed:
    """Return how many serve in a unit (None: the body) on a day, and how many of them have signed for the year.

    The head of a body who is no employee of it signs by account, and is not counted among the staff.
    """
    signed = _signed(actor, year)
    staff = employees_of_unit(actor, unit_id, day) if unit_id else employees_on(actor, day)
    counts = staff.order_by().aggregate(
        staff=Count("pk"), signed=Count("pk", filter=Exists(signed.filter(employee_id=OuterRef("pk"))))
    )
    return Signed(int(counts["staff"]), int(counts["signed"]), head_signed(actor, unit_id, year, day))


def head_signed(actor: Actor, unit_id: UUID | None, year: int, day: date) -> bool | None:
    """Return whether who leads a unit (None: the body) on a day has signed for the year; None where nobody leads it."""
    lead = who_leads(actor, unit_id, day)
    if not lead:
        return None
    of_head = Q(employee_id__in=lead.employees) | Q(user_id__in=lead.users)
    if unit_id is not None or lead.acting:  # who only acts there has another pact, for the own post
        of_head &= Q(unit_id=unit_id)
    return _signed(actor, year).filter(of_head).exists()


def _signed(actor: Actor, year: int) -> ScopedQuerySet[Pact]:
    return Pact.objects.for_actor(actor).filter(year=year, state=PactState.SIGNED, kind__in=OF_STAFF)


def readiness_of(actor: Actor, declaration: Declaration, people: People, day: date, *, text: bool) -> Readiness:
    """Return what is still to do before a declaration of the actor's body can be opened on a day.

    `text` tells whether the body has approved the text of the deed.
    """
    law = declaring_law(declaration.regulation)
    found = who_signed(actor, declaration.unit_id, declaration.year, day)
    if law is None:
        raise LookupError(f"{declaration.regulation}: no such regulation")
    steps = [Step(NO_TEXT)] if not text else []
    if not people.signers:
        steps.append(Step(NO_SIGNER))
    if not people.witnesses:
        steps.append(Step(NO_WITNESS, needed=False))
    if not people.readers:
        steps.append(Step(NO_READER, needed=False))
    steps += _head_changed(actor, declaration, people, day)
    unknown = tuple(one.name for one in people.signing if one.user_id is None)
    if unknown:
        steps.append(Step(WITHOUT_ACCOUNT, unknown, needed=False))
    if declaration.document_id is None:
        steps.append(Step(NO_DEED))
    return Readiness(law, found, judge_opening(law.opening, found), tuple(steps), declaration.day > day)


def _head_changed(actor: Actor, declaration: Declaration, people: People, day: date) -> list[Step]:
    """Return the step of naming the new head, where nobody who leads the unit now is among those who sign."""
    if declaration.unit_id is None or not people.signers:
        return []
    lead = who_leads(actor, declaration.unit_id, day)
    named = any(one.employee_id in lead.employees or one.user_id in lead.users for one in people.signers)
    if named or not lead.name:
        return []
    return [Step(HEAD_CHANGED, (f"{lead.acting} {lead.name}".strip(),), needed=False)]
