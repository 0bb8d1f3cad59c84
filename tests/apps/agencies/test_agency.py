"""What is told of an agency itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pulau.apps.agencies.contract import (
    Agency,
    AgencyKind,
    AgencyNotDescribed,
    TimeZone,
    agency_of,
    change_agency,
    make_national,
)
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.services import open_tenant
from pulau.foundation.journal.models import Entry
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

FACTS: dict[str, Any] = {
    "name": "Kabupaten Tanjung Sagara",
    "kind": AgencyKind.REGENCY,
    "region": "Nusa Bahari",
    "region_code": "97.01",
    "zone": TimeZone.WITA,
}
pytestmark = pytest.mark.django_db


def change(actor: Actor, **facts: Any) -> Agency:  # noqa: ANN401 - whatever the service takes
    return change_agency(actor=actor, now=NOW, **(FACTS | facts))


def lines(actor: Actor) -> int:
    return Entry.objects.for_actor(actor).filter(action="agencies.agency_changed").count()


def test_the_administrator_tells_region_and_zone(house: House) -> None:
    hana = house.actors["hana"]
    change(hana)
    agency = agency_of(hana)
    assert agency is not None
    assert (agency.region_code, agency.zone, agency.national) == ("97.01", TimeZone.WITA, False)
    assert lines(hana) == 1
    change(hana)
    assert lines(hana) == 1, "nothing changed, nothing told"


@pytest.mark.parametrize(
    ("kind", "code", "fits"),
    [
        (AgencyKind.PROVINCE, "32", True),
        (AgencyKind.PROVINCE, "32.04", False),
        (AgencyKind.REGENCY, "32.04", True),
        (AgencyKind.REGENCY, "32.73", False),
        (AgencyKind.REGENCY, "32", False),
        (AgencyKind.CITY, "32.73", True),
        (AgencyKind.CITY, "32.04", False),
        (AgencyKind.MINISTRY, "", True),
        (AgencyKind.VERTICAL, "32", True),
        (AgencyKind.VERTICAL, "32.73", True),
        (AgencyKind.MINISTRY, "99", False),
        (AgencyKind.MINISTRY, "32.4", False),
    ],
)
def test_a_body_governs_a_region_of_its_kind(house: House, kind: AgencyKind, code: str, *, fits: bool) -> None:
    if fits:
        assert change(house.actors["hana"], kind=kind, region_code=code).region_code == code
        return
    with pytest.raises(ValidationError):
        change(house.actors["hana"], kind=kind, region_code=code)
    assert lines(house.actors["hana"]) == 0


@pytest.mark.parametrize("who", ["ayu", "gita", "indra", "dewi"])
def test_nobody_else_may(house: House, who: str) -> None:
    with pytest.raises(PermissionDenied):
        change(house.actors[who])


def test_only_the_system_makes_a_body_national(house: House) -> None:
    hana, system = house.actors["hana"], Actor.system(house.tenants["sagara"])
    with pytest.raises(PermissionDenied):
        make_national(actor=hana, national=True, now=NOW)
    assert make_national(actor=system, national=True, now=NOW).national
    make_national(actor=system, national=True, now=NOW)
    assert lines(hana) == 1
    assert change(hana).national, "its administrator cannot take it away either"
    assert not make_national(actor=system, national=False, now=NOW).national


def test_a_body_that_was_not_described_cannot_be_changed(house: House) -> None:
    tenant = open_tenant(code="kosong", name="Kosong", now=NOW)
    with pytest.raises(AgencyNotDescribed):
        change(Actor.system(tenant.pk))
