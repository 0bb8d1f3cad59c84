"""A duty names a unit of its own agency only."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.core.shared.actor import Actor
from tests.cast import NOW
from tests.house import FIRST_DAY, House


def test_nobody_is_appointed_to_the_unit_of_another_agency(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    eka, foreign = house.users["eka"].pk, house.units["disdukcapil-lain"].pk
    with pytest.raises(ValidationError, match="no such unit"):
        appoint(actor=system, user_id=eka, wish=Wish(role=Role.ZONE_TEAM, unit_id=foreign, since=FIRST_DAY), now=NOW)
    own = house.units["rsud"].pk
    appoint(actor=system, user_id=eka, wish=Wish(role=Role.ZONE_TEAM, unit_id=own, since=FIRST_DAY), now=NOW)
