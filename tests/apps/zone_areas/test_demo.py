"""The demo's port: three own units, a neighbour that accepted, an invitation that waits, two years of aspects."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pulau.apps.agencies.contract import UnitKind, add_unit, describe_agency
from pulau.apps.agencies.models import AgencyKind
from pulau.apps.zone_areas.demo_places.load import NEIGHBOUR, OWN, PROVINCE, load_port
from pulau.apps.zone_areas.models import AreaAssessment, AspectAnswer, MemberState, ZoneAreaMember
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.demo import OTHER_CODE, TENANT_CODE, TENANTS
from pulau.foundation.accounts.services import open_tenant, register_user
from pulau.foundation.tenancy.wall import behind_wall

TODAY = datetime(2026, 11, 26, 3, tzinfo=UTC)
BEGAN = datetime(2023, 11, 26, 3, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "today",
    [
        TODAY,
        *(datetime(2026, 12, day, 3, tzinfo=UTC) for day in (26, 31)),
        *(datetime(2027, 1, day, 3, tzinfo=UTC) for day in (1, 2, 20)),
    ],
    ids=lambda day: f"{day:%Y-%m-%d}",
)
def test_the_port_is_loaded_once_with_members_of_two_bodies_on_any_day(today: datetime) -> None:
    tenants = {}
    for code, units in ((TENANT_CODE, OWN), (OTHER_CODE, (NEIGHBOUR,)), (PROVINCE, ())):
        tenant = open_tenant(code=code, name=TENANTS[code], now=BEGAN)
        tenants[code] = tenant.pk
        system = Actor.system(tenant.pk)
        with behind_wall(tenant.pk):
            describe_agency(actor=system, name=TENANTS[code], kind=AgencyKind.REGENCY, region="", now=BEGAN)
            for unit in units:
                add_unit(actor=system, code=unit, name=f"Dinas {unit}", kind=UnitKind.OFFICE, now=BEGAN)
    system = Actor.system(tenants[TENANT_CODE])
    with behind_wall(system.tenant_id):
        hana = register_user(actor=system, email="hana@uji.example.id", full_name="Hana", now=BEGAN)
    assert load_port(tenants, {"hana": hana}, today) == 1
    assert load_port(tenants, {"hana": hana}, today) == 0
    with behind_wall(system.tenant_id):
        rows = ZoneAreaMember.objects.for_actor(system)
        assert rows.filter(state=MemberState.ACCEPTED).values("home").distinct().count() == 2
        assert rows.filter(state=MemberState.INVITED).count() == 1
        assert [row.year for row in AreaAssessment.objects.for_actor(system)] == [today.year, today.year - 1]
        assert AspectAnswer.objects.for_actor(system).count() == 8
