"""What belongs to the furnished agencies themselves: a zone area with a unit, a change, readiness facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.agencies.contract import (
    Finding,
    Measure,
    join_zone_area,
    make_zone_area,
    move_unit,
    record_readiness,
)
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.walls.furnished import Furnished

DAY = date(2025, 7, 1)


def settle(made: Furnished, texts: Mapping[str, str]) -> None:
    """Give each agency a zone area (its member is kept in `areas`), a moved unit, and facts of its own and a unit's."""
    house = made.house
    for who, whose, unit, parent in (
        ("hana", "sagara", "unit-rsud", "rsud"),
        ("vera", "lain", "unit-lain", "disdukcapil-lain"),
    ):
        actor, text = house.actors[who], texts[whose]
        ids = house.units[unit].pk, house.units[parent].pk
        move_unit(actor=actor, unit_id=ids[0], parent_id=ids[1], day=DAY, document=f"Perda {text}", now=NOW)
        area = make_zone_area(actor=actor, code=f"kawasan-{whose}", name=f"Kawasan {text}", now=NOW)
        joined = join_zone_area(actor=actor, zone_area_id=area.pk, unit_id=ids[0], since=DAY, now=NOW)
        made.areas[whose] = joined.pk
        for unit_id in (None, ids[0]):
            day = date(2026, 1, 9)
            finding = Finding(
                measure=Measure.SAKIP, year=2025, value="BB", document=f"LHE {text}", document_date=day, unit_id=unit_id
            )
            record_readiness(actor=actor, finding=finding, now=NOW)
