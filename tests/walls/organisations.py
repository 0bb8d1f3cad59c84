"""What belongs to the furnished agencies themselves: a change of a unit, readiness facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.agencies.contract import (
    Finding,
    Measure,
    move_unit,
    record_readiness,
)
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.walls.furnished import Furnished

DAY = date(2025, 7, 1)


def settle(made: Furnished, texts: Mapping[str, str]) -> None:
    """Give each agency a moved unit, and facts of its own and a unit's."""
    house = made.house
    for who, whose, unit, parent in (
        ("hana", "sagara", "unit-rsud", "rsud"),
        ("vera", "lain", "unit-lain", "disdukcapil-lain"),
    ):
        actor, text = house.actors[who], texts[whose]
        ids = house.units[unit].pk, house.units[parent].pk
        move_unit(actor=actor, unit_id=ids[0], parent_id=ids[1], day=DAY, document=f"Perda {text}", now=NOW)
        for unit_id in (None, ids[0]):
            day = date(2026, 1, 9)
            finding = Finding(
                measure=Measure.SAKIP, year=2025, value="BB", document=f"LHE {text}", document_date=day, unit_id=unit_id
            )
            record_readiness(actor=actor, finding=finding, now=NOW)
