"""Who can be assigned to judge a case: which role judges at which level, in which stages, and when a team is complete.

Permenpan RB 90/2021, Lampiran I: members, leader and technical controller of the TPI are different people, since each
looks again at what the one before found. The law does not say whether desk and field are: it is allowed, with a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.core.shared import roles
from pulau.core.workflow.assessment import (
    CLEARANCE,
    DESK,
    FIELD,
    PANEL,
    PRELIMINARY,
    PROPOSED,
    SCREENING,
    SUBMITTED,
    VERIFYING,
    WITH_TPI,
)
from pulau.core.workflow.levels import BODY_OF, CHAINS, AssessorLevel, Body

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack

ROLES_OF: Final[Mapping[AssessorLevel, tuple[str, ...]]] = {
    AssessorLevel.PRELIMINARY: (roles.AGENCY_ADMINISTRATOR, roles.TPI_MEMBER),
    AssessorLevel.TPI_MEMBER: (roles.TPI_MEMBER,),
    AssessorLevel.TPI_LEADER: (roles.TPI_LEADER,),
    AssessorLevel.TPI_CONTROLLER: (roles.TPI_CONTROLLER,),
    AssessorLevel.TPN_DESK: (roles.TPN_ASSESSOR,),
    AssessorLevel.TPN_FIELD: (roles.TPN_ASSESSOR,),
}
"""The roles whose holders judge at a level."""

STAGES_OF: Final[Mapping[Body, frozenset[str]]] = {
    Body.PRELIMINARY: frozenset({SUBMITTED, PRELIMINARY}),
    Body.TPI: WITH_TPI,
    Body.TPN: frozenset({PROPOSED, SCREENING, DESK, FIELD, CLEARANCE, PANEL, VERIFYING}),
}
"""The stages in which a body's assessors are assigned and replaced."""

BY_AREAS: Final = frozenset(
    {AssessorLevel.PRELIMINARY, AssessorLevel.TPI_MEMBER, AssessorLevel.TPN_DESK, AssessorLevel.TPN_FIELD}
)
"""The levels whose work can be parted by areas; leader and controller look at the whole."""

RESULT: Final = "result"
"""The part of a worksheet beside its areas: the result items."""


def parts_of(pack: Pack) -> tuple[str, ...]:
    """Return what a worksheet's work is parted into: its areas, and the result items where it has any."""
    results = any(sub_area.area is None for sub_area in pack.sub_areas.values())
    return (*pack.areas, *((RESULT,) if results else ()))


def part_of(pack: Pack, item: str) -> str:
    """Return the part that an item lies in. Raises KeyError for an item that the pack does not have."""
    return pack.sub_areas[pack.items[item].sub_area].area or RESULT


@dataclass(frozen=True, slots=True)
class Seat:
    """An assessor's assignment: the level, the person, and the parts they judge (empty: all)."""

    level: AssessorLevel
    person: UUID
    parts: frozenset[str] = frozenset()


def bodies_at(stage: str) -> tuple[Body, ...]:
    """Return the bodies whose assessors are assigned while a case stands at a stage."""
    return tuple(body for body, stages in STAGES_OF.items() if stage in stages)


def other_seat(level: AssessorLevel, person: UUID, seats: Iterable[Seat]) -> AssessorLevel | None:
    """Return the level that already is a person's in the case and may not be theirs beside `level`, or None.

    The bodies are apart, as are the levels of the TPI; desk and field are not. Who judges for the TPI and holds a grant
    of the ministry as well would judge their own judgement.
    """
    held = (seat.level for seat in seats if seat.person == person and seat.level is not level)
    return next((found for found in held if {BODY_OF[level], BODY_OF[found]} != {Body.TPN}), None)


def covers(level: AssessorLevel, seats: Iterable[Seat], parts: Collection[str]) -> bool:
    """Whether the assessors of a level judge every one of a worksheet's `parts` between them; nobody covers nothing."""
    here = [seat for seat in seats if seat.level is level]
    covered = frozenset[str]().union(*(seat.parts for seat in here))
    return bool(here) and (any(not seat.parts for seat in here) or covered >= frozenset(parts))


def tpi_complete(seats: Collection[Seat], parts: Collection[str]) -> bool:
    """Whether the TPI has members for all parts, a leader and a technical controller."""
    return all(covers(level, seats, parts) for level in CHAINS[Body.TPI])
