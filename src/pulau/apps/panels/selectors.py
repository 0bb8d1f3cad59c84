"""Reading clearances and panels of a case: what was asked and answered, who sits, and how the votes stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.panels.models import Answer, Clearance, Member, Panel, Vote
from pulau.apps.panels.refusals import ClearanceNotFound
from pulau.core.workflow.voting import Ballot, Choice, Rules, Tally, can_seat, dissenting, stays_shown, tally
from pulau.exchange.panel import panel_law

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case


def clearances_of(tenant_id: UUID, case_id: UUID) -> dict[str, Clearance]:
    """Return what was asked about a case, by body, in the law's order of bodies; with who asked and recorded."""
    rows = Clearance.objects.for_tenant(tenant_id).filter(case_id=case_id)
    found = {row.body: row for row in rows.select_related("asked_by", "recorded_by")}
    return {body: found[body] for body in panel_law().bodies if body in found}


def get_clearance(case: Case, body: str) -> Clearance:
    """Return what one body was asked about a case that the actor was shown. Raises ClearanceNotFound (404)."""
    row = clearances_of(case.tenant_id, case.pk).get(body)
    if row is None:
        raise ClearanceNotFound(body)
    return row


def is_settled(row: Clearance, today: date) -> bool:
    """Whether a body has answered, or its time is over: that it is silent ends its time only where no clock runs."""
    if row.answer == Answer.NONE:
        return row.due_on is None or row.due_on < today
    return bool(row.answer) or is_overdue(row, today)


def is_overdue(row: Clearance, today: date) -> bool:
    """Whether a body's time is over without an answer."""
    return not row.answer and row.due_on is not None and row.due_on < today


@dataclass(frozen=True, slots=True)
class Sitting:
    """A panel as it stands: its members (who left too), the versions of each one's vote, oldest first, the count."""

    panel: Panel
    members: Sequence[Member]
    votes: Mapping[UUID, Sequence[Vote]]
    tally: Tally

    @property
    def seated(self) -> list[Member]:
        """Who sits there now."""
        return [member for member in self.members if member.left_at is None]

    @property
    def shown(self) -> bool:
        """Whether votes are shown: all have voted once, or the panel was closed with an outcome."""
        return stays_shown(self.tally, shown=self.panel.shown_at is not None or bool(self.panel.outcome))

    @property
    def seats(self) -> bool:
        """Whether one more member may be seated."""
        return can_seat(self.tally, shown=self.shown)

    @property
    def outcome(self) -> Choice | None:
        """What the panel says, once all have voted."""
        return self.tally.outcome

    @property
    def dissent(self) -> frozenset[str]:
        """Who (ids of members) voted otherwise than the panel said; nobody before votes are shown."""
        if self.outcome is None:
            return frozenset()
        return frozenset(dissenting([str(each.pk) for each in self.seated], _ballots(self.votes), self.outcome))

    def seat_of(self, user_id: UUID | None) -> Member | None:
        """Return the seat of a person who sits there now."""
        return next((member for member in self.seated if member.user_id == user_id), None)


def sittings_of(tenant_id: UUID, case_id: UUID) -> list[Sitting]:
    """Return the panels of a case, the newest first; in three queries."""
    panels = list(Panel.objects.for_tenant(tenant_id).filter(case_id=case_id).order_by("-number"))
    ids = [panel.pk for panel in panels]
    members = list(Member.objects.for_tenant(tenant_id).filter(panel_id__in=ids).select_related("user"))
    votes: dict[UUID, list[Vote]] = {member.pk: [] for member in members}
    for vote in Vote.objects.for_tenant(tenant_id).filter(member_id__in=list(votes)).order_by("number"):
        votes[vote.member_id].append(vote)
    return [_sitting(panel, [each for each in members if each.panel_id == panel.pk], votes) for panel in panels]


def open_sitting(tenant_id: UUID, case_id: UUID) -> Sitting | None:
    """Return the panel of a case that is open, or None."""
    newest = next(iter(sittings_of(tenant_id, case_id)), None)
    return newest if newest is not None and newest.panel.closed_at is None else None


def keep_shown(case: Case, now: datetime) -> None:
    """Keep the moment in which the votes of a case's open panel are shown, where that is now."""
    sitting = open_sitting(case.tenant_id, case.pk)
    if sitting is not None and sitting.shown and sitting.panel.shown_at is None:
        sitting.panel.shown_at = now
        sitting.panel.save(update_fields=["shown_at"])


def _sitting(panel: Panel, members: Sequence[Member], votes: Mapping[UUID, Sequence[Vote]]) -> Sitting:
    own = {member.pk: votes[member.pk] for member in members}
    seats = [str(member.pk) for member in members if member.left_at is None]
    return Sitting(panel, members, own, tally(seats, _ballots(own), Rules(panel.quorum, panel.tie_recommends)))


def _ballots(votes: Mapping[UUID, Sequence[Vote]]) -> list[Ballot]:
    return [
        Ballot(str(member), Choice(vote.choice), vote.number) for member, versions in votes.items() for vote in versions
    ]
