"""The table of the process: every line of it is used, can be reached, and holds what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.permissions import Relation, permits
from pulau.core.workflow import assessment
from pulau.core.workflow.assessment import (
    ASSESSMENT,
    GUARDS,
    MONITORING,
    STAGES,
    SUBMITTED,
    TO_BE_COACHED,
    VERIFYING,
    WAYS,
)
from pulau.core.workflow.model import Guard, NoSuchWay, Process, Stage, Way
from pulau.core.workflow.path import Place, path_of, shortest

WHO = permits(Relation.AGENCY, "agency-head")
STEPS = [(way.event, source) for way in WAYS for source in way.sources]
FACTS = st.dictionaries(st.sampled_from(sorted(ASSESSMENT.guards)), st.booleans())


def table(ways: tuple[Way, ...] = WAYS, guards: tuple[Guard, ...] = GUARDS) -> Process:
    return Process(STAGES, guards, ways, SUBMITTED)


def unused(process: Process) -> set[str]:
    return set(process.guards) - {code for way in process.ways for code in way.guards}


def test_every_guard_holds_some_way_shut() -> None:
    assert unused(ASSESSMENT) == set()


def test_a_guard_that_is_taken_out_of_its_ways_is_found() -> None:
    for removed in ("no-conflict", "tpi-minimums", "decree-recorded"):
        ways = tuple(replace(way, guards=tuple(code for code in way.guards if code != removed)) for way in WAYS)
        assert unused(table(ways)) == {removed}


@pytest.mark.parametrize("removed", sorted({(way.event, code) for way in WAYS for code in way.guards}))
def test_without_one_guard_an_event_happens_that_may_not(removed: tuple[str, str]) -> None:
    """The negative control: whichever guard is lost, a walk with that fact untrue tells the two tables apart."""
    event, code = removed
    ways = tuple(
        replace(way, guards=tuple(each for each in way.guards if (way.event, each) != removed)) for way in WAYS
    )
    facts = {each: each != code for each in ASSESSMENT.guards}
    source = next(way.sources[0] for way in WAYS if way.event == event and code in way.guards)
    assert not ASSESSMENT.take(event, source, facts).open
    assert table(ways).take(event, source, facts).open


@given(st.sampled_from(STEPS), FACTS)
def test_a_way_opens_if_and_only_if_all_its_facts_are_true(step: tuple[str, str], facts: Mapping[str, bool]) -> None:
    taken = ASSESSMENT.take(*step, facts)
    wanted = ASSESSMENT.way(*step).guards
    assert taken.open == all(facts.get(code) is True for code in wanted)
    assert set(taken.unmet) == {code for code in wanted if not facts.get(code, False)}


@given(st.sampled_from(sorted({way.event for way in WAYS})), st.sampled_from(sorted(ASSESSMENT.stages)))
def test_an_event_leads_on_only_from_the_stages_of_its_line(event: str, stage: str) -> None:
    if stage in ASSESSMENT.sources_of(event):
        assert ASSESSMENT.way(event, stage) in ASSESSMENT.ways_from(stage)
    else:
        with pytest.raises(NoSuchWay):
            ASSESSMENT.way(event, stage)


def test_nothing_leads_on_from_an_end_and_everything_else_leads_to_one() -> None:
    for stage in STAGES:
        assert bool(ASSESSMENT.ways_from(stage.code)) != stage.final
        ends = [end.code for end in STAGES if end.final]
        assert stage.final or any(shortest(ASSESSMENT, stage.code, end) for end in ends), stage.code


def test_every_line_says_who_in_both_languages_and_by_what_law_where_there_is_one() -> None:
    for way in WAYS:
        assert way.permits or way.alone
        assert way.indonesian
        assert way.english
        assert way.indonesian != way.english
    assert {way.event for way in WAYS if not way.law} == {
        *("withdraw", "leave_unproposed", "object", "uphold_objection", "reject_objection"),
        *("drop_revocation", "carry_on", "withdraw_proposal"),
    }


def test_only_the_ministry_lets_things_happen_in_its_stages_but_for_what_is_the_agencys_own() -> None:
    for way in WAYS:
        national = [source for source in way.sources if ASSESSMENT.stages[source].national]
        if national and not any(permit.relation is Relation.GRANT for permit in way.permits):
            assert way.event in {"withdraw_proposal", "object", "report_monitoring"}
        if any(permit.relation is Relation.GRANT for permit in way.permits):
            assert national == list(way.sources), way.event


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ((*WAYS, Way("x", (SUBMITTED,), "nowhere", "x", "x", WHO)), "unknown"),
        ((*WAYS, Way("x", (SUBMITTED,), MONITORING, "x", "x", WHO, ("unheard",))), "unknown"),
        ((*WAYS, Way("x", (SUBMITTED,), MONITORING, "x", "x")), "nobody may"),
        ((*WAYS, Way("begin_tpi", (SUBMITTED,), MONITORING, "x", "x", WHO)), "named twice"),
        ((*WAYS, Way("x", (assessment.REVOKED,), MONITORING, "x", "x", WHO)), "nothing follows"),
        (tuple(way for way in WAYS if way.event != "begin_tpi"), "none into"),
    ],
)  # fmt: skip
def test_a_table_that_contradicts_itself_is_refused(ways: tuple[Way, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        table(ways)


def test_a_stage_without_a_way_out_is_refused() -> None:
    stages = (*STAGES, Stage("stuck", "Macet", "Stuck"))
    ways = (*WAYS, Way("stick", (SUBMITTED,), "stuck", "Macet", "Stuck", WHO))
    with pytest.raises(ValueError, match="no way out"):
        Process(stages, GUARDS, ways, SUBMITTED)


@given(st.sampled_from(STEPS), st.data())
def test_a_path_stands_at_one_stage_and_each_step_of_what_is_to_come_is_a_way(
    step: tuple[str, str], data: st.DataObject
) -> None:
    here = step[1]
    gone = data.draw(st.lists(st.sampled_from(sorted(ASSESSMENT.stages)), max_size=6))
    path = path_of(ASSESSMENT, gone, here, MONITORING)
    codes = [each.stage.code for each in path]
    assert len(codes) == len(set(codes))
    assert [each.stage.code for each in path if each.place is Place.HERE] == [here]
    ahead = [here, *(each.stage.code for each in path if each.place is Place.TO_COME)]
    for first, second in pairwise(ahead):
        assert any(way.target == second for way in ASSESSMENT.ways_from(first))
    assert len(ahead) == 1 or ahead[-1] == MONITORING


def test_the_path_of_a_new_title_and_that_of_a_kept_one() -> None:
    without = {VERIFYING, TO_BE_COACHED, "determine_own"}
    fresh = [each.stage.code for each in path_of(ASSESSMENT, (), SUBMITTED, MONITORING, without)]
    assert fresh[:5] == ["submitted", "tpi-round-1", "tpi-round-2", "tpi-report", "fit"]
    assert fresh[-2:] == ["determined", "monitoring"]
    kept = [each.stage.code for each in path_of(ASSESSMENT, (), SUBMITTED, MONITORING, {"fit", TO_BE_COACHED})]
    assert kept[-2:] == ["verifying", "monitoring"]
