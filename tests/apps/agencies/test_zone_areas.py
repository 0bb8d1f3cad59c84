"""Zone areas and their units from day to day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pulau.apps.agencies.contract import (
    UnitEnded,
    UnitInZoneArea,
    UnitNotFound,
    ZoneArea,
    ZoneAreaCodeTaken,
    ZoneAreaNotFound,
    change_zone_area,
    close_unit,
    join_zone_area,
    leave_zone_area,
    make_zone_area,
)
from pulau.apps.agencies.models import ZoneAreaUnit
from pulau.core.shared.actor import Actor
from tests.apps.agencies.branches import Branches, grow
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

JANUARY, JUNE, JULY = date(2025, 1, 2), date(2025, 6, 30), date(2025, 7, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(house: House) -> Branches:
    return grow(house)


@pytest.fixture
def port(tree: Branches) -> ZoneArea:
    return make_zone_area(actor=tree.hana, code="pelabuhan", name="Pelabuhan Sagara", region_code="97.01", now=NOW)


def test_units_belong_to_an_area_from_day_to_day(tree: Branches, port: ZoneArea) -> None:
    member = join_zone_area(actor=tree.hana, zone_area_id=port.pk, unit_id=tree.leaf.pk, since=JANUARY, now=NOW)
    leave_zone_area(actor=tree.hana, member_id=member.pk, last_day=JUNE, now=NOW)
    join_zone_area(actor=tree.hana, zone_area_id=port.pk, unit_id=tree.leaf.pk, since=JULY, now=NOW)
    times = ZoneAreaUnit.objects.for_actor(tree.hana).filter(zone_area=port)
    assert [(row.since, row.until) for row in times] == [(JANUARY, JUNE), (JULY, None)]
    assert tree.told(tree.leaf) == ["unit_added", "zone_area_joined", "zone_area_joined", "zone_area_left"]


def test_a_unit_belongs_to_one_area_at_a_time(tree: Branches, port: ZoneArea) -> None:
    other = make_zone_area(actor=tree.hana, code="bandara", name="Bandara", now=NOW)
    join_zone_area(actor=tree.hana, zone_area_id=port.pk, unit_id=tree.leaf.pk, since=JANUARY, until=JUNE, now=NOW)
    for since, until in ((JUNE, None), (date(2024, 1, 1), JANUARY), (date(2024, 1, 1), None), (JANUARY, JUNE)):
        for area in (port, other):
            with pytest.raises(UnitInZoneArea) as found:
                join_zone_area(
                    actor=tree.hana, zone_area_id=area.pk, unit_id=tree.leaf.pk, since=since, until=until, now=NOW
                )
            assert found.value.zone_area == port
    join_zone_area(actor=tree.hana, zone_area_id=other.pk, unit_id=tree.leaf.pk, since=JULY, now=NOW)


def test_a_time_ends_after_it_starts(tree: Branches, port: ZoneArea) -> None:
    area, unit = port.pk, tree.leaf.pk
    with pytest.raises(ValidationError):
        join_zone_area(actor=tree.hana, zone_area_id=area, unit_id=unit, since=JULY, until=JUNE, now=NOW)
    member = join_zone_area(actor=tree.hana, zone_area_id=area, unit_id=unit, since=JULY, now=NOW)
    with pytest.raises(ValidationError):
        leave_zone_area(actor=tree.hana, member_id=member.pk, last_day=JUNE, now=NOW)
    leave_zone_area(actor=tree.hana, member_id=member.pk, last_day=JULY, now=NOW)
    with pytest.raises(ZoneAreaNotFound):  # it is over
        leave_zone_area(actor=tree.hana, member_id=member.pk, last_day=JULY, now=NOW)


def test_only_units_that_exist_join(tree: Branches, port: ZoneArea) -> None:
    close_unit(actor=tree.hana, unit_id=tree.leaf.pk, day=JULY, now=NOW)
    with pytest.raises(UnitEnded):
        join_zone_area(actor=tree.hana, zone_area_id=port.pk, unit_id=tree.leaf.pk, since=JULY, now=NOW)
    with pytest.raises(UnitEnded):
        join_zone_area(actor=tree.hana, zone_area_id=port.pk, unit_id=tree.beside.pk, since=date(2009, 1, 1), now=NOW)
    for pk in (tree.foreign.pk, uuid4()):
        with pytest.raises(UnitNotFound):
            join_zone_area(actor=tree.hana, zone_area_id=port.pk, unit_id=pk, since=JULY, now=NOW)


def test_an_area_is_renamed_and_its_code_is_its_own(tree: Branches, port: ZoneArea) -> None:
    change_zone_area(actor=tree.hana, zone_area_id=port.pk, name="Pelabuhan Baru", region_code="", now=NOW)
    assert ZoneArea.objects.for_actor(tree.hana).get().name == "Pelabuhan Baru"
    with pytest.raises(ZoneAreaCodeTaken):
        make_zone_area(actor=tree.hana, code="pelabuhan", name="Lain", now=NOW)
    for code, name, region in (("Kota Lama", "x", ""), ("a", "", ""), ("a", "x", "00")):
        with pytest.raises(ValidationError):
            make_zone_area(actor=tree.hana, code=code, name=name, region_code=region, now=NOW)


def test_nobody_else_keeps_areas_and_nobody_elses_are_kept(tree: Branches, port: ZoneArea) -> None:
    for who in ("ayu", "indra", "dewi"):
        with pytest.raises(PermissionDenied):
            make_zone_area(actor=tree.house.actors[who], code="x", name="x", now=NOW)
    elsewhere = Actor.system(tree.house.tenants["lain"])
    with pytest.raises(ZoneAreaNotFound):
        change_zone_area(actor=elsewhere, zone_area_id=port.pk, name="x", region_code="", now=NOW)
    with pytest.raises(ZoneAreaNotFound):
        join_zone_area(actor=elsewhere, zone_area_id=port.pk, unit_id=tree.foreign.pk, since=JULY, now=NOW)
    member = join_zone_area(actor=tree.hana, zone_area_id=port.pk, unit_id=tree.leaf.pk, since=JULY, now=NOW)
    with pytest.raises(ZoneAreaNotFound):
        leave_zone_area(actor=elsewhere, member_id=member.pk, last_day=JULY, now=NOW)
