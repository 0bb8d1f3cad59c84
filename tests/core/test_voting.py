"""Votes of a panel: whose stand, when they decide, and what a tie says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.workflow.voting import (
    Ballot,
    Choice,
    Rules,
    Tally,
    can_seat,
    can_vote,
    dissenting,
    stays_shown,
    tally,
)

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


DEEDS = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "vote"]), st.sampled_from(MEMBERS), st.sampled_from(list(Choice))),
    max_size=40,
)


@given(DEEDS, st.integers(1, 4))
def test_what_was_shown_stays_shown_and_no_vote_that_was_shown_changes(
    deeds: list[tuple[str, str, Choice]], quorum: int
) -> None:
    seats: set[str] = set()
    left: set[str] = set()
    said: list[Ballot] = []
    shown = False
    before: dict[str, Ballot] = {}

    def stands() -> Tally:
        return tally(seats, said, Rules(quorum))

    for deed, who, choice in deeds:
        cast = sum(ballot.member == who for ballot in said)
        if deed == "join" and who not in seats | left and can_seat(stands(), shown=shown):
            seats.add(who)
        elif deed == "leave" and who in seats:
            seats.remove(who)
            left.add(who)
        elif deed == "vote" and who in seats and can_vote(cast, shown=shown):
            said.append(Ballot(who, choice, cast + 1))
        was, shown = shown, stays_shown(stands(), shown=shown)
        assert shown >= was
        newest = {ballot.member: ballot for ballot in said}
        assert all(newest[name] == ballot for name, ballot in before.items())
        before = newest if shown else {}


def test_before_votes_are_shown_a_vote_may_change_and_members_may_join() -> None:
    standing = tally(MEMBERS[:2], votes("for"), Rules(2))

    assert not stays_shown(standing, shown=False)
    assert can_vote(3, shown=False)
    assert can_seat(standing, shown=False)


def test_after_votes_were_shown_only_a_panel_that_lost_its_quorum_gets_a_member_who_votes_once() -> None:
    full, short = tally(MEMBERS[:2], votes("for", "for"), Rules(2)), tally(MEMBERS[:1], votes("for"), Rules(2))

    assert (can_seat(full, shown=True), can_seat(short, shown=True)) == (False, True)
    assert (can_vote(0, shown=True), can_vote(1, shown=True)) == (True, False)
