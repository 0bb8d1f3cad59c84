"""The second wall on PostgreSQL: which worksheets of another body the coordinator's database session finds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import connection

from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.zone_areas.port import build_port
from tests.walls.application import as_application

if TYPE_CHECKING:
    from tests.house import House

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone"),
]


def years_seen(house: House, unit: UUID) -> list[int]:
    """The years of a unit's worksheets that raw SQL finds in the coordinator's body."""
    with as_application(), behind_wall(house.tenants["sagara"]), connection.cursor() as cursor:
        cursor.execute("SELECT year FROM worksheets_worksheet WHERE unit_id = %s ORDER BY year", [unit])
        years = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM worksheets_answer WHERE tenant_id <> %s", [house.tenants["sagara"]])
        assert cursor.fetchone() == (0,), "answers are for nobody else"
    return years


def test_the_wall_opens_for_the_years_of_the_membership_alone(house: House) -> None:
    port, unit = build_port(house), house.units["disdukcapil-lain"].pk
    for year in (2024, 2025, 2026):
        with behind_wall(house.tenants["lain"]):
            sheet = house.open("disdukcapil-lain", year, who="vera")
            house.answer("dewi", {"P1.i.a": "Ya"}, sheet=sheet)
    assert years_seen(house, unit) == []
    port.accept(house)
    assert years_seen(house, unit) == [2025, 2026]
