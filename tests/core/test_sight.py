"""Who sees whose judgement when, and which differences need a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.comparing import SELF, differences
from pulau.core.workflow.levels import AssessorLevel, Judged
from pulau.core.workflow.sight import HIDDEN, JUDGED_AT, TPI_LEVELS, TPN_LEVELS, Own, Side, levels_seen, tpi_told

MEMBER, LEADER, CONTROLLER = AssessorLevel.TPI_MEMBER, AssessorLevel.TPI_LEADER, AssessorLevel.TPI_CONTROLLER
DESK, FIELD = AssessorLevel.TPN_DESK, AssessorLevel.TPN_FIELD


@pytest.mark.parametrize("level", AssessorLevel)
@pytest.mark.parametrize("side", Side)
def test_nobody_who_still_judges_sees_anything_whatever_else_they_submitted(level: AssessorLevel, side: Side) -> None:
    for stage in JUDGED_AT[level]:
        assert levels_seen(side, (Own(FIELD, submitted=True), Own(level, submitted=False)), stage) == frozenset()


@pytest.mark.parametrize(
    ("level", "stage", "seen"),
    [
        (MEMBER, "tpi-round-1", {AssessorLevel.PRELIMINARY, MEMBER}),
        (LEADER, "tpi-round-1", {AssessorLevel.PRELIMINARY, MEMBER, LEADER}),
        (CONTROLLER, "tpi-round-2", {AssessorLevel.PRELIMINARY, MEMBER, LEADER, CONTROLLER}),
        (DESK, "desk", {AssessorLevel.PRELIMINARY, *TPI_LEVELS, DESK}),
        (FIELD, "field", set(AssessorLevel)),
    ],
)
def test_who_submitted_sees_the_levels_at_or_below(level: AssessorLevel, stage: str, seen: set[AssessorLevel]) -> None:
    side = Side.TPI if level in TPI_LEVELS else Side.TPN
    assert levels_seen(side, (Own(level, submitted=True),), stage) == seen


@pytest.mark.parametrize(
    ("side", "stage", "tpi", "tpn"),
    [
        (Side.UNIT, "tpi-round-2", False, False),
        (Side.UNIT, "tpi-report", False, False),
        (Side.UNIT, "fit", True, False),
        (Side.UNIT, "coaching", True, True),
        (Side.UNIT, "panel", True, False),
        (Side.UNIT, "to-be-coached", True, True),
        (Side.TPI, "tpi-round-1", False, False),
        (Side.TPI, "tpi-report", True, False),
        (Side.TPI, "field", True, False),
        (Side.TPI, "panel", True, False),
        (Side.TPI, "recommended", True, True),
        (Side.TPN, "screening", False, False),
        (Side.TPN, "desk", False, False),
        (Side.TPN, "field", False, False),
        (Side.TPN, "clearance", True, True),
        (Side.TPN, "panel", True, True),
    ],
)
def test_those_without_a_sheet_see_a_body_once_it_is_over_for_them(
    side: Side, stage: str, *, tpi: bool, tpn: bool
) -> None:
    seen = levels_seen(side, (), stage)
    assert (seen >= TPI_LEVELS, seen >= TPN_LEVELS) == (tpi, tpn)
    assert bool(seen & TPI_LEVELS) is tpi
    assert bool(seen & TPN_LEVELS) is tpn


def test_every_stage_that_hides_something_is_a_stage_of_the_process() -> None:
    named = {stage for bodies in HIDDEN.values() for stages in bodies.values() for stage in stages}
    assert named <= set(ASSESSMENT.stages)
    assert {stage for stages in JUDGED_AT.values() for stage in stages} <= named


def test_the_tpi_never_sees_the_tpn_while_it_has_the_case() -> None:
    own = (Own(CONTROLLER, submitted=True),)
    for stage in ("proposed", "screening", "desk", "field", "clearance", "panel"):
        assert not levels_seen(Side.TPI, own, stage) & TPN_LEVELS


def judged(*entries: tuple[AssessorLevel, str, str]) -> dict[str, tuple[Judged, ...]]:
    return {"X": tuple(Judged(level, who, value) for level, who, value in entries)}


def test_a_member_differs_from_the_self_assessment_and_from_no_other_member() -> None:
    found = differences({"X": "A"}, judged((MEMBER, "nina", "B"), (MEMBER, "omar", "A")))
    assert [(one.assessor, one.before, one.values) for one in found] == [("nina", SELF, ("A",))]


def test_a_leader_who_decides_between_members_differs_from_one_of_them() -> None:
    found = differences({"X": "A"}, judged((MEMBER, "nina", "B"), (MEMBER, "omar", "A"), (LEADER, "rani", "A")))
    assert [one.assessor for one in found] == ["nina", "rani"]
    assert found[1].values == ("B", "A")


def test_the_level_before_is_the_nearest_that_judged() -> None:
    found = differences({"X": "A"}, judged((MEMBER, "nina", "A"), (CONTROLLER, "putu", "B"), (DESK, "tia", "B")))
    assert [(one.assessor, one.before) for one in found] == [("putu", MEMBER.value)]
    found = differences({"X": "A"}, judged((CONTROLLER, "putu", "B"), (DESK, "tia", "B"), (FIELD, "umar", "C")))
    assert [(one.assessor, one.before) for one in found] == [("putu", SELF), ("umar", DESK.value)]


def test_what_the_level_before_left_out_is_no_difference() -> None:
    assert differences({}, judged((MEMBER, "nina", "B"), (LEADER, "rani", "B"))) == ()


STAGES = st.lists(st.sampled_from(sorted(ASSESSMENT.stages)), max_size=6)


@given(st.sampled_from(list(Side)), STAGES, st.sampled_from(sorted(ASSESSMENT.stages)))
def test_a_paper_of_many_cases_opens_with_the_last_of_them(side: Side, stages: list[str], other: str) -> None:
    assert tpi_told(side, stages) == all(stage not in HIDDEN[side][TPI_LEVELS] for stage in stages)
    if tpi_told(side, [*stages, other]):
        assert tpi_told(side, stages)


def test_the_ministry_reads_a_paper_with_the_tpis_figures_from_clearance_on() -> None:
    way = ("proposed", "screening", "desk", "field", "clearance", "panel", "recommended")
    assert [tpi_told(Side.TPN, (stage,)) for stage in way] == [False] * 4 + [True] * 3
    assert not tpi_told(Side.TPN, ("panel", "desk"))
