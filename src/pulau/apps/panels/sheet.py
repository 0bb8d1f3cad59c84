"""What is before a panel: scores by body of assessors, the field evaluation, clearances, companions' dissents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from pulau.apps.panels.models import ClearanceBody, Member, Panel, Vote, VoteChoice
from pulau.apps.panels.selectors import Sitting, clearances_of, is_overdue
from pulau.apps.visits.contract import field_summary
from pulau.core.workflow.voting import Choice
from pulau.exchange.names import gate_name
from pulau.exchange.panel import panel_law
from pulau.foundation.registry.process_cases import dissents_of
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from pulau.apps.assessments.contract import Case

BODIES: Final = ("tpi", "tpn")


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """The score at a body of assessors: its total, and the minimums of the title that it does not meet."""

    body: str
    total: Decimal | None
    met: int
    count: int
    short: Sequence[str]


@dataclass(frozen=True, slots=True)
class SeatView:
    """A member as the page shows it; votes are empty until they are shown, but for one's own."""

    member: Member
    own: bool
    voted: bool
    votes: Sequence[Vote]
    dissents: bool

    @property
    def vote(self) -> Vote | None:
        """The vote that stands."""
        return self.votes[-1] if self.votes else None

    @property
    def earlier(self) -> Sequence[Vote]:
        """The votes before it."""
        return self.votes[:-1]


@dataclass(frozen=True, slots=True)
class SittingView:
    """A panel as the page shows it; `counts` only once votes are shown, `outcome` while enough sit who have voted."""

    panel: Panel
    seats: Sequence[SeatView]
    gone: Sequence[SeatView]
    voted: int
    members: int
    shown: bool
    outcome: str
    tied: bool
    counts: Sequence[tuple[str, int]]


def sheet_of(case: Case, today: date) -> dict[str, Any]:
    """Return what the sheet shows of a case beside its votes; the caller has asked who may read it."""
    language = spoken_language()
    rows = clearances_of(case.tenant_id, case.pk)
    return {
        "scores": [score_line(case, body, language) for body in BODIES],
        "field": field_summary(case),
        "clearances": [
            {
                "name": ClearanceBody(body).label,
                "row": rows.get(body),
                "overdue": body in rows and is_overdue(rows[body], today),
            }
            for body in panel_law().bodies
        ],
        "dissents": dissents_of(case.tenant_id, case.pk),
    }


def score_line(case: Case, body: str, language: str) -> ScoreLine:
    """Return the score at a body as it is kept with the case."""
    total = case.printed.get(body, {}).get("total")
    gates = {
        gate.partition(".")[2]: met
        for gate, met in case.gates.get(body, {}).items()
        if gate.startswith(f"{case.title}.")
    }
    return ScoreLine(
        body=body.upper(),
        total=None if total is None else Decimal(total).scaleb(-2),
        met=sum(gates.values()),
        count=len(gates),
        short=[gate_name(gate, language) for gate, met in gates.items() if not met],
    )


def sitting_view(sitting: Sitting, reader: UUID | None) -> SittingView:
    """Return a panel for a reader: before all have voted nobody sees more than who has, and their own."""
    shown, dissent = sitting.shown, sitting.dissent
    seats = [
        SeatView(
            member=member,
            own=member.user_id == reader,
            voted=bool(sitting.votes[member.pk]),
            votes=sitting.votes[member.pk] if shown or member.user_id == reader else (),
            dissents=shown and str(member.pk) in dissent,
        )
        for member in sitting.seated
    ]
    tally = sitting.tally
    return SittingView(
        panel=sitting.panel,
        seats=seats,
        gone=[_gone(sitting, member, reader) for member in sitting.members if member.left_at is not None],
        voted=tally.voted,
        members=tally.members,
        shown=shown,
        outcome=_outcome(sitting) if shown else "",
        tied=shown and tally.tied,
        counts=[(str(VoteChoice(choice.value).label), tally.counts[choice]) for choice in Choice] if shown else [],
    )


def _gone(sitting: Sitting, member: Member, reader: UUID | None) -> SeatView:
    """Return who left; their vote stays to be seen where all had seen it before, and counts no more."""
    since, left = sitting.panel.shown_at, member.left_at
    seen = since is not None and left is not None and since < left
    votes = sitting.votes[member.pk] if seen else ()
    return SeatView(member, own=member.user_id == reader, voted=bool(votes), votes=votes, dissents=False)


def _outcome(sitting: Sitting) -> str:
    if sitting.outcome is None:
        return ""
    return _("Panel merekomendasikan") if sitting.outcome is Choice.FOR else _("Panel tidak merekomendasikan")
