"""Teams: complete when every part is somebody's, and no two levels that are apart are one person's."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.roles import ASSESSING
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.assigning import (
    BY_AREAS,
    RESULT,
    ROLES_OF,
    STAGES_OF,
    Seat,
    bodies_at,
    covers,
    other_seat,
    part_of,
    parts_of,
    tpi_complete,
)
from pulau.core.workflow.levels import BODY_OF, AssessorLevel, Body
from pulau.exchange.packs import load_pack

PARTS = ("1", "2", "3", RESULT)
MEMBER, LEADER, CONTROLLER = AssessorLevel.TPI_MEMBER, AssessorLevel.TPI_LEADER, AssessorLevel.TPI_CONTROLLER
PEOPLE = [uuid4() for _ in range(4)]
SEATS = st.lists(
    st.builds(
        Seat,
        st.sampled_from(list(AssessorLevel)),
        st.sampled_from(PEOPLE),
        st.frozensets(st.sampled_from(PARTS)),
    ),
    max_size=8,
)


def test_every_level_has_a_role_and_stages() -> None:
    assert set(ROLES_OF) == set(AssessorLevel)
    assert set(STAGES_OF) == set(Body)
    assert all(stages <= set(ASSESSMENT.stages) for stages in STAGES_OF.values())
    for level, roles in ROLES_OF.items():
        assert set(roles) <= ASSESSING | {"agency-administrator"}, level


def test_each_item_lies_in_one_part_of_its_worksheet() -> None:
    pack = load_pack("permenpan-rb-90-2021")
    assert parts_of(pack) == ("1", "2", "3", "4", "5", "6", RESULT)
    assert {part_of(pack, item) for item in pack.items} == set(parts_of(pack))


@given(SEATS)
def test_a_level_is_covered_if_and_only_if_each_part_is_somebodys(seats: list[Seat]) -> None:
    here = [seat for seat in seats if seat.level is MEMBER]
    each = all(any(not seat.parts or part in seat.parts for seat in here) for part in PARTS)
    assert covers(MEMBER, seats, PARTS) == (bool(here) and each)


@given(SEATS, st.sampled_from(list(AssessorLevel)), st.sampled_from(PEOPLE))
def test_nobody_holds_two_levels_that_are_apart(seats: list[Seat], level: AssessorLevel, person: UUID) -> None:
    other = other_seat(level, person, seats)
    if other is None:
        held = {seat.level for seat in seats if seat.person == person} - {level}
        assert not held or {BODY_OF[each] for each in (level, *held)} == {Body.TPN}  # desk and field may be one
    else:
        assert other is not level
        assert any(seat.level is other and seat.person == person for seat in seats)


@pytest.mark.parametrize("missing", [MEMBER, LEADER, CONTROLLER])
def test_a_tpi_without_one_of_its_levels_is_not_complete(missing: AssessorLevel) -> None:
    seats = [Seat(level, person) for level, person in zip((MEMBER, LEADER, CONTROLLER), PEOPLE, strict=False)]
    assert tpi_complete(seats, PARTS)
    assert not tpi_complete([seat for seat in seats if seat.level is not missing], PARTS)


def test_the_bodies_of_a_stage() -> None:
    assert bodies_at("submitted") == (Body.PRELIMINARY, Body.TPI)
    assert bodies_at("desk") == (Body.TPN,)
    assert bodies_at("monitoring") == ()
    assert {AssessorLevel.TPI_LEADER, AssessorLevel.TPI_CONTROLLER} & BY_AREAS == set()
