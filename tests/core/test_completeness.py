"""How far a document is by its signatories: whatever happens to them, it is complete only while each has signed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.pledging.completeness import (
    ENDINGS,
    OVER,
    STEPS,
    Deed,
    Place,
    Stage,
    Step,
    is_turn,
    may_end,
    stage_of,
    step_after,
)

PLACES = st.lists(st.builds(Place, st.integers(1, 9), st.sampled_from(Step), st.booleans()), min_size=1, max_size=9)


@given(PLACES)
def test_complete_is_what_each_who_is_named_has_signed(places: list[Place]) -> None:
    named = [place for place in places if place.step is not Step.REPLACED]
    complete = bool(named) and all(place.step is Step.SIGNED for place in named)
    assert (stage_of(places) is Stage.COMPLETE) == complete


@given(PLACES)
def test_what_nobody_signed_is_prepared_and_never_withdrawn(places: list[Place]) -> None:
    if not any(place.step in {Step.SIGNED, Step.WITHDRAWN} for place in places):
        assert stage_of(places) is Stage.PREPARED


@given(PLACES)
def test_it_is_withdrawn_where_no_signer_stands_behind_it(places: list[Place]) -> None:
    signers = [place.step for place in places if place.signer and place.step is not Step.REPLACED]
    assert (stage_of(places) is Stage.WITHDRAWN) == (bool(signers) and set(signers) == {Step.WITHDRAWN})


@given(PLACES, st.lists(st.tuples(st.integers(0, 8), st.sampled_from(Deed)), max_size=30))
def test_no_deed_ever_unsigns_what_was_signed(places: list[Place], deeds: list[tuple[int, Deed]]) -> None:
    steps = [Step.WAITING for _place in places]
    signed = set()
    for at, deed in deeds:
        place = at % len(steps)
        after = step_after(steps[place], deed)
        if after is None:
            continue
        steps[place] = after
        if after is Step.SIGNED:
            signed.add(place)
    assert {steps[place] for place in signed} <= {Step.SIGNED, Step.WITHDRAWN}


@given(PLACES, st.integers(1, 9))
def test_nobody_waits_for_those_after_them(places: list[Place], order: int) -> None:
    before = [place for place in places if place.order < order]
    assert is_turn(places, order) == is_turn(before, order)
    assert is_turn([place for place in places if place.order >= order], order)


@pytest.mark.parametrize("step", [Step.WAITING, Step.DRAWN, Step.REFUSED])
def test_the_next_waits_for_who_has_not_signed(step: Step) -> None:
    assert not is_turn([Place(1, step), Place(2, Step.WAITING)], 2)
    assert is_turn([Place(1, step), Place(1, Step.WAITING)], 1)


def test_what_is_over_stays_over_and_every_stage_is_known() -> None:
    assert set(ENDINGS) | OVER == set(Stage)
    assert not [stage for stage in OVER for wanted in Stage if may_end(stage, wanted)]
    assert set().union(*ENDINGS.values()) == OVER
    assert not may_end(Stage.COMPLETE, Stage.CANCELLED)
    assert not may_end(Stage.PREPARED, Stage.WITHDRAWN)


def test_who_refused_or_was_replaced_signs_no_more() -> None:
    assert {deed for step, deed in STEPS if step is Step.REFUSED} == {Deed.REPLACE}
    assert not [deed for step, deed in STEPS if step in {Step.REPLACED, Step.WITHDRAWN}]
