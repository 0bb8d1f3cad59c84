"""A case before the panel, with Vino and Wulan to sit on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pulau.apps.panels.selectors import Sitting, open_sitting
from pulau.apps.panels.services.sitting import open_panel
from pulau.apps.panels.services.voting import cast_vote
from pulau.apps.panels.wishes import VoteWish
from pulau.core.workflow.assessment import PANEL
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.apps.assessments.court import Court

LATER = NOW + timedelta(minutes=1)


def sit(court: Court, *names: str, who: str = "vino") -> None:
    """Open the panel; both sit on it unless others are named."""
    court.stand_at(PANEL)
    members = [court.users[name].pk for name in names or ("vino", "wulan")]
    open_panel(actor=court.actors[who], case_id=court.case_id, members=members, now=NOW)


def vote(court: Court, who: str, choice: str, *, reason: str = "Sesuai bukti.", seen: int = 0) -> None:
    """Let somebody vote."""
    wish = VoteWish(choice, reason, seen)
    cast_vote(actor=court.actors[who], case_id=court.case_id, wish=wish, now=LATER)


def sitting(court: Court) -> Sitting:
    """The open panel."""
    found = open_sitting(court.tenant, court.case_id)
    assert found is not None
    return found
