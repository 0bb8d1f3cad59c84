"""A unit in each of its years: how far it came, what was counted, and the final score once the outcome is final."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pulau.apps.outcomes.contract import TitleState
from pulau.apps.publication.composing.scores import final_score
from pulau.apps.publication.composing.titles import held_on
from pulau.apps.publication.models import PublishedYear
from pulau.core.pledging.coverage import is_few, is_silent
from pulau.core.publishing.disclosure import PublicField
from pulau.core.shared.public_state import PublicState
from pulau.core.workflow.public_states import public_state
from pulau.exchange.silence import silence_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.assessments.contract import Case, Transition
    from pulau.apps.outcomes.contract import TitleHeld
    from pulau.apps.publication.composing.asked import Asked
    from pulau.apps.publication.gathering.body import BodyGathered

_WITHOUT: Final = PublicState.NONE


def years_of(gathered: BodyGathered, unit: WorkUnit, asked: Asked) -> list[PublishedYear]:
    """Return the unit's years, earliest first."""
    return [_year(gathered, unit, year, asked) for year in _span(gathered, unit, asked)]


def days_of(case: Case, events: Iterable[Transition], asked: Asked) -> dict[PublicState, date]:
    """Return the first day of each public state of a case, beginning with the one on which it was handed in."""
    found = {PublicState.HANDED_IN: asked.day_of(case.opened_at)}
    for event in events:
        found.setdefault(public_state(event.target, event.source), event.on)
    return found


def state_of_case(case: Case, events: Sequence[Transition]) -> PublicState:
    """Return what the public is told of where a case stands."""
    return public_state(case.stage, events[-1].source if events else "")


def _span(gathered: BodyGathered, unit: WorkUnit, asked: Asked) -> list[int]:
    """Return the years of a unit: from the first one of which anything is known of its body, while it existed.

    So units that never declared stand in the figures of each year too. A year at whose end the unit was gone is told
    where an evaluation of it began.
    """
    first = gathered.first_year(asked.today.year)
    begun = max(first, unit.since.year if unit.since else first)
    evaluated = gathered.years_by_unit.get(unit.pk, set())
    years = range(begun, asked.today.year + 1)
    return [year for year in years if unit.exists_on(asked.last_day(year)) or year in evaluated]


def _year(gathered: BodyGathered, unit: WorkUnit, year: int, asked: Asked) -> PublishedYear:
    day = asked.last_day(year)
    case = gathered.judged.cases.get((unit.pk, year))
    titles = gathered.judged.titles.get(unit.pk, [])
    state = _state(gathered, unit.pk, year, case, titles, day)
    named = gathered.units.named_on(unit, day)
    row = PublishedYear(
        unit_id=unit.pk,
        agency_id=unit.tenant_id,
        year=year,
        name=named.name,
        kind=named.kind,
        province=gathered.province_of(unit),
        region_code=gathered.region_of(unit),
        state=state.value,
    )
    _tell_counts(row, gathered, asked, state)
    _tell_case(row, gathered, case, asked, state)
    if asked.table.allows(PublicField.TITLE, state):
        held = held_on(titles, day)
        row.title, row.title_since = (held.title, held.since) if held else ("", None)
        row.revoked_on = _revoked_on(titles, year, day)
    return row


def _state(
    gathered: BodyGathered, unit_id: UUID, year: int, case: Case | None, titles: list[TitleHeld], day: date
) -> PublicState:
    revoked = _revoked_on(titles, year, day)
    if case is not None:
        state = state_of_case(case, gathered.judged.events.get(case.pk, []))
        # What a case brought stood until it was taken away: the year of the case is told as it ended.
        return PublicState.GRANTED if state is PublicState.REVOKED and _revoked_after(titles, day) else state
    if revoked:
        return PublicState.REVOKED
    if any(row.since.year == year and row.since <= day for row in titles):
        return PublicState.GRANTED
    if (unit_id, year) in gathered.judged.opened:
        return PublicState.BUILDING
    held = gathered.declared.held.get(unit_id, ())
    counted = gathered.declared.units.get(unit_id, {}).get(year)
    declared = any(row.day <= day for row in held) or (counted is not None and counted.symbolic)
    return PublicState.DECLARED if declared else _WITHOUT


def _revoked_after(titles: list[TitleHeld], day: date) -> bool:
    closed = (row.closed_on for row in titles if row.state == TitleState.REVOKED)
    return any(one is not None and one > day for one in closed)


def _revoked_on(titles: list[TitleHeld], year: int, day: date) -> date | None:
    """Return the day of a year from which a title no longer stood, by a decree that revoked it."""
    days = (row.closed_on for row in titles if row.state == TitleState.REVOKED and row.closed_on)
    return max((closed for closed in days if closed.year == year and closed <= day), default=None)


def _tell_counts(row: PublishedYear, gathered: BodyGathered, asked: Asked, state: PublicState) -> None:
    counted = gathered.declared.units.get(row.unit_id, {}).get(row.year)
    day = asked.last_day(row.year)
    held = [one for one in gathered.declared.held.get(row.unit_id, ()) if one.day <= day]
    own = [one for one in held if not one.symbolic] or held
    if asked.table.allows(PublicField.DECLARATION, state):
        row.declared_on = own[0].day if own else None
        row.symbolic = own[0].symbolic if own else bool(counted and counted.symbolic)
    if counted is None:
        return
    if asked.table.allows(PublicField.ACTIVITY, state):
        active = asked.day_of(counted.active_at) if counted.active_at else None
        row.silent = is_silent(row.declared_on, active, day, silence_on(day).rule)
    if asked.table.allows(PublicField.PLEDGES, state) and not is_few(counted.staff):
        row.staff, row.signed = counted.staff, counted.signed


def _tell_case(row: PublishedYear, gathered: BodyGathered, case: Case | None, asked: Asked, state: PublicState) -> None:
    if case is None or not asked.table.allows(PublicField.STAGE, state):
        return
    row.regulation, row.aim = case.regulation, case.title
    days = days_of(case, gathered.judged.events.get(case.pk, ()), asked)
    row.days = {one.value: day.isoformat() for one, day in days.items()}
    score = final_score(case) if asked.table.allows(PublicField.SCORE, state) else None
    if score is None:
        return
    row.level, row.total = score.level, score.total
    if asked.table.allows(PublicField.INTERNAL_SCORE, state):
        row.internal_total = score.internal_total
    if asked.table.allows(PublicField.AREAS, state):
        inside = asked.table.allows(PublicField.INTERNAL_SCORE, state)
        row.areas = [{**one, "internal_percent": one["internal_percent"] if inside else None} for one in score.areas]
    if asked.table.allows(PublicField.GATES, state):
        row.gates = [dict(one) for one in score.gates]
