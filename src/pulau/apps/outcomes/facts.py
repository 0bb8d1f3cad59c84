"""Facts of the process that titles and outcomes tell."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.assessments.contract import Case, case_of
from pulau.apps.outcomes.bars import bar_of
from pulau.apps.outcomes.models import DecreeKind
from pulau.apps.outcomes.selectors import (
    acceptance_of,
    decree_given,
    determines_itself,
    founded_triggers,
    offences_of,
    open_objection,
    title_on,
)
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import Fact

if TYPE_CHECKING:
    from collections.abc import Callable


def in_time(case: Case, day: date) -> bool:
    """Whether an objection can still be filed on a legal day of the body; where no clock could be set, it can."""
    return case.due_on is None or day <= case.due_on


def is_over(case: Case, day: date) -> bool:
    """Whether the outcome is final: its time has passed, or the body accepts it."""
    return not in_time(case, day) or acceptance_of(case) is not None


def _trigger_examined(case: Case, day: date) -> bool:
    held = title_on(case.tenant_id, case.unit_id, day)
    return held is not None and bool(founded_triggers(case.tenant_id, held.pk))


def _told(ask: Callable[[Case, date], bool]) -> Callable[[UUID, UUID, datetime], bool]:
    def fact(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
        return ask(case_of(tenant_id, case_id), today_of(Actor.system(tenant_id), at))

    return fact


FACTS: Final = (
    Fact("not-barred", _told(lambda case, day: bar_of(case.tenant_id, case.unit_id, day) is None)),
    Fact("own-evaluation", _told(determines_itself)),
    Fact("title-held", _told(lambda case, day: title_on(case.tenant_id, case.unit_id, day) is not None)),
    Fact("decree-recorded", lambda tenant, case, _at: decree_given(tenant, case, DecreeKind.GRANT)),
    Fact("objection-filed", lambda tenant, case, _at: open_objection(tenant, case) is not None),
    Fact("objection-in-time", _told(in_time)),
    Fact("objection-over", _told(is_over)),
    Fact("offence-recorded", _told(lambda case, _day: bool(offences_of(case)))),
    Fact("trigger-examined", _told(_trigger_examined)),
    Fact("revocation-decree", lambda tenant, case, _at: decree_given(tenant, case, DecreeKind.REVOKE)),
)
