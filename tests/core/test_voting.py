"""Votes of a panel: whose stand, when they decide, and what a tie says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.workflow.voting import Ballot, Choice, Rules, dissenting, tally

MEMBERS = ("vino", "wulan", "yusuf", "zahra")
BALLOTS = st.lists(
    st.builds(Ballot, st.sampled_from([*MEMBERS, "stranger"]), st.sampled_from(list(Choice)), st.integers(1, 5)),
    max_size=20,
    unique_by=lambda each: (each.member, each.number),
)
SEATS = st.sets(st.sampled_from(MEMBERS))
RULES = st.builds(Rules, st.integers(1, 4), st.booleans())


def votes(*said: str) -> list[Ballot]:
    """One vote each, in the order of the members."""
    return [Ballot(member, Choice(choice), 1) for member, choice in zip(MEMBERS, said, strict=False)]


def test_the_majority_decides_once_all_have_voted() -> None:
    said = votes("for", "for", "against")

    assert tally(MEMBERS[:3], said, Rules(2)).outcome is Choice.FOR
    assert tally(MEMBERS, said, Rules(2)).outcome is None  # the fourth is awaited


def test_fewer_than_the_quorum_decide_nothing() -> None:
    assert tally(MEMBERS[:1], votes("for"), Rules(2)).outcome is None
    assert tally((), (), Rules(0)).outcome is None


def test_a_tie_does_not_recommend_unless_the_data_say_so() -> None:
    said = votes("for", "against")

    assert tally(MEMBERS[:2], said, Rules(2)).outcome is Choice.AGAINST
    assert tally(MEMBERS[:2], said, Rules(2, tie_recommends=True)).outcome is Choice.FOR
    assert tally(MEMBERS[:2], votes("abstain", "abstain"), Rules(2)).outcome is Choice.AGAINST


def test_abstentions_weigh_on_no_side() -> None:
    assert tally(MEMBERS[:3], votes("for", "abstain", "abstain"), Rules(2)).outcome is Choice.FOR


def test_who_votes_again_has_one_vote_the_newest() -> None:
    said = [*votes("for", "for"), Ballot("vino", Choice.AGAINST, 2)]

    found = tally(MEMBERS[:2], said, Rules(2))

    assert (found.voted, found.counts[Choice.FOR], found.counts[Choice.AGAINST]) == (2, 1, 1)


@given(SEATS, BALLOTS, RULES)
def test_every_seat_counts_at_most_once_and_strangers_never(seats: set[str], said: list[Ballot], rules: Rules) -> None:
    found = tally(seats, said, rules)

    assert found.voted <= found.members == len(seats)
    assert (found.outcome is not None) == found.complete
    assert found.outcome in {None, Choice.FOR, Choice.AGAINST}
    assert found == tally(seats, list(reversed(said)), rules)  # in whatever order they come


@given(SEATS, BALLOTS, RULES, st.sampled_from(MEMBERS))
def test_turning_one_vote_in_favour_never_turns_the_panel_against(
    seats: set[str], said: list[Ballot], rules: Rules, member: str
) -> None:
    before = tally(seats, said, rules)
    after = tally(seats, [*said, Ballot(member, Choice.FOR, 99)], rules)

    if before.outcome is Choice.FOR:
        assert after.outcome is Choice.FOR


@given(SEATS, BALLOTS, RULES)
def test_dissent_is_whoever_voted_the_other_way(seats: set[str], said: list[Ballot], rules: Rules) -> None:
    found = tally(seats, said, rules)
    if found.outcome is None:
        return
    other = Choice.AGAINST if found.outcome is Choice.FOR else Choice.FOR

    against = dissenting(seats, said, found.outcome)

    assert len(against) == found.counts[other]
    assert set(against) <= seats
