"""Every role of the table in every relation to the house: own unit, another unit, own body, another body, a grant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.test import Client

from pulau.apps.agencies.contract import AgencyKind, describe_agency, make_national
from pulau.apps.agencies.models import Agency
from pulau.apps.people.acting import TENANT_KEY
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import SCOPES, Scope
from pulau.foundation.accounts.services import open_tenant, register_user
from tests.cast import NOW

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User
    from tests.walls.furnished import Furnished

SINCE: Final = date(2020, 1, 2)
LIKE: Final = {
    "zone-team@own-unit": "ayu",
    "area-owner@own-unit": "ayu",
    "zone-team@other-unit": "joko",
    "area-owner@other-unit": "joko",
    "unit-head@own-unit": "gita",
    "agency-administrator@own-body": "hana",
    "agency-head@own-body": "indra",
    "zone-team@foreign-unit": "dewi",
    "area-owner@foreign-unit": "dewi",
    "agency-administrator@foreign-body": "vera",
}
"""Guests who may exactly what one of the house's people may."""


@dataclass(frozen=True)
class Guest:
    """Somebody with one role in one relation to the house; `visiting` is the body chosen where only a grant leads."""

    role: str
    where: str
    user: User
    visiting: UUID | None = None

    @property
    def name(self) -> str:
        return f"{self.role}@{self.where}"

    @property
    def like(self) -> str | None:
        """Who of the house's people has the same rights, if anybody."""
        return LIKE.get(self.name)

    def client(self) -> Client:
        """A browser in which the guest has signed in, and stands where they stand."""
        client = Client(raise_request_exception=False)
        client.force_login(self.user)
        if self.visiting is not None:
            session = client.session
            session[TENANT_KEY] = str(self.visiting)
            session.save()
        return client


def invite_guests(made: Furnished) -> list[Guest]:
    """Let them all in: one person for each role in each relation that the role can stand in."""
    house = made.house
    here, there, centre = house.tenants["sagara"], house.tenants["lain"], _national_body()
    Agency.objects.for_tenant(here).update(region_code="32.04")
    Agency.objects.for_tenant(there).update(region_code="33.01")
    own, other, foreign = (house.units[code].pk for code in ("disdukcapil", "rsud", "disdukcapil-lain"))
    doors: dict[Scope, list[tuple[str, UUID, UUID | None, str, UUID | None]]] = {
        Scope.UNIT: [
            ("own-unit", here, own, "", None),
            ("other-unit", here, other, "", None),
            ("foreign-unit", there, foreign, "", None),
        ],
        Scope.AGENCY: [("own-body", here, None, "", None), ("foreign-body", there, None, "", None)],
        Scope.REGION: [("region", centre, None, "32", here), ("other-region", centre, None, "33", here)],
        Scope.COUNTRY: [("country", centre, None, "", here)],
    }
    guests: list[Guest] = []
    for role, scopes in SCOPES.items():
        for scope in sorted(scopes):
            for where, tenant, unit_id, region, visiting in doors[scope]:
                actor = Actor.system(tenant)
                address = f"{role}.{where}@tamu.example.id"
                user = register_user(actor=actor, email=address, full_name=f"Tamu {role} {where}", now=NOW)
                area = "1" if role == Role.AREA_OWNER else ""
                kind = "ombudsman" if role == Role.COMPANION else ""
                wish = Wish(
                    role=Role(role), since=SINCE, unit_id=unit_id, scope=scope, region_code=region, area=area,
                    companion_kind=kind,
                )  # fmt: skip
                appoint(actor=actor, user_id=user.pk, wish=wish, now=NOW)
                guests.append(Guest(role, where, user, visiting))
    return guests


def _national_body() -> UUID:
    tenant = open_tenant(code="pusat", name="Kementerian Uji", now=NOW)
    system = Actor.system(tenant.pk)
    describe_agency(actor=system, name="Kementerian Uji", kind=AgencyKind.MINISTRY, region="", now=NOW)
    make_national(actor=system, national=True, now=NOW)
    return tenant.pk
