"""Letting the demo's employees pledge: asked as the job asks, each signing for themselves, a few saying no."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.text import slugify

from pulau.apps.declarations.asking_jobs import ask_leading
from pulau.apps.declarations.models import Pact, PactState
from pulau.apps.declarations.selectors.pacts import head_pacts
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.declarations.services.attesting import attest_pact
from pulau.apps.declarations.services.pacts import Consent, refuse_pact, sign_pact, withdraw_pact
from pulau.apps.declarations.services.tablet import Drawn, draw_pact, end_tablet, open_tablet
from pulau.apps.people.contract import Employee, employees_of_unit, link_account
from pulau.apps.signing.contract import Given, stamped_then
from pulau.foundation.accounts.services import register_user

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from pulau.apps.declarations.demo_ceremonies.stage import Stage
    from pulau.core.shared.actor import Actor

_STROKES: Final = (
    [[40, 250], [90, 120], [150, 70], [180, 140], [140, 260], [210, 300], [290, 170], [330, 120], [310, 240]],
    [[360, 230], [430, 150], [470, 240], [540, 160], [590, 240], [700, 180], [860, 150], [1040, 210]],
)
"""What somebody draws on a tablet: a quick, believable scrawl; the next person's is stretched a little."""


@dataclass(slots=True)
class Pledging:
    """The pacts of a body in one year, taken in the order of time. `at` moves on with each."""

    stage: Stage
    at: datetime
    texts: dict[str, UUID] = field(default_factory=dict)

    def sign(self, *employees: Employee) -> None:
        """Let employees sign all that waits for them, some minutes apart."""
        for employee in employees:
            actor = self.stage.oneself(self._account(employee))
            for pact in self._waiting(employee):
                with stamped_then(self._next()):
                    sign_pact(actor=actor, pact_id=pact.pk, consent=Consent(self._text(pact.kind)), now=self.at)

    def sign_as_head(self, name: str) -> None:
        """Let one of the cast, who heads the whole body and is no employee, be asked and sign for it."""
        user = self.stage.cast[name]
        ask_leading(self.stage.tenant_id, self._next())
        pact = head_pacts(self.stage.system).get(user=user, year=self.at.year, state=PactState.DUE)
        with stamped_then(self._next()):
            consent = Consent(self._text(pact.kind))
            sign_pact(actor=self.stage.oneself(user.pk), pact_id=pact.pk, consent=consent, now=self.at)

    def refuse(self, employee: Employee, reason: str) -> None:
        """Let an employee say no."""
        actor = self.stage.oneself(self._account(employee))
        for pact in self._waiting(employee):
            refuse_pact(actor=actor, pact_id=pact.pk, reason=reason, now=self._next())

    def withdraw(self, employee: Employee, reason: str) -> None:
        """Let an employee take back what they signed."""
        actor = self.stage.oneself(self._account(employee))
        pact = self._pacts(employee).get(state=PactState.SIGNED)
        withdraw_pact(actor=actor, pact_id=pact.pk, reason=reason, now=self._next())

    def draw(self, witness: Actor, unit: str, employees: Iterable[Employee], attested: int) -> None:
        """Let employees draw at a tablet that a witness opened; the first `attested` are attested, the others wait."""
        length = timedelta(hours=4)
        tablet, _key = open_tablet(actor=witness, unit_id=self.stage.units[unit], length=length, now=self._next())
        drawn = []
        for number, employee in enumerate(employees):
            pact = self._waiting(employee)[0]
            drawing = Drawn(self._text(pact.kind), _strokes(number))
            pact = draw_pact(actor=witness, tablet_id=tablet.pk, pact_id=pact.pk, drawn=drawing, now=self._next())
            drawn.append(pact)
        for pact in drawn[:attested]:
            with stamped_then(self._next()):
                attest_pact(actor=witness, pact_id=pact.pk, drawing=pact.drawing, given=Given(), now=self.at)
        end_tablet(actor=witness, tablet_id=tablet.pk, now=self._next())

    def staff(self, unit: str) -> Iterator[Employee]:
        """Yield who works in a unit, by name, the cast last."""
        rows = employees_of_unit(self.stage.system, self.stage.units[unit], self.at.date())
        known = {user.pk for user in self.stage.cast.values()}
        yield from sorted(rows, key=lambda one: (one.user_id in known, one.name, one.nip))

    def of_cast(self, *names: str) -> list[Employee]:
        """Return those of the cast who are employed in the body."""
        found = (self.stage.employee(name) for name in names)
        return [one for one in found if one is not None]

    def _next(self) -> datetime:
        self.at = min(self.at + timedelta(minutes=3), self.stage.now)
        return self.at

    def _pacts(self, employee: Employee) -> QuerySet[Pact]:
        return Pact.objects.for_actor(self.stage.system).filter(employee=employee, year=self.at.year)

    def _waiting(self, employee: Employee) -> list[Pact]:
        return list(self._pacts(employee).filter(state=PactState.DUE).order_by("created_at", "kind"))

    def _text(self, kind: str) -> UUID:
        if kind not in self.texts:
            template = approved_template(self.stage.system, kind)
            if template is None:
                raise LookupError(kind)
            self.texts[kind] = template.pk
        return self.texts[kind]

    def _account(self, employee: Employee) -> UUID:
        return give_account(self.stage, employee, self.at)


def give_account(stage: Stage, employee: Employee, at: datetime) -> UUID:
    """Return an employee's account; gives them one, without a password, where they have none."""
    if employee.user_id is None:
        address = f"{slugify(employee.name)}.{employee.nip[-5:]}@pegawai.sagara.example.id"
        user = register_user(actor=stage.system, email=address, full_name=employee.name, now=at)
        employee.user_id = link_account(actor=stage.system, employee_id=employee.pk, user_id=user.pk, now=at).user_id
        return user.pk
    return employee.user_id


def _strokes(number: int) -> bytes:
    strokes = [[[x + 9 * number, y + 4 * (number % 5)] for x, y in stroke] for stroke in _STROKES]
    return json.dumps({"w": 1200, "h": 400, "strokes": strokes}).encode()
