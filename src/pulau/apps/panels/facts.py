"""Facts of the process that clearances and panels tell."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.assessments.contract import case_of
from pulau.apps.panels.selectors import clearances_of, is_settled, open_sitting
from pulau.apps.people.contract import bars_among
from pulau.core.shared.actor import Actor
from pulau.core.workflow.voting import Choice
from pulau.exchange.panel import panel_law
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import Fact

if TYPE_CHECKING:
    from collections.abc import Callable


def answered(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
    """Whether every body was asked, and each has answered or its time is over."""
    today = today_of(Actor.system(tenant_id), at)
    rows = clearances_of(tenant_id, case_id)
    return set(rows) == set(panel_law().bodies) and all(is_settled(row, today) for row in rows.values())


def cast(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
    """Whether enough members sit, each has voted, and none of them has an interest in the unit (any more)."""
    sitting = open_sitting(tenant_id, case_id)
    if sitting is None or not sitting.tally.complete:
        return False
    system = Actor.system(tenant_id)
    people = {member.user_id for member in sitting.seated}
    return not any(bars_among(system, people, case_of(tenant_id, case_id).unit_id, today_of(system, at)).values())


def _says(choice: Choice) -> Callable[[UUID, UUID, datetime], bool]:
    def fact(tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
        sitting = open_sitting(tenant_id, case_id)
        return sitting is not None and sitting.outcome is choice

    return fact


FACTS: Final = (
    Fact("clearances-answered", answered),
    Fact("votes-cast", cast),
    Fact("majority-for", _says(Choice.FOR)),
    Fact("majority-against", _says(Choice.AGAINST)),
)
