"""How a panel's votes are counted: whose vote stands, whether all have voted, and what the majority says.

Permenpan RB 90/2021, Lampiran I, Tahap IV knows a panel and no rule of counting: quorum and ties are data, marked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """A vote."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One version of a member's vote; the highest `number` stands."""

    member: str
    choice: Choice
    number: int


@dataclass(frozen=True, slots=True)
class Rules:
    """How many members a panel needs, and whether as many for as against recommends."""

    quorum: int
    tie_recommends: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes of a panel as they stand: counts by choice, how many sit, and how many were needed."""

    members: int
    quorum: int
    counts: Mapping[Choice, int]
    tie_recommends: bool

    @property
    def voted(self) -> int:
        """How many members have voted, abstentions included."""
        return sum(self.counts.values())

    @property
    def complete(self) -> bool:
        """Whether enough members sit and each of them has voted: only then votes are shown, and decide."""
        return self.members >= max(self.quorum, 1) and self.voted == self.members

    @property
    def tied(self) -> bool:
        """Whether as many are for as against, whoever abstained."""
        return self.counts[Choice.FOR] == self.counts[Choice.AGAINST]

    @property
    def outcome(self) -> Choice | None:
        """What the panel says, `FOR` or `AGAINST`; None until it is complete. Abstentions weigh on no side."""
        if not self.complete:
            return None
        if self.tied:
            return Choice.FOR if self.tie_recommends else Choice.AGAINST
        return Choice.FOR if self.counts[Choice.FOR] > self.counts[Choice.AGAINST] else Choice.AGAINST


def tally(members: Collection[str], ballots: Iterable[Ballot], rules: Rules) -> Tally:
    """Count the votes of those who sit on the panel; who does not sit there (any more) has none."""
    seats = set(members)
    newest: dict[str, Ballot] = {}
    for ballot in ballots:
        standing = newest.get(ballot.member)
        if ballot.member in seats and (standing is None or ballot.number > standing.number):
            newest[ballot.member] = ballot
    counts = dict.fromkeys(Choice, 0)
    for ballot in newest.values():
        counts[ballot.choice] += 1
    return Tally(len(seats), rules.quorum, counts, rules.tie_recommends)


def stays_shown(standing: Tally, *, shown: bool) -> bool:
    """Whether votes are shown after something changed: once all have voted, and from then on, whoever leaves."""
    return shown or standing.complete


def can_vote(cast: int, *, shown: bool) -> bool:
    """Whether a member may vote who has done so `cast` times: again only while nobody was shown the others' votes."""
    return not (shown and cast)


def can_seat(standing: Tally, *, shown: bool) -> bool:
    """Whether one more may be seated: until votes were shown, or where leaving left too few to decide."""
    return not shown or standing.members < standing.quorum


def dissenting(members: Collection[str], ballots: Iterable[Ballot], outcome: Choice) -> tuple[str, ...]:
    """Return who voted otherwise than the panel said, in the order of their names; who abstained did not."""
    seats = set(members)
    newest: dict[str, Ballot] = {}
    for ballot in sorted(ballots, key=lambda each: each.number):
        if ballot.member in seats:
            newest[ballot.member] = ballot
    return tuple(sorted(name for name, each in newest.items() if each.choice not in {outcome, Choice.ABSTAIN}))
