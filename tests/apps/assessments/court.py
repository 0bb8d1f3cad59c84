"""The house with its assessors: a worksheet that was handed in, the inspectorate's team, the ministry's people.

    def test_a_stranger_finds_nothing(court: Court) -> None: ...

Nina and Omar are TPI members, Rani leads the TPI, Putu is its technical controller; Tia and Umar assess for the
ministry, Vino and Wulan sit on its panel; Sekar is the Ombudsman's companion. All of them act in Kabupaten Tanjung
Sagara, the last five by grants of the ministry. `case` is the case of the civil registry's worksheet of 2026.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from pulau.apps.agencies.contract import AgencyKind, describe_agency, make_national
from pulau.apps.assessments.models import Case
from pulau.apps.assessments.selectors import get_case_by_id
from pulau.apps.people.acting import TENANT_KEY
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import Scope
from pulau.foundation.accounts.services import open_tenant, register_user
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.worksheets.handing import hand_in
from tests.cast import NOW
from tests.house import FIRST_DAY, PASSWORD, House, build_house
from tests.replay import Replay

AT_HOME: dict[str, tuple[str, Role]] = {
    "nina": ("Nina Safitri", Role.TPI_MEMBER),
    "omar": ("Omar Wibowo", Role.TPI_MEMBER),
    "rani": ("Rani Kartika", Role.TPI_LEADER),
    "putu": ("Putu Astawa", Role.TPI_CONTROLLER),
}
FROM_MINISTRY: dict[str, tuple[str, Role]] = {
    "tia": ("Tia Maharani", Role.TPN_ASSESSOR),
    "umar": ("Umar Hadi", Role.TPN_ASSESSOR),
    "vino": ("Vino Pratama", Role.TPN_PANEL),
    "wulan": ("Wulan Sari", Role.TPN_PANEL),
    "sekar": ("Sekar Arum", Role.COMPANION),
}
ANSWERS = {"P1.i.a": "Ya", "P1.i.b": "A", "P1.ii.a": "Ya"}


@dataclass
class Court(House):
    """A house, its assessors among `users` and `actors`, and the id of the case."""

    case_id: UUID = field(init=False)
    ministry: UUID = field(init=False)

    @property
    def tenant(self) -> UUID:
        """The body whose unit is judged."""
        return self.tenants["sagara"]

    def case(self) -> Case:
        """The case as it stands in the database."""
        return get_case_by_id(Actor.system(self.tenant), self.case_id)

    def at_work(self, name: str) -> Client:
        """A browser in which somebody works in the judged body, whichever body gave them their duty."""
        client = self.client(name)
        session = client.session
        session[TENANT_KEY] = str(self.tenant)
        session.save()
        return client

    def stand_at(self, stage: str, *, due_on: date | None = None) -> Case:
        """Put the case at a stage, whatever leads there: for tests of what is done at one stage."""
        from pulau.core.workflow.assessment import ASSESSMENT  # noqa: PLC0415 - of this one method

        with behind_wall(self.tenant):
            Case.objects.for_tenant(self.tenant).filter(pk=self.case_id).update(
                stage=stage, national=ASSESSMENT.stages[stage].national, due_on=due_on
            )
            return self.case()


def _move_in(court: Court, name: str, full_name: str, role: Role) -> None:
    granted = name in FROM_MINISTRY
    home = court.ministry if granted else court.tenant
    system = Actor.system(home)
    user = register_user(actor=system, email=f"{name}@uji.example.id", full_name=full_name, now=NOW)
    user.set_password(PASSWORD)
    user.save()
    scope = Scope.COUNTRY if granted else None
    kind = "ombudsman" if role == Role.COMPANION else ""
    wish = Wish(role=role, since=FIRST_DAY, companion_kind=kind, scope=scope)
    appoint(actor=system, user_id=user.pk, wish=wish, now=NOW)
    court.users[name] = user
    court.actors[name] = Actor(user.pk, court.tenant, role, (Appointment(role, None, scope),))


def build_court() -> Court:
    """Build it, by the services that everybody uses."""
    house = build_house()
    court = Court(house.tenants, house.units, house.users, house.actors)
    court.sheet = house.sheet
    court.answer("ayu", ANSWERS)
    ministry = open_tenant(code="kementerian", name="Kementerian Uji", now=NOW)
    court.ministry = ministry.pk
    system = Actor.system(ministry.pk)
    describe_agency(actor=system, name="Kementerian Uji", kind=AgencyKind.MINISTRY, region="", now=NOW)
    make_national(actor=system, national=True, now=NOW)
    for name, (full_name, role) in (*AT_HOME.items(), *FROM_MINISTRY.items()):
        _move_in(court, name, full_name, role)
    made = hand_in(court)
    court.case_id = Case.objects.for_tenant(court.tenant).get(submission_id=made.pk).pk
    return court


_court = Replay(build_court)


@pytest.fixture
def court(db: None) -> Court:
    """The house with its assessors, written again for this test."""
    return _court()
