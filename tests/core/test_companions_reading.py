"""What a companion reads at each stage: never a judgement while its level is at work."""

from __future__ import annotations

from datetime import date

import pytest

from pulau.apps.assessments.policies import EVENT
from pulau.core.shared import roles
from pulau.core.workflow import assessment as at
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.companions import READS, Reading, decided_by_panel, readings_at
from pulau.core.workflow.levels import AssessorLevel
from pulau.core.workflow.questions import ASKING, is_over, stages_of
from pulau.core.workflow.sight import JUDGED_AT, TPI_LEVELS, TPN_LEVELS


@pytest.mark.parametrize("stage", sorted(ASSESSMENT.stages))
def test_no_figures_of_a_body_are_read_where_it_still_judges(stage: str) -> None:
    judging = {level for level, stages in JUDGED_AT.items() if stage in stages}
    found = readings_at(stage)
    assert Reading.COURSE in found
    assert not (Reading.TPI in found and judging & TPI_LEVELS)
    assert not (Reading.OUTCOME in found and judging & TPN_LEVELS)
    if Reading.OUTCOME in found:
        assert stage not in {at.CLEARANCE, at.PANEL, at.RECOMMENDED}


def test_what_was_taken_back_is_read_by_no_companion() -> None:
    assert readings_at(at.WITHDRAWN) == (Reading.COURSE,)
    assert READS[Reading.ANSWERS] >= {at.SUBMITTED, at.PANEL, at.REVOKED}
    assert at.FIT in READS[Reading.TPI]
    assert at.TPI_REPORT not in READS[Reading.TPI]


def test_no_line_of_the_process_has_a_companion() -> None:
    assert EVENT
    assert [event for event, action in EVENT.items() if any(p.role == roles.COMPANION for p in action.permits)] == []


def test_a_dissent_is_weighed_by_the_body_that_decides_there() -> None:
    assert decided_by_panel(at.PANEL)
    assert not decided_by_panel(at.TPI_ROUND_1)


def test_who_asks_where_follows_who_judges_where() -> None:
    for level, stages in JUDGED_AT.items():
        assert stages <= stages_of(level), level
    assert set().union(*ASKING.values()) == set(AssessorLevel)


def test_the_last_day_counts_in_full_and_without_one_it_is_never_over() -> None:
    day = date(2026, 1, 2)
    assert [is_over(due, day) for due in (None, day, date(2026, 1, 1))] == [False, False, True]
