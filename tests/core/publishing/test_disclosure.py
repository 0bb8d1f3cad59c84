"""What a field's rule does not name is not public; every stage of the process has its public state."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.publishing.disclosure import DisclosureTable, PublicField, Rule, Told
from pulau.core.shared.public_state import PublicState
from pulau.core.workflow.assessment import ASSESSMENT, STAGES
from pulau.core.workflow.public_states import PUBLIC_STATES, public_state

WORDS = Told("bidang", "field")


@given(st.sampled_from(PublicField), st.frozensets(st.sampled_from(PublicState)), st.sampled_from(PublicState))
def test_a_field_is_public_in_just_the_states_that_its_rule_names(
    field: PublicField, states: frozenset[PublicState], state: PublicState
) -> None:
    table = DisclosureTable({field: Rule(field, states, WORDS, WORDS)}, ())
    assert table.allows(field, state) == (state in states)


@given(st.sampled_from(PublicField), st.sampled_from(PublicState))
def test_a_field_without_a_rule_is_never_public(field: PublicField, state: PublicState) -> None:
    assert not DisclosureTable({}, ()).allows(field, state)


def test_every_stage_of_the_process_has_a_public_state() -> None:
    assert set(PUBLIC_STATES) == {stage.code for stage in STAGES}


def test_an_outcome_that_can_still_be_objected_to_is_not_final() -> None:
    assert [PUBLIC_STATES[stage].is_final for stage in ("to-be-coached", "objected", "recommended")] == [False] * 3


def test_a_title_stands_until_its_revocation_is_decided() -> None:
    assert PUBLIC_STATES["revocation-proposed"] is PublicState.GRANTED
    assert PUBLIC_STATES["revoked"] is PublicState.REVOKED


def test_only_final_stages_lead_nowhere_and_are_told_as_final() -> None:
    """Every stage from which no way leads on is told as final: nothing stays hidden for good."""
    ends = {stage.code for stage in ASSESSMENT.stages.values() if stage.final}
    assert {stage for stage in ends if not PUBLIC_STATES[stage].is_final} == set()


def test_a_sentence_is_indonesian_where_the_language_is_neither() -> None:
    assert [WORDS.in_language(language) for language in ("id", "en", "xx")] == ["bidang", "field", "bidang"]


def test_a_revocation_proposed_while_a_title_is_evaluated_anew_leaves_that_evaluation_unfinished() -> None:
    assert public_state("revocation-proposed", "verifying") is PublicState.NATIONAL
    assert public_state("revocation-proposed", "monitoring") is PublicState.GRANTED
