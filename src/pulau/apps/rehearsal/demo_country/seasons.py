"""Evaluations of the wider country: a worksheet filled and handed in, judged by both bodies, each event on its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.assessments.contract import Advance, Case, Transition, advance, stage_due
from pulau.apps.rehearsal.demo_country.answering import Aim, answers, judged
from pulau.apps.rehearsal.demo_country.courses import COURSES, UNDER_WAY, Move, titled_before
from pulau.apps.rehearsal.demo_country.days import NEWEST, chance
from pulau.apps.rehearsal.demo_country.judging import submit_sheet
from pulau.apps.rehearsal.demo_country.records import Told
from pulau.apps.worksheets.contract import (
    Change,
    Handing,
    answer_items,
    assess,
    get_worksheet_by_id,
    open_worksheet,
    submit_worksheet,
)
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.calendar import today_of
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from pulau.apps.rehearsal.demo_country.places import Spot
    from pulau.apps.rehearsal.demo_country.stage import Stage

_FIRST_ITEMS: Final = 38
"""Of a hundred items, how many are answered in the autumn before the year."""
_BY_SERVICE: Final = frozenset({"find_unfit", "close_unpassed"})
"""Events after which something follows that their service sees to: a plan of repair."""


@dataclass(frozen=True, slots=True)
class Dates:
    """When a worksheet was opened, first and last worked on, and handed in."""

    opened: datetime
    begun: datetime
    finished: datetime
    submitted: datetime


def evaluate(stage: Stage, spot: Spot, place: int) -> Case:
    """Let a unit hand in the worksheet of a year, and its evaluation take the course of its letter."""
    letter = spot.course[place]
    aim = _aim(stage, spot, place)
    found = judged(aim)
    case = _hand_in(stage, spot, aim, found.own, _dates(stage, spot, place))
    for number, move in enumerate(COURSES[letter], 1):
        at = stage.days.later(case.opened_at, move.days, spot.code, move.event)
        if move.submits is not None:
            submit_sheet(stage, case, found, move.submits, at - timedelta(days=1))
        if move.event in _BY_SERVICE:
            _settle(stage, case)
            wish = Advance(move.event, move.reason)
            return advance(actor=stage.actor(move.who), case_id=case.pk, wish=wish, now=at)
        _move(stage, case, move, number, at)
    _settle(stage, case)
    return case


def keep_active(stage: Stage, spot: Spot, place: int) -> None:
    """Let a unit that is not evaluated work on its worksheet: in the autumn, of the newest year in the last weeks."""
    aim, key = _aim(stage, spot, place), (stage.body.code, spot.code, place)
    if place == NEWEST:
        at, most = stage.days.ago(4 + chance(70, *key), *key), 6 + chance(12, *key, "mulai")
    else:
        first, last = date(aim.year, 10, 20), date(aim.year, 12, 12)
        at, most = stage.days.between(first, last, *key), 1 + chance(2, *key, "mulai")
    sheet = _open(stage, spot, aim, at - timedelta(days=5))
    _answer(stage, sheet, dict(list(answers(aim, -8).items())[:most]), at)


def _aim(stage: Stage, spot: Spot, place: int) -> Aim:
    held = titled_before(spot.course, place)
    key = f"{stage.body.code} {spot.code}"
    return Aim(key, stage.days.year(place), spot.course[place], held, stage.body.strength)


def _dates(stage: Stage, spot: Spot, place: int) -> Dates:
    days, key = stage.days, (stage.body.code, spot.code, place)
    if spot.course[place] in UNDER_WAY:
        whole = max([move.days for move in COURSES[spot.course[place]]], default=0) + 5 + chance(5, *key)
        begun = [days.ago(whole + earlier, *key) for earlier in (75, 70, 14, 0)]
        return Dates(*begun)
    year = days.year(place)
    opened = days.between(date(year - 1, 10, 12), date(year - 1, 11, 20), *key)
    submitted = days.between(date(year, 4, 6), date(year, 6, 12), *key)
    return Dates(opened, days.later(opened, 12, *key), days.later(submitted, -16, *key, "isi"), submitted)


def _open(stage: Stage, spot: Spot, aim: Aim, at: datetime) -> UUID:
    row = open_worksheet(
        actor=stage.system, unit_id=stage.units[spot.code].pk, year=aim.year, regulation=aim.regulation,
        prior_title=aim.held, now=at,
    )  # fmt: skip
    key: UUID = row.pk
    return key


def _answer(stage: Stage, sheet: UUID, values: Mapping[str, Any], at: datetime) -> None:
    changes = [Change(item, 0, value) for item, value in values.items()]
    answer_items(actor=stage.system, worksheet_id=sheet, changes=changes, now=at)


def _hand_in(stage: Stage, spot: Spot, aim: Aim, own: Mapping[str, Any], dates: Dates) -> Case:
    sheet, items = _open(stage, spot, aim, dates.opened), list(own)
    first = items[: len(items) * _FIRST_ITEMS // 100]
    _answer(stage, sheet, {item: own[item] for item in first}, dates.begun)
    _answer(stage, sheet, {item: own[item] for item in items[len(first) :]}, dates.finished)
    system, at = stage.system, dates.submitted
    looked = assess(system, get_worksheet_by_id(system, sheet), at)
    made = submit_worksheet(actor=system, worksheet_id=sheet, handing=Handing(looked.seal, looked.check.codes), now=at)
    case: Case = Case.objects.for_tenant(stage.tenant_id).get(submission_id=made.pk)
    return case


def _move(stage: Stage, case: Case, move: Move, number: int, at: datetime) -> None:
    """Keep an event of a case and its entry, and bring the case to where it led."""
    actor, way = stage.actor(move.who), ASSESSMENT.way(move.event, case.stage)
    role = "agency-head" if move.who == "head" else actor.role
    row = Transition(
        tenant_id=stage.tenant_id, case_id=case.pk, number=number, event=move.event, source=case.stage,
        target=way.target, guards=list(way.guards), reason=move.reason, user_id=actor.user_id, role=role, at=at,
        on=today_of(actor, at),
    )  # fmt: skip
    payload: dict[str, object] = {
        "number": number, "from": row.source, "to": row.target, "guards": row.guards,
        "submission": str(case.submission_id),
    }  # fmt: skip
    if move.reason:
        payload["reason"] = fingerprint("reason", move.reason)
    stage.records.add(row)
    stage.records.tell(Told(actor, f"assessments.{move.event}", case, payload, at, case.unit_id))
    case.stage, case.stage_since, case.revision = way.target, at, number
    case.national = ASSESSMENT.stages[way.target].national


def _settle(stage: Stage, case: Case) -> None:
    """Write what was kept, and the case as it stands after it."""
    stage.records.write()
    case.due_on = stage_due(stage.system, case.stage, case.stage_since)
    case.save(update_fields=["stage", "stage_since", "revision", "national", "due_on", "exact", "printed", "gates"])
