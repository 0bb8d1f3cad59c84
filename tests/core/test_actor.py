from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from pulau.core.shared.actor import Actor, Appointment
from tests.cast import AYU, BIMA, SAGARA, UNIT


def test_a_duty_for_the_whole_body_covers_each_unit_and_a_duty_for_one_unit_only_that_one() -> None:
    assert BIMA.holds("tpi", UNIT)
    assert BIMA.holds("tpi")
    assert AYU.holds("zone-team", UNIT)
    assert not AYU.holds("zone-team")
    assert not AYU.holds("tpi", UNIT)


def test_the_system_acts_without_a_user_and_without_duties() -> None:
    system = Actor.system(SAGARA)
    assert (system.user_id, system.tenant_id, system.role) == (None, SAGARA, "system")
    assert not system.holds("tpi")


def test_a_duty_for_one_unit_covers_no_other() -> None:
    head = replace(AYU, appointments=(Appointment("unit-head", UNIT),))
    assert head.holds("unit-head", UNIT)
    assert not head.holds("unit-head", UUID(int=9))
