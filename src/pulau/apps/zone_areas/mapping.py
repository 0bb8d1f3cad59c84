"""Rows <-> core: the years that can be judged, and a zone area judged in one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.zone_areas.models import MemberState
from pulau.core.scoring.zone_areas import UnitStanding, ZoneAreaEvaluation, evaluate_zone_area
from pulau.exchange.packs import available, load_pack

if TYPE_CHECKING:
    from pulau.apps.worksheets.contract import UnitFigures
    from pulau.apps.zone_areas.models import AspectAnswer, ZoneArea, ZoneAreaMember
    from pulau.core.regulation.model import Pack

FIRST_YEAR: Final = 2021
"""The year in which the aspects came into force (31 December 2021)."""


@cache
def newest_pack() -> Pack:
    """Return the newest regulation that states aspects of zone areas: that of assessments begun today."""
    return next(pack for pack in map(load_pack, available()) if pack.integration is not None)


def day_of_year(year: int, today: date) -> date:
    """Return the day whose members count for a year: its last one, or today while it runs."""
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))


def counted(members: Sequence[ZoneAreaMember], day: date) -> list[ZoneAreaMember]:
    """Return who counts on a day: who belongs to the area, and who was asked for that day and has not answered."""
    return [row for row in members if row.belongs_on(day) or (row.state == MemberState.INVITED and row.since <= day)]


def judge(
    area: ZoneArea,
    pack: Pack,
    members: Sequence[ZoneAreaMember],
    figures: Mapping[UUID, UnitFigures],
    answers: Mapping[str, AspectAnswer],
) -> ZoneAreaEvaluation:
    """Judge an area by its counted members, their worksheets' figures, and its answers as they stand."""
    units = [_standing(row, figures, pack) for row in members]
    given = {key: answer.value or None for key, answer in answers.items()}
    return evaluate_zone_area(pack, given, units, area.held_title or None)


def _standing(row: ZoneAreaMember, figures: Mapping[UUID, UnitFigures], pack: Pack) -> UnitStanding:
    agreed = row.state != MemberState.INVITED
    own = figures.get(row.unit_id) if agreed and row.unit_id else None
    return UnitStanding(str(row.pk), agreed, in_order(pack, own.titles) if own else None)


def in_order(pack: Pack, titles: Mapping[str, Mapping[str, bool]]) -> dict[str, dict[str, bool]]:
    """Return what a worksheet says of its minimums in the order of the law; PostgreSQL keeps keys in another one."""
    order = {title.id: [gate.id for gate in title.gates] for title in pack.titles.values()}
    return {
        title: {gate: gates[gate] for gate in (*order.get(title, ()), *gates) if gate in gates}
        for title, gates in titles.items()
    }
