"""A port with a unit of its own, to which a unit of another agency was asked: the ground of these tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.zone_areas.models import ZoneArea, ZoneAreaMember
from pulau.apps.zone_areas.services.areas import make_zone_area
from pulau.apps.zone_areas.services.members import invite_unit, join_unit
from pulau.apps.zone_areas.services.memberships import answer_invitation
from pulau.apps.zone_areas.wishes import AreaWish, Invitation, Reply
from pulau.core.shared.actor import Actor, Appointment
from pulau.foundation.accounts.services import register_user
from tests.cast import NOW
from tests.house import FIRST_DAY

if TYPE_CHECKING:
    from tests.house import House

SINCE = date(2025, 1, 2)
OTHER = "Kota Muara Lain"
ASPECTS = ("service-map", "procedures", "practice", "review", "shared-system")


@dataclass
class Port:
    """The area, the membership of the civil registry, and what the other agency was asked."""

    area: ZoneArea
    own: ZoneAreaMember
    asked: ZoneAreaMember

    def accept(self, house: House) -> ZoneAreaMember:
        """Let the other agency's administrator accept with its civil registry."""
        reply = Reply(house.units["disdukcapil-lain"].pk)
        return answer_invitation(actor=house.actors["vera"], member_id=self.asked.pk, reply=reply, now=NOW)


def build_port(house: House) -> Port:
    """Make it; the other agency gets an administrator (vera) and the head of its unit (surya)."""
    _hire(house, "vera", Role.AGENCY_ADMINISTRATOR, None)
    _hire(house, "surya", Role.UNIT_HEAD, "disdukcapil-lain")
    hana = house.actors["hana"]
    area = make_zone_area(actor=hana, code="pelabuhan", wish=AreaWish("Kawasan Pelabuhan Uji", "port"), now=NOW)
    unit = house.units["disdukcapil"].pk
    own = join_unit(actor=hana, zone_area_id=area.pk, unit_id=unit, since=SINCE, now=NOW)
    wish = Invitation(OTHER, "Dukcapil Muara Lain", SINCE, "disdukcapil-lain", "Mari bersama.")
    asked = invite_unit(actor=hana, zone_area_id=area.pk, wish=wish, now=NOW)
    return Port(area, own, asked)


def _hire(house: House, who: str, role: Role, unit: str | None) -> None:
    tenant = house.tenants["lain"]
    system = Actor.system(tenant)
    user = register_user(actor=system, email=f"{who}@uji.example.id", full_name=who.title(), now=NOW)
    unit_id = house.units[unit].pk if unit else None
    appoint(actor=system, user_id=user.pk, wish=Wish(role=role, unit_id=unit_id, since=FIRST_DAY), now=NOW)
    house.users[who] = user
    house.actors[who] = Actor(user.pk, tenant, role, (Appointment(role, unit_id),))
