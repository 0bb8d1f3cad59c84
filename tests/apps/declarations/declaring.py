"""A declaration on its way, made by the services: planned, named, prepared, opened, signed, closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.models import (
    Declaration,
    DeclarationPart,
    Pact,
    PactCause,
    PactState,
    PledgeKind,
    PledgeTemplate,
    TemplateState,
)
from pulau.apps.declarations.plans import PersonWish, Plan
from pulau.apps.declarations.services.naming import name_person
from pulau.apps.declarations.services.opening import open_declaration, prepare_deed
from pulau.apps.declarations.services.planning import plan_declaration
from pulau.apps.people.models import Employee
from pulau.apps.signing.contract import Given, Signatory, SignatoryState, sign_document
from pulau.foundation.tenancy.wall import behind_wall, enter_person
from tests.cast import NOW
from tests.house import House
from tests.staff import employed

DAY = date(2026, 11, 26)
PLAN = Plan("Pencanangan Zona Integritas", 2026, DAY, time(9), "Pendopo Tanjung Sagara")
PLACES = {"gita": "Kepala Dinas", "hana": "Sekretaris Daerah", "indra": "Bupati", "dewi": "Kepala Ombudsman Perwakilan"}


@dataclass
class Stage:
    """Short ways to act in a body of the house, behind its wall, as somebody."""

    house: House
    agency: str = "sagara"
    who: str = "hana"

    @property
    def tenant(self) -> UUID:
        """The body."""
        return self.house.tenants[self.agency]

    @property
    def actor(self) -> Any:  # noqa: ANN401 - an actor
        """Who acts."""
        return self.house.actors[self.who]

    def approve(self) -> PledgeTemplate:
        """Let the body have an approved text of a deed."""
        with behind_wall(self.tenant):
            made: PledgeTemplate = PledgeTemplate.objects.for_tenant(self.tenant).create(
                kind=PledgeKind.DECLARATION, version=1, state=TemplateState.APPROVED, title="Piagam Pencanangan",
                opening="Kami, {instansi}, mencanangkan {unit} tahun {tahun}:", points=["Satu.", "Dua."],
                closing="Demikian.", made_at=NOW, approved_at=NOW,
            )  # fmt: skip
        return made

    def plan(self, unit: str | None = None, **facts: Any) -> Declaration:  # noqa: ANN401 - fields of a plan
        """Plan a declaration of a unit, or of the body."""
        unit_id = self.house.units[unit].pk if unit else None
        with behind_wall(self.tenant):
            return plan_declaration(actor=self.actor, plan=replace(PLAN, unit_id=unit_id, **facts), now=NOW)

    def name(self, row: Declaration, who: str, part: str = "signer", **facts: Any) -> Any:  # noqa: ANN401 - a row
        """Let somebody with an account read, sign or witness."""
        user = self.house.users[who]
        wish = PersonWish(DeclarationPart(part), user.full_name, PLACES.get(who, "Pejabat"), user_id=user.pk)
        with behind_wall(self.tenant):
            return name_person(actor=self.actor, declaration_id=row.pk, wish=replace(wish, **facts), now=NOW)

    def staff(self, unit: str, number: int, head: str | None = None) -> list[Employee]:
        """Employ some people in a unit; the first one is its head, with somebody's account."""
        with behind_wall(self.tenant):
            found = [
                employed(
                    self.house,
                    unit,
                    self.who,
                    nip=f"{80000000 + abs(hash(unit)) % 9999 * 100 + at}",
                    name=f"Pegawai {at}",
                )
                for at in range(number)
            ]
            if head:
                user = self.house.users[head]
                found[0].user_id, found[0].name = user.pk, user.full_name
                found[0].save(update_fields=["user", "name"])
        return found

    def pledge(self, people: list[Employee], year: int = 2026) -> None:
        """Let employees have signed their pacts."""
        with behind_wall(self.tenant):
            for one in people:
                Pact.objects.for_tenant(self.tenant).create(
                    kind=PledgeKind.PERSONAL, year=year, cause=PactCause.YEARLY, state=PactState.SIGNED,
                    unit_id=one.unit_id, employee=one, user_id=one.user_id, name=one.name, due_on=DAY,
                    created_at=NOW, signed_at=NOW,
                )  # fmt: skip

    def prepare(self, row: Declaration) -> Declaration:
        """Prepare the deed."""
        with behind_wall(self.tenant):
            return prepare_deed(actor=self.actor, declaration_id=row.pk, now=NOW)

    def open(self, row: Declaration, reason: str = "") -> Declaration:
        """Open it, symbolically where there is a reason."""
        with behind_wall(self.tenant):
            return open_declaration(
                actor=self.actor, declaration_id=row.pk, symbolic=bool(reason), reason=reason, now=NOW
            )

    def sign(self, who: str, minutes: int = 1) -> None:
        """Let somebody sign the newest document that waits for them."""
        actor = self.house.actors[who]
        with transaction.atomic():
            enter_person(actor.person)
            own = Signatory.objects.of_user(actor.person).filter(state=SignatoryState.WAITING, document__ended_at=None)
            signatory = own.order_by("-document__made_at", "-document__code").first()
            assert signatory is not None, f"nothing waits for {who}"
            sign_document(actor=actor, signatory_id=signatory.pk, given=Given(), now=NOW + timedelta(minutes=minutes))

    def fresh(self, row: Declaration) -> Declaration:
        """Return it as it lies in the database."""
        with behind_wall(self.tenant):
            found: Declaration = (
                Declaration.objects.for_tenant(self.tenant).select_related("document", "record").get(pk=row.pk)
            )
        return found

    def held(self, unit: str | None = None, reason: str = "Menunggu pegawai baru", **facts: Any) -> Declaration:  # noqa: ANN401
        """Let a declaration be held by the signature of the one who acts: symbolic, unless enough have signed."""
        row = self.plan(unit, **facts)
        self.name(row, self.who)
        self.prepare(row)
        self.open(row, reason)
        self.sign(self.who)
        return self.fresh(row)
